export interface Found {
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
  counts: Record<string, number>;
  problems: Found[];
  totals: { file: string; rows_read: number; rows_kept: number; figure: string; sum_read: number; sum_kept: number }[];
  not_used: string[];
}
export const kSeverities = ['critical', 'error', 'warning'];
