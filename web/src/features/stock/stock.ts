/** Goods as the API tells of them, and what the screens of a store work out from that. */

import { western } from '../../lib/amounts';
import { serverLanguage } from '../../lib/paper';

export interface Held {
  at: string;
  stage: string;
  unit: string;
  lot: string;
  expiry: string;
  earmark: string;
  pledge: string;
  activity: string;
  amount: number;
  expired: boolean;
  recalled: boolean;
}

export interface Shipment {
  dispatch: string;
  planned: string;
  from: string;
  to: string;
  unit: string;
  lot: string;
  expiry: string;
  earmark: string;
  pledge: string;
  activity: string;
  sent_on: string;
  expected: string;
  amount: number;
  open: number;
  taken_back: number;
  late: boolean;
}

export interface ShipmentEvent {
  entry: number;
  kind: string;
  on: string;
  who: string;
  lot: string;
  amount: number;
  damaged: number;
  missing: number;
  surplus: number;
  vvm_stage: number;
  reason: string;
  stands: boolean;
}

export type FullShipment = Shipment & { events: ShipmentEvent[] };

export interface Counts {
  lots: number;
  expired: number;
  recalled: number;
  quarantined: number;
  awaited: number;
  late: number;
  due: number;
}

export interface Places {
  today: string;
  place_count: number;
  /** Of them, where goods are late, and which should have sent some. */
  late_places: number;
  due_places: number;
  all: Counts;
  places: (Counts & { at: string })[];
}

export interface Cover {
  at: string;
  cover: { unit: string; usable: number; taken: number; over_days: number; days: number | null }[];
}

export interface MovedLine {
  line: number;
  kind: string;
  at: string;
  to: string;
  unit: string;
  lot: string;
  expiry: string;
  earmark: string;
  pledge: string;
  activity: string;
  stage: string;
  to_stage: string;
  amount: number;
}

export interface Moved {
  written: boolean;
  needs_second_person: boolean;
  proposal: string;
  lines: MovedLine[];
}

export interface Shipped {
  written: boolean;
  sent: { line: number; dispatch: string; planned: string; from: string; to: string; unit: string; lot: string; expiry: string; earmark: string; activity: string; amount: number; expected: string }[];
  not_sent: { line: number; planned: string; from: string; unit: string; amount: number; reason: string }[];
}

export interface Received {
  written: boolean;
  received: { line: number; dispatch: string; to: string; unit: string; lot: string; sent_lot: string; amount: number; damaged: number; missing: number; surplus: number; action_point: string }[];
}

/** How long a lot may still be used, in the order in which somebody has to look at it. */
export const kFreshness = ['recalled', 'expired', 'soon', 'months', 'later', 'undated'] as const;
export type Freshness = (typeof kFreshness)[number];

const kSoonDays = 30;
const kMonthsDays = 90;

/** Whole days from one day to another. */
export const daysTo = (to: string, from: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export function freshness(one: Held, day: string): Freshness {
  if (one.recalled) return 'recalled';
  if (one.expired) return 'expired';
  if (!one.expiry) return 'undated';
  const left = daysTo(one.expiry, day);
  return left <= kSoonDays ? 'soon' : left <= kMonthsDays ? 'months' : 'later';
}

/** One account of the books: what a row of a movement is about, exactly. */
export const keyOf = (one: Held): string => [one.stage, one.unit, one.lot, one.earmark, one.pledge, one.activity].join('|');

/** The members of a row that name this account and no other. */
export const goodsOf = (one: Held) => ({
  at: one.at,
  unit: one.unit,
  lot: one.lot,
  earmark: one.earmark,
  pledge: one.pledge,
  activity: one.activity,
  exact: true,
});

export const lotPage = (unit: string, lot: string): string => `/trace/${encodeURIComponent(`lot:${unit}/${lot}`)}`;
export const shipmentPage = (dispatch: string): string => `/shipments/${encodeURIComponent(dispatch)}`;
/** Paper is made by the server, in the language of whoever asks; ids with commas are one paper. */
export const form = (kind: string, ids: string, query: Record<string, string> = {}): string =>
  `/api/v1/forms/${kind}/${encodeURIComponent(ids).replaceAll('%2C', ',')}?${new URLSearchParams({ ...query, language: serverLanguage() })}`;

/** A whole number, nothing where the text is empty, NaN where it is none. */
export function whole(text: string): number | null {
  const plain = western(text);
  return plain === '' ? null : /^\d{1,15}$/.test(plain) ? Number(plain) : Number.NaN;
}

export const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);

/** Goods that travel together: one truck with its papers. */
export interface Truck {
  from: string;
  to: string;
  sent: string;
  expected: string;
  lines: Shipment[];
}

export function trucks(list: readonly Shipment[]): Truck[] {
  const found = new Map<string, Truck>();
  for (const one of list) {
    const key = [one.from, one.to, one.sent_on, one.expected].join('|');
    const truck = found.get(key) ?? { from: one.from, to: one.to, sent: one.sent_on, expected: one.expected, lines: [] };
    truck.lines.push(one);
    found.set(key, truck);
  }
  return [...found.values()].toSorted((a, b) => (a.expected || '9').localeCompare(b.expected || '9') || a.from.localeCompare(b.from));
}
