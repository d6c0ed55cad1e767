import table from '../../generated/edits.json';
import type { SessionDocument } from '../../lib/session.svelte';

/**
 * Who may edit what in which state, from docs/permissions.md. The server decides again, whatever is shown here. Apart from
 * the forms (schema.ts), which are fetched when somebody edits.
 */
type Row = [what: string, states: string[], roles: string[]];

const rowsOf = (kind: string): Row[] => (table as unknown as Record<string, Row[]>)[kind] ?? [];
const lets = ([, states, roles]: Row, state: string, session: SessionDocument | null): boolean =>
  (states.length === 0 || states.includes(state)) && (session?.roles.some((one) => roles.includes(one.role)) ?? false);

/** Whether a row of the table lets one of the roles edit `path` in `state`. */
export function mayEdit(kind: string, state: string, path: string, session: SessionDocument | null): boolean {
  const plain = path.replace(/\[[^\]]*\]/g, '[]');
  return rowsOf(kind).some(
    (row) => (plain === row[0] || plain.startsWith(`${row[0]}.`) || plain.startsWith(`${row[0]}[`)) && lets(row, state, session),
  );
}

/** Whether there is anything to edit: each row that is not about the elements of a list has a field in the form. */
export const mayEditAny = (kind: string, state: string, session: SessionDocument | null): boolean =>
  rowsOf(kind).some((row) => !row[0].includes('[') && lets(row, state, session));
