/** What the API sends, as far as the screens use it. Shapes that api/openapi.yaml spells out are taken from there. */

import type { components } from '../generated/api';
import type { Reason } from './refusals.svelte';
import type { Told } from './told';

export type Fields = components['schemas']['Fields'];

export interface Entity {
  id: string;
  state: string;
  fields: Fields;
}

export interface EntityList {
  kind: string;
  entities: Entity[];
}

export interface HistoryRow {
  step: number;
  recorded: string;
  on: string;
  who: string;
  field: string;
  before: string;
  after: string;
}

export interface NextStep {
  to: string;
  lacks: string[];
  /** The same in parts. */
  reasons: Reason[];
}

export interface FullEntity extends Entity {
  kind: string;
  next: NextStep[];
  history: HistoryRow[];
  /** SHA-256 of the documents that the books keep. */
  documents: string[];
}

export interface Change {
  kind: string;
  id: string;
  field: string;
  before: string;
  after: string;
}

export interface Changed {
  written: boolean;
  replayed: boolean;
  step: string;
  changes: Change[];
}

export type Titles = Record<'en' | 'fr' | 'ar', string>;

export interface DueStep {
  kind: string;
  id: string;
  titles: Titles;
  to: string;
  lacks: string[];
  /** The same in parts. */
  reasons: Reason[];
  yours: boolean;
}

/** Everything that is due has `yours`: a role of the reader may do something about it. */
export interface Due {
  today: string;
  steps: DueStep[];
  suggested: DueStep[];
  ending: { id: string; titles: Titles; last_day: string; days_left: number; within_days: number; successor: string; yours: boolean }[];
  overdue: { id: string; title: string; assignee: string; due: string; days_over: number; slips: number; yours: boolean }[];
}

export interface ProposalEvent {
  outcome: string;
  who: string;
  reason: string;
  recorded: string;
}

export interface Proposal {
  id: string;
  task: string;
  outcome: string;
  events: ProposalEvent[];
  about: string[];
  about_parts: Reason[][];
  /** The plan of this server that it adopts; empty: none. */
  plan?: string;
  /** It waits for somebody else than who proposed it, and the reader has roles for it. */
  yours: boolean;
}

export type Stages = Record<string, string>;

export interface Pledge {
  pledge: string;
  unit: string;
  donor: string;
  earmark: string;
  level: string;
  stages: Stages;
  due: string;
  days_late: number | null;
  agreements: string[];
  external: string[];
  parent: string;
  shared: boolean;
}

export interface PledgeEvent {
  id: string;
  date: string;
  kind: string;
  amount: string;
  level: string;
  to: string;
  agreement: string;
  activity: string;
  who: string;
  reason: string;
  document: string;
  reversed: string;
}

export interface FullPledge extends Pledge {
  history: PledgeEvent[];
  passed_on_as: string[];
  worth: string;
  holds: boolean;
  totals: { direct: string; passed_on: string; shared: string };
}

export interface Balance {
  holder: string;
  stage: string;
  unit: string;
  lot: string;
  expiry: string;
  earmark: string;
  pledge: string;
  activity: string;
  amount: number;
  text: string;
}

export interface TrialUnit {
  unit: string;
  stages: Stages;
  total: string;
}

export interface TraceRow {
  row: number;
  depth: number;
  kind: string;
  id: string;
  what: string;
  told: Told[];
  date: string;
  unit: string;
  text: string;
  holder: string;
  to: string;
  who: string;
  grade: string;
  proof: string;
  reversed: string;
  asked: boolean;
  from: number[];
}

export interface Trace {
  kind: string;
  id: string;
  ledger: boolean;
  rows: TraceRow[];
  conservation: { pledge: string; unit: string; came: Stages; went: Stages; holds: boolean }[];
}

export interface Audit {
  clean: boolean;
  entries: number;
  steps: number;
  ledger_root: string;
  register_root: string;
  checkpoints: number;
  findings: unknown[];
}

export interface Indicator {
  id: string;
  title: string;
  unit: string;
  baseline: number | null;
  target: number | null;
  actual: number | null;
  actual_on: string;
  no_actual_reason: string;
  permille: number | null;
}

export interface StatusActivity {
  id: string;
  state: string;
  type: string;
  title: string;
  lead: string;
  indicators: Indicator[];
}

export interface StatusAgreement {
  id: string;
  state: string;
  type: string;
  reference: string;
  title: string;
  external: boolean;
  plans: { id: string; state: string; title: string; activities: StatusActivity[] }[];
  committed: { pledge: string; donor: string; amount: string; on: string; to: string }[];
}

export interface Status {
  today: string;
  ledger: boolean;
  agreements: StatusAgreement[];
  overdue: { id: string; title: string; assignee: string; due: string; days_overdue: number; slips: number }[];
}

export interface Brief {
  party: string;
  type: string;
  names: Record<string, string>;
  classification: string;
  today: string;
  ledger: boolean;
  outcomes: { strength: string; summary: string; quotation: string; language: string; source: string; date: string; meeting: string }[];
  agreements: { id: string; state: string; type: string; reference: string; reported: string; external: boolean }[];
  activities: { id: string; state: string; title: string; result: string; told: Told[] }[];
  gifts: Record<string, unknown>[];
  holdings: Record<string, unknown>[];
  overdue: { what: string; told: Told[]; due: string; days: number }[];
  next: string[];
  next_told: Told[];
}
