import type { Pledge, Stages } from '../../lib/documents';
import { fromMinor } from '../../lib/amounts';

/**
 * Where what was pledged has got to. A stage says where an amount is now; whatever is further on has passed
 * through what comes before, so the width of the stream at "committed" is all that is there or beyond.
 */

export const kArrived = ['on_hand', 'quarantined', 'delivered', 'used'];
export const kGone = ['lost', 'damaged', 'expired', 'wasted', 'diverted', 'returned', 'cancelled'];
export const kOrder = ['uncommitted', 'committed', 'in_transit', ...kArrived, ...kGone, 'exchanged', 'exchange_difference'];

/** Amounts by stage as people write them, in the order of the way. */
export function amounts(stages: Stages, unit: string): { code: string; amount: number }[] {
  return Object.entries(stages)
    .filter(([code]) => code !== 'pledged' && code !== 'surplus' && code !== 'opening')
    .map(([code, amount]) => ({ code, amount: fromMinor(amount, unit) }))
    .filter((one) => one.amount !== 0)
    .toSorted((a, b) => kOrder.indexOf(a.code) - kOrder.indexOf(b.code));
}

export function sum(pledges: Pledge[]): Stages {
  const total: Record<string, number> = {};
  for (const pledge of pledges) {
    for (const [code, amount] of Object.entries(pledge.stages)) total[code] = (total[code] ?? 0) + Number(amount);
  }
  return Object.fromEntries(Object.entries(total).map(([code, amount]) => [code, String(amount)]));
}

export interface Node {
  code: string;
  column: number;
  amount: number;
  /** Where it comes from. */
  from: string;
}

/** The stream: pledged -> uncommitted | committed -> waiting | in transit | arrived -> on hand, used, ... */
export function stream(stages: Stages, unit: string): Node[] {
  const by = new Map(amounts(stages, unit).map((one) => [one.code, one.amount]));
  const at = (...codes: string[]) => codes.reduce((total, code) => total + Math.max(by.get(code) ?? 0, 0), 0);
  const arrived = at(...kArrived);
  const gone = at(...kGone);
  const committed = at('committed', 'in_transit') + arrived + gone;
  const nodes: Node[] = [
    { code: 'pledged', column: 0, amount: at('uncommitted') + committed, from: '' },
    { code: 'uncommitted', column: 1, amount: at('uncommitted'), from: 'pledged' },
    { code: 'committed_all', column: 1, amount: committed, from: 'pledged' },
    { code: 'committed', column: 2, amount: at('committed'), from: 'committed_all' },
    { code: 'in_transit', column: 2, amount: at('in_transit'), from: 'committed_all' },
    { code: 'arrived', column: 2, amount: arrived, from: 'committed_all' },
    ...kArrived.map((code) => ({ code, column: 3, amount: at(code), from: 'arrived' })),
    { code: 'gone', column: 2, amount: gone, from: 'committed_all' },
  ];
  return nodes.filter((one) => one.amount > 0);
}

/** How late something is that has not arrived. */
export const kAges = ['not_due', 'to_30', 'to_90', 'over_90', 'no_day'] as const;

export function ageOf(pledge: Pledge): (typeof kAges)[number] | null {
  const open = ['uncommitted', 'committed', 'in_transit'].some((code) => Number(pledge.stages[code] ?? 0) > 0);
  if (!open) return null;
  if (!pledge.due) return 'no_day';
  const late = pledge.days_late ?? 0;
  return late <= 0 ? 'not_due' : late <= 30 ? 'to_30' : late <= 90 ? 'to_90' : 'over_90';
}

export function openAmount(pledge: Pledge): number {
  return ['uncommitted', 'committed', 'in_transit'].reduce((total, code) => total + fromMinor(pledge.stages[code] ?? 0, pledge.unit), 0);
}
