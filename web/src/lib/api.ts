import type { paths } from '../generated/api';
import { learnNames } from './called.svelte';
import { Problem, offline, type ProblemDocument } from './problem';
import { whileWaiting } from './waiting.svelte';

/**
 * The way to the server. Reading keeps the tag of each answer and asks again with it, in memory only.
 * Writing bears a key made before the first sending: whatever happens on the way, the same request is
 * sent with the same key until an answer comes, so that nothing is done twice.
 */

export type ApiPath = keyof paths & `/api/v1/${string}`;
export type Query = Record<string, string | number | boolean | undefined>;

export interface Answer<T> {
  body: T;
  etag: string;
  /** Address of the next page, or nothing. */
  next: string;
}

/** What the session gives to whoever sends; set by session.svelte.ts, which knows both. */
export const hooks = {
  csrf: (): string => '',
  /** The session is over; true once the same person has come back. */
  lost: async (): Promise<boolean> => false,
  stepUp: async (): Promise<boolean> => false,
};

const known = new Map<string, Answer<unknown>>();

/**
 * What was asked for before whoever shows it is here: by the head of the page while the application is on its way
 * (vite.config.ts), by `askAhead` while a screen is. Each is used once, and soon.
 */
interface Coming {
  at: number;
  answer: Promise<Response>;
}
const kFreshMs = 10_000;
const coming: Record<string, Coming> = ((window as { imdadAhead?: Record<string, Coming> }).imdadAhead ??= {});

export function askAhead(urls: string[]): void {
  for (const url of urls.filter((one) => !known.has(one) && !(one in coming))) {
    const answer = fetch(url, { headers: kReading, credentials: 'same-origin' });
    answer.catch(() => {});
    coming[url] = { at: Date.now(), answer };
  }
}

async function asked(url: string): Promise<Response | null> {
  const one = coming[url];
  delete coming[url];
  return one && Date.now() - one.at < kFreshMs ? one.answer.catch(() => null) : null;
}

export function forgetAnswers(): void {
  known.clear();
  underway.clear();
  for (const url of Object.keys(coming)) delete coming[url];
}

const kReading = { Accept: 'application/json' };

export function address(path: ApiPath, id?: string, query: Query = {}): string {
  const filled = path.replace('{id}', encodeURIComponent(id ?? ''));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return text ? `${filled}?${text}` : filled;
}

async function problemOf(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('Retry-After') ?? 0) || 0;
  try {
    return new Problem((await response.json()) as ProblemDocument, retryAfter);
  } catch {
    return new Problem({ status: response.status, code: 'unreadable_answer', detail: response.statusText }, retryAfter);
  }
}

/** Reads that are under way: two parts of a screen that want the same wait for the same. */
const underway = new Map<string, Promise<Answer<unknown>>>();

/** `changing`: what was refused a moment ago may be there by now. */
export async function read<T>(url: string, signal?: AbortSignal, changing = false): Promise<Answer<T>> {
  const other = underway.get(url) as Promise<Answer<T>> | undefined;
  if (other) {
    const answer = await other.catch(() => null);
    signal?.throwIfAborted();
    // Whoever asked first may have gone away, or was refused: then it is asked again, and the refusal told here too.
    if (answer) return answer;
  }
  const mine = get<T>(url, signal, changing);
  underway.set(url, mine);
  try {
    return await mine;
  } finally {
    if (underway.get(url) === mine) underway.delete(url);
  }
}

async function get<T>(url: string, signal?: AbortSignal, changing = false): Promise<Answer<T>> {
  const before = known.get(url) as Answer<T> | undefined;
  const headers: Record<string, string> = { ...kReading };
  if (before?.etag) headers['If-None-Match'] = before.etag;
  // The session may be another one by now.
  const ahead = before ? null : await asked(url);
  let response: Response;
  try {
    signal?.throwIfAborted();
    response = ahead && (changing ? ahead.ok : ahead.status !== 401) ? ahead : await fetch(url, { headers, signal, credentials: 'same-origin' });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw offline();
  }
  if (response.status === 304 && before) return before;
  if (response.status === 401 && (await hooks.lost())) return get<T>(url, signal);
  if (!response.ok) throw await problemOf(response);
  const link = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '');
  const answer = {
    body: (await response.json()) as T,
    etag: response.headers.get('ETag') ?? '',
    next: link?.[1] ?? '',
  };
  learnNames(answer.body);
  known.set(url, answer);
  return answer;
}

export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const kWaits = [400, 1200, 3000];
/** How long the same request is waited for while the server says that it is at work on it. */
const kGoesOnMs = 120_000;

/** Whether the same request with the same key is the right answer to this refusal: it may have been done. */
export const worthAgain = (problem: Problem): boolean =>
  problem.status === 0 || problem.code === 'key_in_flight' || problem.status === 503;

const typeOf = (body: unknown): Record<string, string> =>
  body === undefined ? {} : { 'Content-Type': body instanceof Blob ? 'application/octet-stream' : 'application/json' };

async function send(method: string, url: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  const sent = fetch(url, {
    method,
    credentials: 'same-origin',
    headers: { ...headers, Accept: 'application/json', 'X-CSRF-Token': hooks.csrf(), ...typeOf(body) },
    body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
  });
  try {
    return await (method === 'GET' ? sent : whileWaiting(sent));
  } catch {
    throw offline();
  } finally {
    // What is read from here on is to hold what was written.
    if (method !== 'GET') underway.clear();
  }
}

/** One request that changes something outside the books (the session), or asks what would change. */
export async function once<T>(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  return answered<T>(await send(method, url, body, headers));
}

async function answered<T>(response: Response): Promise<T> {
  if (!response.ok) throw await problemOf(response);
  const body: unknown = response.status === 204 ? undefined : await response.json();
  learnNames(body);
  return body as T;
}

/** What the head of the page asked for already, once; else it is asked for now. */
export async function early<T>(url: string): Promise<T> {
  const response = await asked(url);
  return response ? answered<T>(response) : once<T>('GET', url);
}

/** A sensitive act outside the books: asked for the password first where the server wants it, or knows nobody any more. */
export async function act<T>(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  try {
    return await once<T>(method, url, body, headers);
  } catch (error) {
    const known = error instanceof Problem;
    const back = known && error.status === 401 && (await hooks.lost());
    if (!back && !(known && error.code === 'step_up_needed' && (await hooks.stepUp()))) throw error;
    return once<T>(method, url, body, headers);
  }
}

export interface Command {
  method: 'POST' | 'PATCH';
  url: string;
  body: unknown;
  /** Kept by whoever asks until an answer came, also over several tries by hand. */
  key: string;
  /** Tag of the record as it was when the changes were shown: if it is another one by now, nothing is written. */
  etag?: string;
}

export async function write<T>(command: Command): Promise<T> {
  let steppedUp = false;
  const begun = Date.now();
  for (let attempt = 0; ; ++attempt) {
    try {
      const done = await once<T>(command.method, command.url, command.body, {
        'Idempotency-Key': command.key,
        ...(command.etag ? { 'If-Match': command.etag } : {}),
      });
      forgetAnswers();
      return done;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'step_up_needed' && !steppedUp) {
        if (!(await hooks.stepUp())) throw error;
        steppedUp = true;
        continue;
      }
      if (error.status === 401 && (await hooks.lost())) continue;
      if (error.code === 'key_in_flight' && Date.now() - begun < kGoesOnMs) {
        // An answer was lost on the way, and the first sending goes on.
        await whileWaiting(pause(1000));
        --attempt;
        continue;
      }
      const wait = kWaits[attempt];
      if (!worthAgain(error) || wait === undefined) throw error;
      await pause(Math.min(Math.max(wait, error.retryAfter * 1000), 10_000));
    }
  }
}

/** What a command would change; nothing is written. */
export async function rehearse<T>(command: Omit<Command, 'key' | 'etag'>): Promise<T> {
  return act<T>(command.method, `${command.url}?dry_run=true`, command.body, { 'Idempotency-Key': newKey() });
}
