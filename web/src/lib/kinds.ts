import type { ApiPath } from './api';

/** The kinds of the register: how the API's addresses, and ours, call them. */

export interface Kind {
  /** As the books call it. */
  code: string;
  /** As addresses call it. */
  segment: string;
  list: ApiPath;
  one: ApiPath;
  step: ApiPath | null;
}

const kind = (code: string, segment: string): Kind => ({
  code,
  segment,
  list: `/api/v1/${segment}` as ApiPath,
  one: `/api/v1/${segment}/{id}` as ApiPath,
  step: segment === 'parties' ? null : (`/api/v1/${segment}/{id}/state` as ApiPath),
});

export const kKinds: Kind[] = [
  kind('party', 'parties'),
  kind('consultation', 'consultations'),
  kind('instrument', 'agreements'),
  kind('amendment', 'amendments'),
  kind('action_plan', 'action-plans'),
  kind('activity', 'activities'),
  kind('action_point', 'action-points'),
];

export const bySegment = (segment: string): Kind | undefined => kKinds.find((one) => one.segment === segment);

/** Traces call an instrument an agreement, as people do. */
export const byCode = (code: string): Kind | undefined =>
  kKinds.find((one) => one.code === (code === 'agreement' ? 'instrument' : code));

/** The page of a record; nothing where there is none. */
export function pageOf(code: string, id: string): string {
  if (code === 'pledge') return `/pledges/${encodeURIComponent(id)}`;
  if (code === 'outcome') return `/consultations/${encodeURIComponent(id.split('/')[0] ?? id)}`;
  const found = byCode(code);
  return found ? `/${found.segment}/${encodeURIComponent(id)}` : '';
}
