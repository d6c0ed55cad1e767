/**
 * What the server refuses, in the reader's language, with the sentences of src/refusals.
 */

import { withUnit } from './amounts';
import { day, fieldName, language, moment, number, word } from './i18n.svelte';
import { partsOf, SentenceBook, type Piece, type Sentences } from './sentences.svelte';

export interface Reason {
  /** Which sentence; empty: there is only the line. */
  code: string;
  arguments: string[];
  /** Of what was sent, from 1; 0: of all of it. */
  row: number;
  /** An id or a place that the sentence is about. */
  about: string;
}

export const refusals = new SentenceBook({ fr: () => import('../refusals/fr.json'), ar: () => import('../refusals/ar.json') });

const named = (group: string, code: string): string | undefined => {
  const text = language.texts[`${group}.${code.replaceAll(' ', '_')}`];
  return typeof text === 'string' ? text : undefined;
};

/** Codes of one group, as the server lists them: `signed, in_force or suspended`. No text if one of them has none. */
function list(group: string, codes: string): string | undefined {
  const words = codes.split(/, | or /).map((code) => named(group, code));
  if (words.includes(undefined)) return undefined;
  return words.join(language.locale === 'ar' ? '، ' : ', ');
}

const period = (text: string): string => text.split(' to ').map((one) => (one ? day(one) : '…')).join(' – ');

/** `in_force`, or `in_force for 2022-01-01 to 2022-12-31`. */
function state(text: string): string | undefined {
  const match = /^(\w+) for (.+)$/.exec(text);
  if (!match) return list('state', text);
  const own = named('state', match[1] ?? '');
  return own && `${own} (${period(match[2] ?? '')})`;
}

/** `step from draft to review`, or the name of an act. */
function step(text: string): string | undefined {
  const match = /^step from (\w+) to (\w+)$/.exec(text);
  if (!match) return named('act', text);
  const [from, to] = [named('state', match[1] ?? ''), named('state', match[2] ?? '')];
  return from && to && `${from} ← ${to}`.replace('←', language.dir === 'rtl' ? '←' : '→');
}

/** An account of the ledger: `on_hand of OPV at KBL-1, lot L7 to 2026-03-31, pledge P-1`. */
function account(text: string): string | undefined {
  const match = /^(?:(\d+) )?(\w+) of (.+?) at ([^,]+)(.*)$/.exec(text);
  const stage = match && named('stage', match[2] ?? '');
  if (!match || !stage) return undefined;
  const [, amount, , unit, place, rest] = match;
  const parts = (rest ?? '').split(', ').filter(Boolean).map((part) => {
    const space = part.indexOf(' ');
    const [name, value] = [part.slice(0, space), part.slice(space + 1)];
    const expiry = /^(.+) to (\d{4}-\d\d-\d\d)$/.exec(value);
    return `${fieldName(name)} ${expiry ? `${expiry[1]} (${day(expiry[2] ?? '')})` : value}`;
  });
  const head = amount ? `${number(Number(amount))} ` : '';
  return head + [unit, place, stage, ...parts].join(language.locale === 'ar' ? '، ' : ', ');
}

function accounts(text: string): string | undefined {
  const all = text.split('; ').map(account);
  return all.includes(undefined) ? undefined : all.join(language.locale === 'ar' ? '؛ ' : ' ; ');
}

/** `focal_point:WHO@KBL-1`: the role in words, its limits as they are. */
function grant(text: string): string {
  const at = text.search(/[:@#]/);
  return at < 0 ? word('role', text) : word('role', text.slice(0, at)) + text.slice(at);
}

/** How what is put into a sentence is written, by what stands behind its number: `{0:day}`. No text: as it came, in English. */
const kWritten: Record<string, (text: string, said: Sentences) => string | undefined> = {
  amount: withUnit,
  day: (text) => (/^\d{4}-/.test(text) ? day(text) : undefined),
  moment: (text) => moment(text),
  number: (text) => (/^-?\d+$/.test(text) ? number(Number(text)) : text),
  period,
  state,
  step,
  account,
  accounts,
  grant,
  field: fieldName,
  kind: (text) => named('kind', text),
  act: (text) => named('act', text) ?? named('kind', text),
  role: (text, said) => list('role', text) ?? said[`word.${text}`],
  stage: (text) => list('stage', text),
  strength: (text) => named('strength', text),
  outcometype: (text) => named('outcometype', text),
  amendmentclass: (text) => list('amendmentclass', text),
  word: (text, said) => said[`word.${text}`],
};

/** A sentence with what is put into it, words among it as `said` has them. */
export const pieces = (sentence: string, put: string[], said: Sentences): Piece[] =>
  partsOf(sentence).map((part): Piece => {
    if (typeof part === 'string') return { text: part };
    const value = put[part.hole] ?? '';
    const write = kWritten[part.as];
    if (!write) return { value };
    const written = write(value, said) ?? said[`word.${value}`];
    return written === undefined ? { value, lang: 'en' } : { value: written };
  });

/** The reason in the reader's language; nothing where that has no sentence for it, then the server's line is shown. */
export function inWords(reason: Reason | undefined): Piece[] | undefined {
  const said = refusals.said ?? {};
  const sentence = reason && said[reason.code];
  if (!reason || !sentence) return undefined;
  const before: Piece[] = reason.row > 0 && said['word.row'] ? pieces(said['word.row'], [String(reason.row)], said) : [];
  if (reason.about) before.push({ value: reason.about }, { text: language.locale === 'fr' ? ' : ' : ': ' });
  return [...before, ...pieces(sentence, reason.arguments, said)];
}

/** What to do after a refusal of this code. */
export const nextInWords = (code: string): string | undefined => refusals.said?.[`next.${code}`];
