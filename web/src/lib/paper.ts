import { address, type ApiPath } from './api';
import { language } from './i18n.svelte';
import { kKinds } from './kinds';
import type { Place } from './router.svelte';

/**
 * The page for paper that the server makes of a screen: it needs no script, and has every row, a header on each
 * sheet and the checkpoint of the books. Nothing where there is none: then the browser prints what it shows.
 */

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
  return address(`/api/v1/print${plain === '/' ? '/today' : plain}` as ApiPath, undefined, { ...asked, language: language.locale });
}
