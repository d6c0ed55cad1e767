import type { components } from '../../generated/api';

type Listed = components['schemas']['Plan'];

export interface ProgrammeResult {
  id: string;
  target: number;
  served: number;
  coverage: { minimum: number; p10: number; mean: number };
}

export interface Outcome {
  people_served_planned: { at_least: number; at_most: number };
  worst_area: { pcode: string; name: string; coverage: number } | null;
  programmes: ProgrammeResult[];
}

export interface Summary extends Outcome {
  label: string;
  policy: string;
  weeks: number;
  areas: number;
  bounds?: { aim: string; bound: number; plan: number; gap: number }[];
  baselines?: (Outcome & { name: string })[];
}

export interface Plan extends Listed {
  /** What the first plan achieves, while the better one is sought. */
  first: Summary | null;
  summary: Summary | null;
}

export type Coverage = components['schemas']['Coverage'];
export type Comparison = components['schemas']['Comparison'];

export interface Cause {
  kind: string;
  persons: number;
  text: string;
}

export interface Explanation {
  groups: { area: string; programme: string; target: number; served: number; short: number; causes: Cause[]; way: string }[];
  helps: { kind: string; what: string; unit: string; found: number; remark: string }[];
}

export interface Problem {
  severity: string;
  code: string;
  file: string;
  line: number;
  column: string;
  value: string;
  message: string;
  right: string;
}

export interface Check {
  usable: boolean;
  counts: { critical: number; error: number; warning: number };
  problems: Problem[];
  totals: { file: string; rows_read: number; rows_kept: number; figure: string; sum_read: number; sum_kept: number }[];
}
