/** Quarters as numbers that count them, so that one follows the other: `2022-Q3` and back. 0: there is none. */
export function ordinal(quarter: string): number {
  const match = /^(\d+)-Q([1-4])$/.exec(quarter);
  return match ? Number(match[1]) * 4 + Number(match[2]) - 1 : 0;
}
export const quarterAt = (at: number): string => `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
export const quarterOf = (day: string): number => (day ? Number(day.slice(0, 4)) * 4 + Math.ceil(Number(day.slice(5, 7)) / 3) - 1 : 0);

/** From the first quarter of any to the last. */
export function quartersBetween(names: string[]): number[] {
  const all = names.map(ordinal).filter(Boolean);
  if (!all.length) return [];
  const first = Math.min(...all);
  return Array.from({ length: Math.max(...all) - first + 1 }, (_, at) => first + at);
}
