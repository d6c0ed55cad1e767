/** What is wrong with an input file, in the reader's language, with the sentences of src/problems; this screen only. */

import { pieces } from '../../lib/refusals.svelte';
import { SentenceBook, type Piece } from '../../lib/sentences.svelte';
import type { Parts } from './check';

export const problems = new SentenceBook({ fr: () => import('../../problems/fr.json'), ar: () => import('../../problems/ar.json') });

/** The sentence in the reader's language; nothing where that has none, then the server's text is shown. */
export function problemInWords(parts: Parts | undefined): Piece[] | undefined {
  const said = problems.said ?? {};
  const sentence = parts && said[parts.code];
  return parts && sentence ? pieces(sentence, parts.arguments, said) : undefined;
}
