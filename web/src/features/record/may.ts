import table from '../../generated/edits.json';
import type { FullEntity, NextStep } from '../../lib/documents';
import { elements } from '../../lib/register';
import { partyOf, type Role } from '../../lib/session.svelte';

/**
 * Who may edit what in which state, from docs/permissions.md, and which roles reach a record. The server decides again,
 * whatever is shown here. Apart from the forms (schema.ts), which are fetched when somebody edits.
 */
type Row = [what: string, states: string[], roles: string[]];

const rowsOf = (kind: string): Row[] => (table as unknown as Record<string, Row[]>)[kind] ?? [];
const lets = ([, states, roles]: Row, state: string, mine: Role[]): boolean =>
  (states.length === 0 || states.includes(state)) && mine.some((one) => roles.includes(one.role));

/** Whether a row of the table lets one of the roles edit `path` in `state`. */
export function mayEdit(kind: string, state: string, path: string, mine: Role[]): boolean {
  const plain = path.replace(/\[[^\]]*\]/g, '[]');
  return rowsOf(kind).some(
    (row) => (plain === row[0] || plain.startsWith(`${row[0]}.`) || plain.startsWith(`${row[0]}[`)) && lets(row, state, mine),
  );
}

/** Whether there is anything to edit: each row that is not about the elements of a list has a field in the form. */
export const mayEditAny = (kind: string, state: string, mine: Role[]): boolean =>
  rowsOf(kind).some((row) => !row[0].includes('[') && lets(row, state, mine));

/** The roles that a step is for, where none of the reader's is among them; nothing where one is. */
export function forOthers(step: NextStep): string[] | null {
  const found = step.reasons.find((one) => one.code === 'role_missing');
  // What Imdad does by itself on its day, nobody has to be asked for.
  return found ? (found.arguments[1] ?? '').split(/, | or /).filter((role) => role && role !== 'system') : null;
}

/** Who has a part in the record, as far as its own fields say; nothing where they do not. */
function parties(entity: FullEntity): string[] | null {
  if (entity.kind === 'party') return [entity.id];
  if (entity.kind === 'consultation') return elements(entity, 'participants').map(([code]) => code);
  if (entity.kind === 'instrument' || entity.kind === 'amendment') return elements(entity, 'terms.parties').map(([code]) => code);
  return null;
}

/**
 * Those of the roles that count for this record: one that is limited to a party does for what that party has a part in.
 * Where the fields do not say who that is, the server's answer about a step does: a role that the step is for, and that
 * it is refused to, does not reach the record.
 */
export function rolesFor(entity: FullEntity, mine: Role[]): Role[] {
  const has = parties(entity);
  const refused = entity.next.flatMap((step) => forOthers(step) ?? []);
  return mine.filter((one) => !refused.includes(one.role) && (!has || !partyOf(one) || has.includes(partyOf(one))));
}
