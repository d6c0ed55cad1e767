import { kLocales } from '../../lib/i18n.svelte';

/**
 * What the form of a record asks for. The kinds of values are those of the entities in src/register; who may edit
 * which of them stands in may.ts.
 */

export type Input = 'text' | 'long' | 'lines' | 'day' | 'flag' | 'count' | 'money' | 'percent' | { choices: string[]; group: string; named?: (code: string) => string };

export interface Leaf {
  path: string;
  input: Input;
}

export interface Listed {
  /** A list whose elements have a key: `indicators`. */
  list: string;
  key: string;
  leaves: Leaf[];
}

export type Asked = Leaf | Listed;

const choices = (group: string, ...codes: string[]): Input => ({ choices: codes, group });
const leaf = (path: string, input: Input = 'text'): Leaf => ({ path, input });
const texts = (path: string): Leaf[] => kLocales.map((one) => leaf(`${path}.${one.id}`, 'long'));
const list = (name: string, key: string, ...leaves: Leaf[]): Listed => ({ list: name, key, leaves });

const classification = leaf('classification', choices('classification', 'public', 'restricted', 'confidential', 'strictly_confidential'));
const attachments = list('attachments', 'id', leaf('kind', choices('attachment', 'text', 'signed_file', 'termination', 'evidence', 'other')), leaf('name'), leaf('sha256'));
const comments = list('comments', 'id', leaf('author'), leaf('text', 'long'), leaf('resolved', 'flag'));
const terms: Asked[] = [
  ...texts('terms.title'),
  leaf('terms.subject'),
  leaf('terms.objectives', 'lines'),
  leaf('terms.results', 'lines'),
  leaf('terms.period.start', 'day'),
  leaf('terms.period.end', 'day'),
  leaf('terms.financial_clause', 'flag'),
  leaf('terms.worth.currency'),
  leaf('terms.worth.minor_units', 'money'),
  leaf('terms.notice_days', 'count'),
  list('terms.parties', 'party', leaf('focal_point')),
];
const activityTypes = [
  'medical_supplies', 'vaccine_access', 'technical_assistance', 'training', 'capacity_building', 'humanitarian_law_seminar',
  'humanitarian_law_workshop', 'humanitarian_seminar', 'humanitarian_workshop', 'emergency_relief', 'conflict_affected_people',
  'protection', 'mental_health', 'rehabilitation', 'migration_root_causes', 'durable_solutions', 'displacement_response',
  'service_salaries', 'service_running_costs',
];
const instrumentTypes = [
  'memorandum_of_understanding', 'cooperation_agreement', 'framework', 'joint_action_plan', 'work_plan', 'bilateral_grant',
  'contribution_letter', 'tripartite_donation_agreement', 'response_plan', 'trust_fund_charter',
];

export const kForms: Record<string, Asked[]> = {
  party: [
    classification,
    leaf('type', choices('type', 'state', 'organisation', 'trust_fund')),
    leaf('code'),
    ...texts('names'),
    leaf('roles', 'lines'),
    leaf('held_by'),
    leaf('blocked', 'flag'),
    leaf('blocked_reason', 'long'),
    list('mandates', 'id', leaf('holder'), leaf('capacity', choices('capacity', 'signatory', 'focal_point', 'envoy', 'representative')), leaf('subject'), leaf('from', 'day'), leaf('until', 'day'), leaf('source')),
  ],
  consultation: [
    classification,
    ...texts('title'),
    leaf('place'),
    leaf('scheduled_on', 'day'),
    leaf('held_on', 'day'),
    leaf('topics', 'lines'),
    list('participants', 'party', leaf('represented_by')),
    list(
      'outcomes', 'id',
      leaf('type', choices('outcometype', 'instrument_to_develop', 'instrument_to_renew', 'action', 'pledge_announced', 'information')),
      leaf('strength', choices('strength', 'discussed', 'explored', 'stressed', 'agreed', 'signed')),
      leaf('summary', 'long'), leaf('quotation', 'long'), leaf('source'), leaf('language'), leaf('due', 'day'), leaf('responsible'),
      leaf('link', choices('kind', 'none', 'instrument', 'action_point', 'pledge')), leaf('linked_id'), leaf('waived_reason', 'long'),
    ),
    attachments,
  ],
  instrument: [
    classification,
    leaf('parent'),
    leaf('source_consultation'),
    leaf('source_outcome'),
    leaf('source_reason', 'long'),
    ...terms,
    leaf('entry_into_force', 'day'),
    leaf('several_frameworks_reason', 'long'),
    leaf('notice_given_on', 'day'),
    comments,
    attachments,
  ],
  amendment: [
    classification,
    leaf('class', choices('amendmentclass', 'correction', 'dates', 'value_small', 'value_large', 'results', 'parties', 'other')),
    leaf('reason', 'long'),
    ...terms,
    comments,
    attachments,
  ],
  action_plan: [classification, ...texts('title'), leaf('period.start', 'day'), leaf('period.end', 'day')],
  activity: [
    classification,
    leaf('type', choices('type', ...activityTypes)),
    ...texts('title'),
    leaf('lead'),
    leaf('quarters', 'lines'),
    leaf('places', 'lines'),
    leaf('budget_line'),
    leaf('no_cost', 'flag'),
    leaf('resource_waiver', 'long'),
    ...['humanitarian', 'development', 'peace', 'humanitarian_law'].map((path) => leaf(path, 'flag')),
    leaf('mission.skill'),
    leaf('mission.language'),
    leaf('mission.period.start', 'day'),
    leaf('mission.period.end', 'day'),
    ...['seats.offered', 'seats.booked', 'seats.attended'].map((path) => leaf(path, 'count')),
    leaf('seats.attendance_sha256'),
    leaf('actual_start', 'day'),
    leaf('actual_end', 'day'),
    leaf('final_report_sha256'),
    list('indicators', 'id', leaf('title'), leaf('unit'), leaf('baseline', 'count'), leaf('target', 'count'), leaf('actual', 'count'), leaf('actual_on', 'day'), leaf('no_actual_reason', 'long')),
    list('milestones', 'id', leaf('title'), leaf('due', 'day'), leaf('reached_on', 'day')),
    list('resources', 'resource', leaf('needed', 'count')),
    list('sectors', 'code', leaf('basis_points', 'percent')),
    list('countries', 'code', leaf('basis_points', 'percent')),
    attachments,
  ],
  action_point: [
    classification,
    leaf('title'),
    leaf('priority', choices('priority', 'low', 'medium', 'high')),
    leaf('assignee'),
    leaf('due', 'day'),
    leaf('action_taken', 'long'),
    leaf('document_sha256'),
    leaf('verifier'),
    leaf('adequate', 'flag'),
  ],
};

/** What a new record must say besides its id, and what it hangs on: no form edits these later. */
export const kBirth: Record<string, Leaf[]> = {
  instrument: [leaf('type', choices('type', ...instrumentTypes)), leaf('predecessor')],
  action_plan: [leaf('instrument')],
  activity: [leaf('plan')],
  action_point: [leaf('origin', choices('kind', 'none', 'consultation', 'instrument', 'amendment', 'action_plan', 'activity')), leaf('origin_id')],
};
