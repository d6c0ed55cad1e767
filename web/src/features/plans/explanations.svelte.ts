/** Reasons of a plan in the reader's language, with the sentences of src/explanations; fetched with the first screen that shows some. */

import { day, number } from '../../lib/i18n.svelte';
import { partsOf, SentenceBook, type Piece, type Sentences } from '../../lib/sentences.svelte';

/** What stands for itself (a name, a number, a day), or a sentence and what is put into its holes. */
export type Phrase = string | { code: string; arguments: Phrase[] };

export const explanations = new SentenceBook({ fr: () => import('../../explanations/fr.json'), ar: () => import('../../explanations/ar.json') });

/** With as many places behind the point as it came with. */
const figure = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? number(Number(text), text.split('.')[1]?.length ?? 0) : text);
const written = (text: string, as: string) => (as === 'day' ? day(text) : as === 'number' ? figure(text) : text);

function pieces(phrase: Phrase, said: Sentences): Piece[] | undefined {
  const sentence = typeof phrase === 'string' ? undefined : said[phrase.code];
  if (typeof phrase === 'string' || sentence === undefined) return undefined;
  const all: Piece[] = [];
  for (const part of partsOf(sentence)) {
    if (typeof part === 'string') {
      all.push({ text: part });
      continue;
    }
    const put = phrase.arguments[part.hole];
    const inner = put === undefined ? undefined : typeof put === 'string' ? [{ value: written(put, part.as) }] : pieces(put, said);
    if (!inner) return undefined;
    all.push(...inner);
  }
  return all;
}

/** In the reader's language; nothing where there are no parts (plans of before), or the language has no words for them. */
export const explanationInWords = (phrase: Phrase | null | undefined): Piece[] | undefined => (phrase ? pieces(phrase, explanations.said ?? {}) : undefined);
