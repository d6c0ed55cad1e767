/** What somebody counted of one line of a truck's papers, and what follows from it. */
import { whole, type Shipment } from './stock';

export interface Counted {
  good: string;
  damaged: string;
  vvm: string;
  /** Of what is not there: `missing` (nothing more will come), `later`, or not said yet. */
  rest: string;
  lot: string;
  expiry: string;
  reason: string;
}

export const nothing = (): Counted => ({ good: '', damaged: '', vvm: '', rest: '', lot: '', expiry: '', reason: '' });

export interface Outcome {
  counted: boolean;
  good: number;
  damaged: number;
  missing: number;
  later: number;
  surplus: number;
  /** Something of it cannot be sent as it stands. */
  wrong: boolean;
}

export function outcomeOf(line: Shipment, one: Counted): Outcome {
  const [good, damaged] = [whole(one.good), whole(one.damaged)];
  const counted = good !== null || damaged !== null;
  const there = (good ?? 0) + (damaged ?? 0);
  const short = counted ? Math.max(0, line.open - there) : 0;
  return {
    counted,
    good: good ?? 0,
    damaged: damaged ?? 0,
    missing: one.rest === 'later' ? 0 : short,
    later: one.rest === 'later' ? short : 0,
    surplus: counted ? Math.max(0, there - line.open) : 0,
    wrong: Number.isNaN(there) || (short > 0 && one.rest === ''),
  };
}

/** The row that the API takes. `open` says what was on its way when it was counted: if it is another amount by now, somebody else counted too. */
export function rowOf(line: Shipment, one: Counted): Record<string, unknown> {
  const outcome = outcomeOf(line, one);
  return {
    dispatch: line.dispatch,
    amount: outcome.good,
    open: line.open,
    ...(outcome.damaged ? { damaged: outcome.damaged } : {}),
    ...(one.vvm ? { vvm: Number(one.vvm) } : {}),
    ...(outcome.missing ? { last: true } : {}),
    ...(one.lot.trim() ? { lot: one.lot.trim() } : {}),
    ...(one.expiry ? { expiry: one.expiry } : {}),
    ...(one.reason.trim() ? { reason: one.reason.trim() } : {}),
  };
}
