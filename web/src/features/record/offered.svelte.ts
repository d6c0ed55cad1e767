import { read } from '../../lib/api';
import type { EntityList } from '../../lib/documents';
import { byCode } from '../../lib/kinds';
import { forgotten, needNames, partyCodes, nameOf } from '../../lib/names.svelte';
import { titleOf } from '../../lib/register';

/** What may stand in a field that names a record: its ids with their titles, so that somebody picks and need not know them. */

const kRefers: Record<string, string> = {
  instrument: 'instrument', parent: 'instrument', predecessor: 'instrument', source_consultation: 'consultation', plan: 'action_plan',
  party: 'party', lead: 'party', donor: 'party', recipient: 'party', assignee: 'party',
};
export const refersTo = (path: string): string => kRefers[path.split('.').at(-1) ?? path] ?? '';

const lists = $state<{ read: Record<string, [string, string][]> }>({ read: {} });
forgotten(() => (lists.read = {}));

/** Asked for when somebody comes to the field. Whoever may not read the list types the id. */
export function needOffered(kind: string): void {
  if (kind === 'party') return needNames();
  const list = byCode(kind)?.list;
  if (!list || lists.read[kind]) return;
  lists.read[kind] = [];
  read<EntityList>(`${list}?limit=1000`).then(
    ({ body }) => (lists.read[kind] = body.entities.map((one) => [one.id, titleOf(one).text])),
    () => delete lists.read[kind],
  );
}

export const offered = (kind: string): [string, string][] => (kind === 'party' ? partyCodes().map((code) => [code, nameOf(code)]) : (lists.read[kind] ?? []));
