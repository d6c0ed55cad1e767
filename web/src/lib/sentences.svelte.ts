/**
 * Sentences of the server in the reader's language: they come as code and arguments beside the English line. Those of one
 * kind are fetched when somebody is to read the first of them, and again in the next language; English needs none, it is
 * what the server says.
 */

import { language, unbroken, type Locale } from './i18n.svelte';

/** A piece of a sentence: its own text, or what is put into it. `lang` where that is not in the reader's language. */
export type Piece = { text: string } | { value: string; lang?: 'en' };

export type Sentences = Record<string, string>;

type Files = Partial<Record<Locale, () => Promise<{ default: Sentences }>>>;

export class SentenceBook {
  private loaded = $state<Partial<Record<Locale, Sentences>>>({});
  private readonly files: Files;

  constructor(files: Files) {
    this.files = files;
  }

  /** Fetches what is missing; without an answer the server's English is shown. For an effect. */
  fetch = (): void => {
    const locale = language.locale;
    const file = this.files[locale];
    if (!file || this.loaded[locale]) return;
    file().then(
      (found) => (this.loaded[locale] = found.default),
      () => (this.loaded[locale] = {}),
    );
  };

  /** Those of the language on the screen; none while they are under way. */
  get said(): Sentences | undefined {
    return this.files[language.locale] ? this.loaded[language.locale] : {};
  }

  get isHere(): boolean {
    return this.said !== undefined;
  }
}

/** What a sentence is made of: its texts, and in between the holes, `{1:day}` as number and how it is written. */
export const partsOf = (sentence: string): (string | { hole: number; as: string })[] =>
  unbroken(sentence)
    .split(/(\{\d+(?::\w+)?\})/)
    .filter(Boolean)
    .map((one) => {
      const [, hole, as = ''] = /^\{(\d+)(?::(\w+))?\}$/.exec(one) ?? [];
      return hole === undefined ? one : { hole: Number(hole), as };
    });
