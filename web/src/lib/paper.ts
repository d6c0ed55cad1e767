import { address, type ApiPath } from './api';
import { kLocales, language } from './i18n.svelte';
import { kKinds } from './kinds';
import type { Place } from './router.svelte';

/**
 * The page for paper that the server makes of a screen: it needs no script, and has every row, a header on each
 * sheet and the checkpoint of the books. Nothing where there is none: then the browser prints what it shows.
 */

/** In which language the server writes for whoever reads in this one: it has only those that are complete. */
export const serverLanguage = (): string => (kLocales.some((one) => one.id === language.locale) ? language.locale : 'en');

/** Which filters of the screen's address the page takes. */
const filters: Record<string, string[]> = {
  '/': [],
  '/pledges': ['unit', 'donor', 'open', 'sort'],
  '/balances': ['unit', 'stage', 'holder'],
  '/trial-balance': [],
  '/exceptions': ['from', 'to'],
  '/audit': [],
  '/stock': ['at', 'unit', 'stage'],
};
const one = `^/(${kKinds.map((kind) => kind.segment).join('|')}|pledges|donor|trace)/([^/]+)$`;
const patterns: [RegExp, string[]][] = [
  [new RegExp(one), []],
  [/^\/(agreements)\/([^/]+)\/(status)$/, []],
  [/^\/(parties)\/([^/]+)\/(brief)$/, []],
  [/^\/(plans)\/([^/]+)$/, ['programme', 'as']],
  [/^\/(plans)\/([^/]+)\/(why)$/, ['area', 'programme']],
  [/^\/(plans)\/([^/]+)\/(compare)$/, ['with', 'programme']],
];

export function paperOf({ path, query }: Place): string {
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
  const taken = filters[plain] ?? patterns.find(([pattern]) => pattern.test(plain))?.[1];
  if (!taken) return '';
  const asked = Object.fromEntries(taken.map((name) => [name, query.get(name) ?? '']));
  // The path is escaped as it stands in the address, and so is what is asked for.
  return address(`/api/v1/print${plain === '/' ? '/today' : plain}` as ApiPath, undefined, { ...asked, language: serverLanguage() });
}

/**
 * The address of a page for paper that somebody wants to come back to after the log-in; nothing if it is any other:
 * whoever makes a link must not be able to send people elsewhere through our log-in.
 */
export function paperAsked(text: string): string {
  let asked: URL;
  try {
    asked = new URL(text, location.origin);
  } catch {
    return '';
  }
  if (asked.origin !== location.origin || !/^\/api\/v1\/(print|forms)\//.test(asked.pathname)) return '';
  return asked.pathname + asked.search;
}
