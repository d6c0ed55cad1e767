import type { components } from '../../generated/api';
import { read, type ApiPath } from '../../lib/api';
import { number, percent, t, word } from '../../lib/i18n.svelte';
import { session } from '../../lib/session.svelte';
import type { Phrase } from './explanations.svelte';

/** What the planner says, as `imdad plan --format json` and `imdad explain --format json` write it. */

export interface Range {
  at_least: number;
  at_most: number;
}
export interface WorstArea {
  pcode: string;
  name: string;
  coverage: number;
}
export interface ProgrammeResult {
  id: string;
  target: number;
  served: number;
  coverage: { minimum: number; p10: number; mean: number };
}
export interface Bound {
  aim: string;
  bound: number | null;
  plan: number;
  gap: number | null;
}
export interface Achieved {
  people_served_planned: Range;
  worst_area: WorstArea | null;
  programmes: ProgrammeResult[];
}
/** A cell of the plan that a planner decided, and what the plan makes of it. */
export interface Lock {
  id: string;
  at: string;
  name: string;
  area: string | null;
  programme: string;
  product: string | null;
  from: string | null;
  to: string | null;
  at_least: number | null;
  at_most: number | null;
  served: number;
  missing: number;
  reason: string;
  set_by: string;
}
export interface Summary extends Achieved {
  policy: string;
  weeks: number;
  areas: number;
  value: number;
  seconds: number;
  unreachable_areas: number;
  bounds?: Bound[];
  locks?: Lock[];
  baselines?: (Achieved & { name: string })[];
}
export type PlanLine = components['schemas']['Plan'];
export type Plan = PlanLine & { estimate?: Summary | null; first?: Summary | null; summary?: Summary | null };
export type Coverage = components['schemas']['Coverage'];
export type AreaWeeks = Coverage['areas'][number];
export type Comparison = components['schemas']['Comparison'];
export type Table = components['schemas']['Table'];

export interface Cause {
  kind: string;
  together: string[];
  or_else: string[];
  persons: number;
  worth: number;
  unit_price: number;
  text: string;
  /** What the text says, in parts; plans of before have none. So are those below. */
  sentence?: Phrase | null;
}
export interface Group {
  area: string;
  programme: string;
  target: number;
  served: number;
  short: number;
  next_worth: number;
  causes: Cause[];
  way: string;
}
export interface Help {
  kind: string;
  what: string;
  unit: string;
  price: number | null;
  step: number;
  found: number | null;
  weeks?: string[];
  remark: string;
  what_sentence?: Phrase | null;
  remark_sentence?: Phrase | null;
}
export interface Explanation {
  solved_exactly: boolean;
  plan_value: number;
  groups: Group[];
  helps: Help[];
  /** Of all groups asked for, not of the page alone. */
  group_count: number;
  short: number;
  kinds: { kind: string; persons: number; groups: number }[];
  /** All that have reasons, whatever was asked for. */
  areas: string[];
  programmes: string[];
}

export const kPolicies = ['worst_first', 'balanced', 'most_served'];
export const kEngines = ['first_order', 'greedy', 'exact'];

export const planPath = (id: string, rest = '') => `/plans/${encodeURIComponent(id)}${rest}`;
export const scenarioPath = (name: string) => `/scenarios/${encodeURIComponent(name)}`;
export const planApi = (id: string, rest = '') => `/api/v1/plans/${encodeURIComponent(id)}${rest}`;
export const tableApi = (scenario: string, file: string) => `/api/v1/scenarios/${encodeURIComponent(scenario)}/tables/${encodeURIComponent(file)}`;
export const withQuery = (path: string, query: Record<string, string | number>) =>
  `${path}?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '').map(([name, value]) => [name, String(value)]))}`;
/** What the map of a plan is drawn from, by the filters in the page's address; no address: not shown. */
export function mapApis(id: string, filters: URLSearchParams): { areas: string; places: string; lanes: string; shapes: string } {
  const asked = (name: string) => filters.get(name) ?? '';
  const publicly = asked('edition') === 'public';
  const span: Record<string, string> = publicly ? { from: '', to: '' } : { from: asked('from'), to: asked('to') };
  const detail = (name: string) => (publicly || asked(name) === 'no' ? '' : withQuery(planApi(id, `/map/${name}`), span));
  return {
    areas: withQuery(planApi(id, '/map'), { programme: asked('programme'), ...span, audience: publicly ? 'public' : '' }),
    places: detail('places'),
    lanes: detail('lanes'),
    shapes: planApi(id, '/boundaries'),
  };
}
export const comparisonApi = (id: string, other: string, programme = ''): string => withQuery(planApi(id, '/comparison'), { with: other, programme, limit: 1000 });
export const kPlans: ApiPath = '/api/v1/plans';
export const kScenarios: ApiPath = '/api/v1/scenarios';

export const isOver = (plan: PlanLine) => plan.state !== 'waiting' && plan.state !== 'running';
export const hasResult = (plan: PlanLine) => plan.has_plan || plan.has_first;
export const mayPlan = () => session.has('planner', 'secretariat');
export const mayAdopt = () => session.has('planner', 'secretariat', 'finance');

export const policyName = (code: string) => (code ? word('policy', code) : t('policy.own'));

/** "14,000" or, where programmes overlap, "14,000 to 16,284". */
export const people = (range: Range) =>
  range.at_least === range.at_most ? number(range.at_least) : t('plan.range', { from: number(range.at_least), to: number(range.at_most) });

/** Values and prices span many sizes: three figures that count. */
export const figure = (value: number) => (value !== 0 && Math.abs(value) < 1 ? number(value, Math.min(2 - Math.floor(Math.log10(Math.abs(value))), 9)) : number(value, Math.abs(value) < 100 ? 2 : 0));

export const boundOf = (summary: Summary, aim: string) => summary.bounds?.find((one) => one.aim === aim && one.bound !== null);

/** The result of a plan in one line. */
export const inOneLine = (summary: Summary) =>
  [t('plan.line', {
    people: people(summary.people_served_planned),
    worst: summary.worst_area ? percent(summary.worst_area.coverage) : '–',
    value: figure(summary.value),
  }),
  // Whom no plan can reach is not in the worst-off area: said beside it, or the line would be too good.
  summary.unreachable_areas ? `${t('head.unreachable', { n: summary.unreachable_areas })}.` : ''].filter(Boolean).join(' ');

/** Every row of a table, page by page; stops early when `wanted` is there. */
export async function wholeTable(scenario: string, file: string, signal?: AbortSignal): Promise<Table> {
  let answer = await read<Table>(withQuery(tableApi(scenario, file), { limit: 1000 }), signal);
  const table = { ...answer.body, rows: [...answer.body.rows] };
  while (answer.next) {
    answer = await read<Table>(answer.next, signal);
    if (answer.body.version !== table.version) return wholeTable(scenario, file, signal);
    table.rows.push(...answer.body.rows);
  }
  return table;
}

export const asObject = (table: Table, cells: string[]) => Object.fromEntries(table.columns.map((name, at) => [name, cells[at] ?? '']));
