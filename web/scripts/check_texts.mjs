// The catalogues of all languages say the same things: the same keys, the same places for what is put in, the
// forms of the plural that the language has. Every text that the code asks for by name is there.
//
//   node scripts/check_texts.mjs              fails with everything that is wrong
//   node scripts/check_texts.mjs --pseudo     prints a catalogue 40 % longer, in accented letters, to find
//                                             what is cut off and what is not in a catalogue
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const languages = ['en', 'fr', 'ar'];
const catalogues = Object.fromEntries(
  languages.map((language) => [language, JSON.parse(readFileSync(join(source, 'i18n', `${language}.json`), 'utf8'))]),
);
const forms = (text) => (typeof text === 'string' ? { other: text } : text);
const places = (text) => [...new Set(Object.values(forms(text)).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort().join(' ');

function pseudo(text) {
  const accents = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', n: 'ñ', c: 'ç', s: 'š', y: 'ý', A: 'Å', E: 'É', I: 'Î', O: 'Ø', U: 'Û' };
  const one = (form) => {
    const changed = form.split(/(\{\w+\})/).map((piece) => (piece.startsWith('{') ? piece : piece.replace(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter)));
    return `[${changed.join('')}${'~'.repeat(Math.ceil(form.replace(/\{\w+\}/g, '').length * 0.4))}]`;
  };
  return typeof text === 'string' ? one(text) : Object.fromEntries(Object.entries(text).map(([form, value]) => [form, one(value)]));
}

if (process.argv.includes('--pseudo')) {
  console.log(JSON.stringify(Object.fromEntries(Object.entries(catalogues.en).map(([key, text]) => [key, pseudo(text)])), null, 1));
  process.exit(0);
}

const problems = [];
for (const language of languages) {
  for (const key of Object.keys(catalogues.en)) {
    const text = catalogues[language][key];
    if (text === undefined) problems.push(`${language}.json lacks ${key}`);
    else {
      if (Object.values(forms(text)).some((form) => form.trim() === '')) problems.push(`${language}.json: ${key} is empty`);
      if (places(text) !== places(catalogues.en[key]) && !(language === 'ar' && typeof text !== 'string')) {
        problems.push(`${language}.json: ${key} has ${places(text) || 'no place'}, en.json ${places(catalogues.en[key]) || 'none'}`);
      }
      if (typeof text !== 'string') {
        const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
        if (!('other' in text)) problems.push(`${language}.json: ${key} has no form "other"`);
        for (const form of Object.keys(text)) if (!wanted.includes(form)) problems.push(`${language}.json: ${key} has a form ${form} that the language does not have`);
      }
    }
  }
  for (const key of Object.keys(catalogues[language])) if (!(key in catalogues.en)) problems.push(`${language}.json has ${key}, en.json does not`);
}

const files = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? (name === 'generated' ? [] : files(path)) : [path];
  });
const physical = /(?:margin|padding|border)-(?:left|right)\b|(?:^|[\s;{])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:/;
for (const path of files(source)) {
  const text = readFileSync(path, 'utf8');
  if (/\.(svelte|ts)$/.test(path)) {
    for (const [, key] of text.matchAll(/\bt\(\s*'([\w.-]+)'|\bkey="([\w.-]+)"/g)) {
      if (key && !(key in catalogues.en)) problems.push(`${path}: no text for ${key}`);
    }
    for (const [, key] of text.matchAll(/<Msg key="([\w.-]+)"/g)) if (!(key in catalogues.en)) problems.push(`${path}: no text for ${key}`);
  }
  const style = path.endsWith('.css') ? text : [...text.matchAll(/<style>([\s\S]*?)<\/style>|style:([\w-]+)/g)].map((found) => found[1] ?? `${found[2]}:`).join(';');
  if (/\.(svelte|css)$/.test(path) && physical.test(style)) problems.push(`${path}: a left or right side in CSS; say start or end`);
}

if (problems.length) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`${Object.keys(catalogues.en).length} texts in ${languages.length} languages`);
