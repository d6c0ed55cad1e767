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
