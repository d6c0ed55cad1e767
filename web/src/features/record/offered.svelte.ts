import { byCode } from '../../lib/kinds';
import { everyPage, forgotten, needNames, partyCodes, nameOf } from '../../lib/names.svelte';
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
  everyPage(`${list}?limit=1000`, (entities) => {
    lists.read[kind] = [...(lists.read[kind] ?? []), ...entities.map((one): [string, string] => [one.id, titleOf(one).text])];
  }).catch(() => delete lists.read[kind]);
}

const kProposed = 200;

/** Everything, or of more than a list can show what has in its id or title what was typed. */
export function offered(kind: string, typed = ''): [string, string][] {
  const all: [string, string][] = kind === 'party' ? partyCodes().map((code) => [code, nameOf(code)]) : (lists.read[kind] ?? []);
  if (all.length <= kProposed) return all;
  const wanted = typed.trim().toLocaleLowerCase();
  return all.filter(([code, title]) => `${code} ${title}`.toLocaleLowerCase().includes(wanted)).slice(0, kProposed);
}
