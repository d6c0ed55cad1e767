import type { components } from '../generated/api';
import { early, forgetAnswers, hooks, once } from './api';
import { forgetNames } from './names.svelte';
import { asProblem, Problem } from './problem';

export interface Role {
  role: string;
  /** A party, place or programme that it is limited to: `WHO`, `@AF0101-store`, `#who-plan`; empty: none. */
  scope: string;
}

/** The party that a role is limited to; empty: to none. */
export const partyOf = (role: Role): string => role.scope.replace(/[@#].*$/, '');

export interface SessionDocument {
  user: string;
  roles: Role[];
  csrf: string;
  expires_at: string;
  idle_minutes: number;
}

type Sent = components['schemas']['Session'];

/** The server writes a role as `ROLE[:PARTY][@PLACE][#PROGRAMME]`. */
function opened(sent: Sent): SessionDocument {
  return {
    user: sent.user,
    roles: sent.roles.map((text) => {
      const [, role = text, scope = ''] = /^(\w+):?(.*)$/.exec(text) ?? [];
      return { role, scope };
    }),
    csrf: sent.csrf ?? '',
    expires_at: sent.expires_at ?? '',
    idle_minutes: sent.idle_minutes ?? 0,
  };
}

const kAddress = '/api/v1/session';

/** Whether somebody is here: only then the head of the page asks for data, when it is opened again (vite.config.ts). */
function noted(here: boolean): void {
  try {
    if (here) localStorage.setItem('imdad.here', 'yes');
    else localStorage.removeItem('imdad.here');
  } catch {
    // A browser without storage waits a little longer.
  }
}

/** Who sits before the screen. The cookie that proves it is never seen here. */
class Session {
  document = $state<SessionDocument | null>(null);
  /** The server could not be asked at all. */
  fault = $state<Problem | null>(null);
  /** Somebody was at work and the session ended: what they have typed stays while the password is asked for. */
  ended = $state(false);
  /** Who that was. */
  last = $state('');
  /** Somebody waits for the password to be typed again. */
  asking = $state<((confirmed: boolean) => void) | null>(null);

  constructor() {
    hooks.csrf = () => this.document?.csrf ?? '';
    hooks.lost = () => this.lost();
    hooks.stepUp = () => new Promise((resolve) => (this.asking = resolve));
  }

  private waiting: ((back: boolean) => void)[] = [];

  /** The server knows the session no more. True once the same person is back. */
  private lost(): Promise<boolean> {
    if (!this.document && !this.ended) return Promise.resolve(false);
    if (this.document) this.last = this.document.user;
    this.document = null;
    this.ended = true;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Nobody is coming back: what was on the screen goes. */
  leave(): void {
    this.forget();
    this.ended = false;
    this.resolve(false);
  }

  private resolve(back: boolean): void {
    for (const waiter of this.waiting.splice(0)) waiter(back);
  }

  has(...roles: string[]): boolean {
    return this.document?.roles.some((one) => roles.includes(one.role)) ?? false;
  }

  /** Whoever only speaks for a party is shown what concerns that party, and no sums over all. */
  get seesAll(): boolean {
    return this.has('secretariat', 'finance', 'logistics', 'planner', 'monitor', 'auditor');
  }

  async resume(): Promise<void> {
    this.fault = null;
    try {
      this.document = opened(await early<Sent>(kAddress));
      noted(true);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 401) noted(false);
      if (problem.status !== 401) this.fault = problem;
    }
  }

  async logIn(user: string, password: string): Promise<void> {
    this.begin(await once<Sent>('POST', kAddress, { user, password }));
  }

  /** Whose link it is; refused when it has been used or is too old. */
  async invited(token: string): Promise<string> {
    return (await once<{ user: string }>('POST', '/api/v1/set-up', { token })).user;
  }

  async setUp(token: string, password: string): Promise<void> {
    this.begin(await once<Sent>('POST', '/api/v1/set-up', { token, password }));
  }

  async changePassword(old: string, password: string): Promise<void> {
    const answer = await once<Sent | undefined>('POST', `${kAddress}/password`, { old, new: password });
    if (answer?.csrf) this.document = opened(answer);
  }

  async stepUp(password: string): Promise<void> {
    this.document = opened(await once<Sent>('POST', `${kAddress}/step-up`, { password }));
    this.answer(true);
  }

  /** Ends the wait of whoever asked for the password. */
  answer(confirmed: boolean): void {
    this.asking?.(confirmed);
    this.asking = null;
  }

  async logOut(): Promise<void> {
    try {
      await once<void>('DELETE', kAddress);
    } catch (error) {
      // Whoever was out already is out.
      if (asProblem(error).status !== 401) throw error;
    }
    this.leave();
  }

  private begin(sent: Sent): void {
    if (sent.user !== this.last) {
      forgetAnswers();
      forgetNames();
    }
    this.ended = false;
    this.document = opened(sent);
    noted(true);
    this.resolve(true);
  }

  private forget(): void {
    forgetAnswers();
    forgetNames();
    noted(false);
    this.document = null;
    this.answer(false);
  }
}

export const session = new Session();
