import { day, number, t } from '../../lib/i18n.svelte';
import { asObject, wholeTable, type Lock } from './plans';

/** What a lock asks for, in words: "exactly 40", "at least 10", "10 to 50". */
export function askedFor(lock: Pick<Lock, 'at_least' | 'at_most'>): string {
  const { at_least: least, at_most: most } = lock;
  if (least !== null && most !== null) return least === most ? t('lock.exactly', { n: number(least) }) : t('plan.range', { from: number(least), to: number(most) });
  return least !== null ? t('lock.atleast', { n: number(least) }) : t('lock.atmost', { n: number(most ?? 0) });
}

export function weeksOf(lock: Lock, weeks: string[]): string {
  const inside = weeks.filter((week) => holdsIn(lock, week));
  if (inside.length === 0) return '–';
  return inside.length === weeks.length ? t('grid.all') : inside.length === 1 ? day(inside[0] ?? '') : t('lock.weeks', { from: day(inside[0] ?? ''), to: day(inside.at(-1) ?? '') });
}

export const holdsIn = (lock: Lock, week: string) => (!lock.from || week >= lock.from) && (!lock.to || week <= lock.to);

/** Whether a cell of the grid is one that a lock decides: of all programmes, where none is chosen. */
export const isLocked = (locks: Lock[], pcode: string, week: string, programme: string) =>
  locks.some((lock) => lock.area === pcode && (!programme || lock.programme === programme) && holdsIn(lock, week));

/** The Sunday of a week that is named by its Monday. */
export function sundayOf(week: string): string {
  const date = new Date(`${week}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + 6);
  return date.toISOString().slice(0, 10);
}

export interface LockRow {
  line: number;
  cells: Record<string, string>;
}

/** The rows of locks.csv as they stand now; none where the scenario has no such file yet. */
export async function lockRows(scenario: string): Promise<LockRow[]> {
  const table = await wholeTable(scenario, 'locks.csv');
  return table.rows.map((row) => ({ line: row.line, cells: asObject(table, row.cells) }));
}
