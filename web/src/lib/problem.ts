import type { components } from '../generated/api';
import type { Reason } from './refusals.svelte';

export type ProblemDocument = components['schemas']['Problem'];

/** A refusal of the server, or of the way to it. Everything that stands in the way is in `lines`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly lines: string[];
  /** Of the lines, in their order: the same in parts. */
  readonly reasons: Reason[];
  readonly next: string;
  /** Seconds after which the server asks to come again; 0 if it does not say. */
  readonly retryAfter: number;

  constructor(document: Partial<ProblemDocument>, retryAfter = 0) {
    super(document.detail ?? document.title ?? '');
    this.status = document.status ?? 0;
    this.code = document.code ?? 'unreadable_answer';
    this.lines = document.lines?.length ? document.lines : [this.message].filter(Boolean);
    this.reasons = document.reasons ?? [];
    this.next = document.next ?? '';
    this.retryAfter = retryAfter;
  }
}

/** Nothing came back: whether the server did it is not known. */
export const offline = (): Problem => new Problem({ code: 'no_answer', status: 0 });

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem({ code: 'fault_of_the_page', detail: String(error) });
