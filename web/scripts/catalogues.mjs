// What a catalogue has to be, for those that are offered and those that are being translated.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'i18n');

/** Offered to everybody, and complete. English first: the others say the same things. */
export const kSources = ['en', 'fr', 'ar'];

/** Being translated -> the name by which the rules of plurals, numbers and days know the language (Dari is the Persian of Afghanistan). */
export const kPrepared = { id: 'id', prs: 'fa-AF', ps: 'ps' };

export const read = (language) => JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'));

export const placesOf = (text) => [...new Set((typeof text === 'string' ? [text] : Object.values(text)).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort().join(' ');

export const pluralsOf = (language) => new Intl.PluralRules(kPrepared[language] ?? language).resolvedOptions().pluralCategories;

/** The forms in which a text of en.json is written in a language. */
export const formsOf = (language, english) => (typeof english === 'string' ? ['other'] : pluralsOf(language));

/**
 * Sentences of the server: in which it refuses, says what is wrong with an input file (en.json: tools/refusals), and tells
 * the reasons of a plan (tools/explanations).
 */
export const kSentences = ['refusals', 'problems', 'explanations'];

export const sentencesOf = (kind, language) => JSON.parse(readFileSync(join(folder, '..', kind, `${language}.json`), 'utf8'));

/** How a hole of a sentence may be written: `{0:day}` (src/lib/refusals.svelte.ts). */
const kHoles = 'account accounts act amendmentclass amount day field grant kind moment number outcometype period role stage state step strength word'.split(' ');

/** The same of an explanation (src/features/plans/explanations.svelte.ts, src/report/explain_words.cpp). */
const kExplained = ['day', 'number'];

const holesOf = (text) => [...new Set(text.match(/\{[^}]*\}/g) ?? [])].sort();
const numbersOf = (holes) => [...new Set(holes.map((hole) => /^\{(\d+)/.exec(hole)?.[1] ?? hole))].sort().join(' ');

/** What is wrong with the sentences of a language: one is missing, is no longer said, or has other holes. */
export function fitSentences(kind, language, sentences, english) {
  const file = `${kind}/${language}.json`;
  const teller = kind === 'explanations' ? 'the planner' : 'the server';
  const ways = kind === 'explanations' ? kExplained : kHoles;
  const problems = Object.keys(english).filter((key) => !sentences[key]?.trim()).map((key) => `${file} lacks ${key}`);
  for (const [key, text] of Object.entries(sentences)) {
    // Words that are put into sentences have no line of their own in English.
    if (key.startsWith('word.')) continue;
    if (!(key in english)) problems.push(`${file} has ${key}, ${teller} does not`);
    else if (numbersOf(holesOf(text)) !== numbersOf(holesOf(english[key]))) problems.push(`${file}: ${key} has ${holesOf(text).join(' ') || 'no hole'}, ${teller} ${holesOf(english[key]).join(' ') || 'none'}`);
    for (const hole of holesOf(text)) if (!/^\{\d+(:\w+)?\}$/.test(hole) || (hole.includes(':') && !ways.includes(hole.slice(hole.indexOf(':') + 1, -1)))) problems.push(`${file}: ${key} has a hole ${hole} that nothing is written by`);
  }
  return problems;
}

/** What is wrong with one text. */
export function fits(language, key, text, english) {
  const problems = [];
  const file = `${language}.json`;
  const forms = typeof text === 'string' ? [text] : Object.values(text);
  if (forms.some((form) => form.trim() === '')) problems.push(`${file}: ${key} is empty`);
  // Arabic has forms for one and two that say the number in a word.
  if (placesOf(text) !== placesOf(english) && !(language === 'ar' && typeof text !== 'string')) {
    problems.push(`${file}: ${key} has ${placesOf(text) || 'no place'}, en.json ${placesOf(english) || 'none'}`);
  }
  if (typeof text !== 'string') {
    if (!('other' in text)) problems.push(`${file}: ${key} has no form "other"`);
    for (const form of Object.keys(text)) {
      if (!pluralsOf(language).includes(form)) problems.push(`${file}: ${key} has a form ${form} that the language does not have`);
    }
  }
  return problems;
}
