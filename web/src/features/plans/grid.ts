import type { AreaWeeks } from './plans';

export type Row = AreaWeeks;

export const kGrades = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6'] as const;

/** Served of those in need in that week; null where nobody is in need, and nothing was given. */
export function shareOf(row: Row, column: number): number | null {
  const target = row.targets[column] ?? 0;
  const served = row.serveds[column] ?? 0;
  if (target === 0) return served === 0 ? null : 9.99;
  return served / target;
}

/** Nobody, below a quarter, a half, three quarters, below all, all, more than that week's need (people who waited). */
export function gradeOf(share: number | null): string {
  if (share === null) return 'none';
  if (share === 0) return 'g0';
  if (share < 0.25) return 'g1';
  if (share < 0.5) return 'g2';
  if (share < 0.75) return 'g3';
  if (share < 0.995) return 'g4';
  return share < 1.005 ? 'g5' : 'g6';
}

/** Up to and with each week instead of in each week. */
export function summedUp(row: Row): Row {
  let target = 0;
  let served = 0;
  return { ...row, targets: row.targets.map((one) => (target += one)), serveds: row.serveds.map((one) => (served += one)) };
}
