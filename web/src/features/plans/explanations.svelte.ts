/**
 * Reasons of a plan in the reader's language. They come as code and arguments beside the English line; the sentences of a
 * language (src/explanations) are fetched with the first screen that shows some. English needs none: it is what the plan says.
 */

import { day, language, number, type Locale } from '../../lib/i18n.svelte';

/** What stands for itself (a name, a number, a day), or a sentence and what is put into its holes. */
export type Phrase = string | { code: string; arguments: Phrase[] };

/** A piece of a sentence: its own text, or what is put into it. */
export type Piece = { text: string } | { value: string };

type Sentences = Record<string, string>;

const kLanguages: Partial<Record<Locale, () => Promise<{ default: Sentences }>>> = {
  fr: () => import('../../explanations/fr.json'),
  ar: () => import('../../explanations/ar.json'),
};

const loaded = $state<Partial<Record<Locale, Sentences>>>({});
const sentences = (): Sentences | undefined => (kLanguages[language.locale] ? loaded[language.locale] : {});

/** Whether reasons can be shown; what is missing is fetched. Without an answer they stay in English. */
export function fetchExplanations(): void {
  const locale = language.locale;
  const fetch = kLanguages[locale];
  if (!fetch || loaded[locale]) return;
  fetch().then(
    (found) => (loaded[locale] = found.default),
    () => (loaded[locale] = {}),
  );
}

export const explanationsAreHere = (): boolean => sentences() !== undefined;

/** With as many places behind the point as it came with. */
const figure = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? number(Number(text), text.split('.')[1]?.length ?? 0) : text);

function pieces(phrase: Phrase, said: Sentences): Piece[] | undefined {
  const sentence = typeof phrase === 'string' ? undefined : said[phrase.code];
  if (typeof phrase === 'string' || sentence === undefined) return undefined;
  const all: Piece[] = [];
  for (const piece of sentence.split(/(\{\d+(?::\w+)?\})/).filter(Boolean)) {
    const hole = /^\{(\d+)(?::(\w+))?\}$/.exec(piece);
    const put = hole ? phrase.arguments[Number(hole[1])] : undefined;
    if (!hole) all.push({ text: piece });
    else if (put === undefined) return undefined;
    else if (typeof put === 'string') all.push({ value: hole[2] === 'day' ? day(put) : hole[2] === 'number' ? figure(put) : put });
    else {
      const inner = pieces(put, said);
      if (!inner) return undefined;
      all.push(...inner);
    }
  }
  return all;
}

/** In the reader's language; nothing where there are no parts (plans of before), or the language has no words for them. */
export const explanationInWords = (phrase: Phrase | null | undefined): Piece[] | undefined => (phrase ? pieces(phrase, sentences() ?? {}) : undefined);
