/**
 * What is wrong with an input file, in the reader's language: the server's parts of each sentence, said by the sentences of
 * src/problems. Fetched with this screen only, and again in the next language; English is what the server says.
 */

import { language, type Locale } from '../../lib/i18n.svelte';
import { pieces, type Piece, type Sentences } from '../../lib/refusals.svelte';
import type { Parts } from './check';

const kLanguages: Partial<Record<Locale, () => Promise<{ default: Sentences }>>> = {
  fr: () => import('../../problems/fr.json'),
  ar: () => import('../../problems/ar.json'),
};

const loaded = $state<Partial<Record<Locale, Sentences>>>({});

const sentences = (): Sentences | undefined => (kLanguages[language.locale] ? loaded[language.locale] : {});

/** Fetches what problems are said with; without an answer they stay in English. */
export function fetchProblems(): void {
  const locale = language.locale;
  const fetch = kLanguages[locale];
  if (!fetch || loaded[locale]) return;
  fetch().then(
    (found) => (loaded[locale] = found.default),
    () => (loaded[locale] = {}),
  );
}

export const problemsAreHere = (): boolean => sentences() !== undefined;

/** The sentence in the reader's language; nothing where that has none, then the server's text is shown. */
export function problemInWords(parts: Parts | undefined): Piece[] | undefined {
  const said = sentences() ?? {};
  const sentence = parts && said[parts.code];
  return parts && sentence ? pieces(sentence, parts.arguments, said) : undefined;
}
