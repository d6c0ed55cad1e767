/** Which sentence of src/problems, and what is put into it; an empty code: there is only the text. */
export interface Parts {
  code: string;
  arguments: string[];
}
export interface Found {
  severity: string;
  code: string;
  file: string;
  line: number;
  column: string;
  value: string;
  message: string;
  right: string;
  message_parts: Parts;
  right_parts: Parts;
}
export interface Check {
  usable: boolean;
  counts: Record<string, number>;
  problems: Found[];
  totals: { file: string; rows_read: number; rows_kept: number; figure: string; sum_read: number; sum_kept: number }[];
  not_used: string[];
  not_used_parts: Parts[];
}
export const kSeverities = ['critical', 'error', 'warning'];
