// The catalogues of all languages say the same things: the same keys, the same places for what is put in, the
// forms of the plural that the language has. Every text that the code asks for by name is there.
//
//   node scripts/check_texts.mjs              fails with everything that is wrong
//   node scripts/check_texts.mjs --pseudo     prints a catalogue 40 % longer, in accented letters, to find
//                                             what is cut off and what is not in a catalogue
// Catalogues that are being translated may lack texts, which are counted; what is there has to fit like any other.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fits, fitSentences, kPrepared, kSentences, kSources, read, sentencesOf } from './catalogues.mjs';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const languages = kSources;
const catalogues = Object.fromEntries(languages.map((language) => [language, read(language)]));

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
    else problems.push(...fits(language, key, text, catalogues.en[key]));
  }
  for (const key of Object.keys(catalogues[language])) if (!(key in catalogues.en)) problems.push(`${language}.json has ${key}, en.json does not`);
}

let said = 0;
for (const kind of kSentences) {
  const [english, ...translated] = kSources.map((language) => sentencesOf(kind, language));
  said += Object.keys(english).length;
  translated.forEach((sentences, at) => {
    problems.push(...fitSentences(kind, kSources[at + 1], sentences, english));
    for (const key of Object.keys(translated[0])) if (key.startsWith('word.') && !(key in sentences)) problems.push(`${kind}/${kSources[at + 1]}.json lacks ${key}`);
  });
}

const counts = [];
for (const language of Object.keys(kPrepared)) {
  const texts = read(language);
  for (const [key, text] of Object.entries(texts)) {
    if (!(key in catalogues.en) && text !== null) problems.push(`${language}.json has ${key}, en.json does not: node scripts/catalogue.mjs sync`);
    else if (text !== null && key in catalogues.en) problems.push(...fits(language, key, text, catalogues.en[key]));
  }
  counts.push(`${language} ${Object.keys(catalogues.en).filter((key) => texts[key]).length}`);
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
console.log(`${Object.keys(catalogues.en).length} texts and ${said} sentences of the server in ${languages.length} languages; being translated: ${counts.join(', ')}`);
