import type { components } from '../../generated/api';
import { t, word } from '../../lib/i18n.svelte';

/** Accounts and their roles, as the API has them: a role is written `ROLE[:PARTY][@PLACE][#PROGRAMME]`. */

export type User = components['schemas']['User'];
export type UserRights = components['schemas']['UserRights'];

export const kUsers = '/api/v1/users';
export const userApi = (name: string, rest = ''): string => `${kUsers}/${encodeURIComponent(name)}${rest}`;
export const userPath = (name: string): string => `/people/${encodeURIComponent(name)}`;

export interface Grant {
  role: string;
  party: string;
  place: string;
  programme: string;
}

export function grantOf(text: string): Grant {
  const part = (mark: string) => new RegExp(`${mark}([^:@#]*)`).exec(text)?.[1] ?? '';
  return { role: /^[^:@#]*/.exec(text)?.[0] ?? text, party: part(':'), place: part('@'), programme: part('#') };
}

export const grantText = (grant: Grant): string =>
  grant.role +
  (grant.party.trim() && `:${grant.party.trim()}`) +
  (grant.place.trim() && `@${grant.place.trim()}`) +
  (grant.programme.trim() && `#${grant.programme.trim()}`);

/** `Focal point for WHO`, for attributes and titles. */
export function grantWords(text: string): string {
  const grant = grantOf(text);
  const limits = [grant.party, grant.place, grant.programme].filter(Boolean).join(t('list.comma'));
  return limits ? t('people.role.limited', { role: word('role', grant.role), limits }) : word('role', grant.role);
}

/** How somebody comes in, in one word that is a state of the account. */
export const accessOf = (user: User): 'blocked' | 'password' | 'no_password' =>
  user.blocked ? 'blocked' : user.has_password ? 'password' : 'no_password';
