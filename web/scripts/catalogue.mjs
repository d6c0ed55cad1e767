// Catalogues that are being translated (src/i18n/id.json, prs.json, ps.json): the same keys as en.json, with null for what nobody
// has translated yet. A translator works in a spreadsheet.
//
//   node scripts/catalogue.mjs count                how much of each is translated
//   node scripts/catalogue.mjs export ps ps.csv     a line for each text, or each form of its plural: key, form, English, French,
//                                                   Arabic, translation
//   node scripts/catalogue.mjs import ps ps.csv     takes the translations in, all or none; says every line that is wrong
//   node scripts/catalogue.mjs sync                 adds keys that en.json has got since, drops those it has no more
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formsOf, fits, kPrepared, kSources, placesOf, read, folder } from './catalogues.mjs';

const kColumns = ['key', 'form', 'english', 'french', 'arabic', 'translation'];

function fail(lines) {
  console.error([].concat(lines).join('\n'));
  process.exit(1);
}

function prepared(language) {
  if (!(language in kPrepared)) fail(`'${language ?? ''}' is not being translated: say one of ${Object.keys(kPrepared).join(', ')}`);
  return read(language);
}

/** In the order of en.json, so that the files can be laid side by side. */
function write(language, texts) {
  const english = read('en');
  const all = Object.fromEntries(Object.keys(english).map((key) => [key, texts[key] ?? null]));
  writeFileSync(join(folder, `${language}.json`), `${JSON.stringify(all, null, 1)}\n`);
}

const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const inForm = (text, form) => (typeof text === 'string' ? text : (text?.[form] ?? text?.other ?? ''));

function toSheet(language) {
  const [english, french, arabic] = kSources.map(read);
  const texts = prepared(language);
  const rows = [kColumns];
  for (const [key, text] of Object.entries(english)) {
    for (const form of formsOf(language, text)) {
      rows.push([key, form, inForm(text, form), inForm(french[key], form), inForm(arabic[key], form), texts[key] ? inForm(texts[key], form) : '']);
    }
  }
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  return `\ufeff${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** RFC 4180, with commas, semicolons or tabs, as spreadsheets of different languages write it. */
function cellsOf(text) {
  const plain = text.replace(/^\ufeff/, '');
  const head = plain.slice(0, plain.search(/[\r\n]/));
  const comma = ['\t', ';', ','].find((mark) => head.includes(mark)) ?? ',';
  const rows = [];
  let row = [];
  let cell = '';
  let inside = false;
  let line = 1;
  let begun = 1;
  const end = () => {
    row.push(cell);
    cell = '';
  };
  for (let at = 0; at < plain.length; ++at) {
    const one = plain[at];
    if (one === '\n') ++line;
    if (inside) {
      if (one !== '"') cell += one;
      else if (plain[at + 1] === '"') cell += plain[at++];
      else inside = false;
    } else if (one === '"' && cell === '') inside = true;
    else if (one === comma) end();
    else if (one === '\n') {
      end();
      rows.push({ line: begun, cells: row });
      row = [];
      begun = line;
    } else if (one !== '\r') cell += one;
  }
  if (cell !== '' || row.length) {
    end();
    rows.push({ line: begun, cells: row });
  }
  return rows;
}

function fromSheet(language, file) {
  const english = read('en');
  const texts = { ...prepared(language) };
  const [head, ...rows] = cellsOf(readFileSync(file, 'utf8'));
  const at = Object.fromEntries((head?.cells ?? []).map((name, index) => [name.trim().toLowerCase(), index]));
  const missing = ['key', 'form', 'translation'].filter((name) => !(name in at));
  if (missing.length) fail(`${file}:1: no column ${missing.join(', ')}; export writes ${kColumns.join(', ')}`);
  const problems = [];
  const given = {};
  for (const { line, cells } of rows) {
    const [key, form, text] = ['key', 'form', 'translation'].map((name) => (cells[at[name]] ?? '').trim());
    if (key === '') continue;
    const where = `${file}:${line}: ${key}`;
    if (!(key in english)) problems.push(`${where}: en.json has no such text`);
    else if (!formsOf(language, english[key]).includes(form)) problems.push(`${where}: no form '${form}' in this language; there are ${formsOf(language, english[key]).join(', ')}`);
    else if (given[key]?.[form] !== undefined) problems.push(`${where}: the form '${form}' stands here twice`);
    else (given[key] ??= {})[form] = text;
  }
  for (const [key, forms] of Object.entries(given)) {
    const filled = Object.entries(forms).filter(([, text]) => text !== '');
    const wanted = formsOf(language, english[key]);
    if (filled.length === 0) texts[key] = null;
    else if (filled.length < wanted.length) {
      problems.push(`${file}: ${key}: translated as ${filled.map(([form]) => form).join(', ')} only; ${wanted.join(', ')} are needed`);
    } else {
      const text = typeof english[key] === 'string' ? forms.other : forms;
      for (const problem of fits(language, key, text, english[key])) problems.push(`${file}: ${problem}`);
      texts[key] = text;
    }
  }
  if (problems.length) fail([...problems, 'nothing was taken in']);
  return texts;
}

const [act, language, file] = process.argv.slice(2);
if (act === 'count') {
  for (const one of Object.keys(kPrepared)) {
    const english = Object.keys(read('en'));
    const texts = read(one);
    console.log(`${one}: ${english.filter((key) => texts[key]).length} of ${english.length} texts are translated`);
  }
} else if (act === 'sync') {
  for (const one of Object.keys(kPrepared)) write(one, read(one));
} else if (act === 'export' && file) writeFileSync(file, toSheet(language));
else if (act === 'import' && file) write(language, fromSheet(language, file));
else fail(readFileSync(new URL(import.meta.url), 'utf8').split('\n').filter((line) => line.startsWith('//')).map((line) => line.slice(3)));
