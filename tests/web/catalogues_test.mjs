// Catalogues that are being translated: a translator's spreadsheet goes out and in, what does not fit is told, and nobody is offered
// a language that is not complete.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Books, kRoot } from './books.mjs';
import { launch, setUp, settled, visitor } from './browser.mjs';

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'imdad-catalogues-'));
  cpSync(join(kRoot, 'web', 'scripts'), join(folder, 'scripts'), { recursive: true });
  cpSync(join(kRoot, 'web', 'src', 'i18n'), join(folder, 'src', 'i18n'), { recursive: true });
  for (const kind of ['refusals', 'problems', 'explanations']) cpSync(join(kRoot, 'web', 'src', kind), join(folder, 'src', kind), { recursive: true });
});

after(() => rmSync(folder, { recursive: true, force: true }));

const catalogue = (...args) => spawnSync(process.execPath, [join(folder, 'scripts', 'catalogue.mjs'), ...args], { encoding: 'utf8', cwd: folder });
const texts = (language) => JSON.parse(readFileSync(join(folder, 'src', 'i18n', `${language}.json`), 'utf8'));
const sheet = () => readFileSync(join(folder, 'ps.csv'), 'utf8');

test('a spreadsheet goes out and comes in as it was', () => {
  const before = texts('ps');
  assert.equal(catalogue('export', 'ps', 'ps.csv').status, 0);
  assert.match(sheet(), /^\ufeffkey,form,english,french,arabic,translation\r\n/);
  const plurals = Object.values(texts('en')).filter((text) => typeof text !== 'string').length;
  const forms = new Intl.PluralRules('ps').resolvedOptions().pluralCategories.length;
  assert.ok(sheet().split('\r\n').length > Object.keys(texts('en')).length + plurals * (forms - 1));
  assert.equal(catalogue('import', 'ps', 'ps.csv').status, 0);
  assert.deepEqual(texts('ps'), before);
});

test('translations come in, with commas, quotes, lines and the separators of other countries', () => {
  const lines = 'key;form;translation\nshell.skip;other;"یو; دوه ""درې"""\nhistory.when;other;"a\nb"\npeople.summary;one;{n} {outside} {blocked} 1\npeople.summary;other;{n} {outside} {blocked}\n';
  writeFileSync(join(folder, 'some.csv'), lines);
  const done = catalogue('import', 'ps', 'some.csv');
  assert.equal(done.status, 0, done.stderr);
  const now = texts('ps');
  assert.equal(now['shell.skip'], 'یو; دوه "درې"');
  assert.equal(now['history.when'], 'a\nb');
  assert.deepEqual(now['people.summary'], { one: '{n} {outside} {blocked} 1', other: '{n} {outside} {blocked}' });
  assert.match(catalogue('count').stdout, /^ps: 8 of \d+ texts are translated$/m);
  assert.equal(catalogue('export', 'ps', 'ps.csv').status, 0);
  assert.equal(catalogue('import', 'ps', 'ps.csv').status, 0);
  assert.deepEqual(texts('ps'), now);
});

test('what does not fit is told line by line, and nothing is taken in', () => {
  const before = texts('id');
  writeFileSync(join(folder, 'bad.csv'), 'key,form,translation\nno.such,other,x\nshell.skip,many,x\npeople.role.limited,other,tanpa tempat\nshell.menu,other,Menu\nshell.menu,other,Menu lagi\n');
  const done = catalogue('import', 'id', 'bad.csv');
  assert.equal(done.status, 1);
  for (const line of ['bad.csv:2: no.such: en.json has no such text', "bad.csv:3: shell.skip: no form 'many'", 'people.role.limited has no place, en.json {limits} {role}', "bad.csv:6: shell.menu: the form 'other' stands here twice", 'nothing was taken in']) {
    assert.ok(done.stderr.includes(line), `${line} is not told: ${done.stderr}`);
  }
  assert.deepEqual(texts('id'), before);
  writeFileSync(join(folder, 'half.csv'), 'key,form,translation\npeople.summary,one,{n} {outside} {blocked}\n');
  const half = catalogue('import', 'ps', 'half.csv');
  assert.equal(half.status, 1);
  assert.match(half.stderr, /translated as one only; one, other are needed/);
  assert.equal(catalogue('import', 'xx', 'half.csv').status, 1);
});

test('what is missing is counted and lets the build pass; what is wrong in it does not', () => {
  const check = () => spawnSync(process.execPath, [join(folder, 'scripts', 'check_texts.mjs')], { encoding: 'utf8' });
  assert.match(check().stdout, /being translated: id 5, prs 5, ps 8/);
  const file = join(folder, 'src', 'i18n', 'prs.json');
  const right = readFileSync(file);
  writeFileSync(file, JSON.stringify({ ...texts('prs'), 'person.of': '{n} از {many}' }));
  assert.equal(check().status, 1);
  assert.match(check().stderr, /prs\.json: person\.of has \{many\} \{n\}, en\.json \{all\} \{n\}/);
  execFileSync(process.execPath, [join(folder, 'scripts', 'catalogue.mjs'), 'sync']);
  assert.equal(Object.keys(texts('prs')).join(), Object.keys(texts('en')).join(), 'not in the order of en.json');
  writeFileSync(file, right);
});

test('nobody is offered them; a translator sees one, from right to left, in English where there is no text yet', async () => {
  const books = new Books();
  const browser = await launch();
  try {
    await books.serve();
    const { page, context, watched } = await visitor(browser, books.origin);
    await setUp(page, books.invite('registrar'));
    assert.deepEqual(await page.locator('.languages button').allTextContents(), ['English', 'Français', 'العربية']);
    for (const [language, dir] of [['prs', 'rtl'], ['ps', 'rtl'], ['id', 'ltr']]) {
      await page.goto(`/people?language=${language}`);
      await settled(page);
      assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [language, dir]);
      await page.getByRole('heading', { level: 1, name: 'Who uses the books, and in which roles?' }).waitFor();
    }
    // Digits and days are those of the language, as far as the browser knows it.
    await page.goto('/?language=prs');
    await settled(page);
    const day = await page.locator('.about').first().textContent();
    const own = await page.evaluate(() => new Intl.DateTimeFormat(['fa-AF', 'fa'], { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date()));
    assert.equal(day, own);
    assert.match(day, /[۰-۹]/);
    await page.goto('/');
    await settled(page);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en', 'a look at it was kept as a choice');
    await context.close();
    assert.deepEqual(watched, []);
  } finally {
    await browser.close();
    await books.stop();
    books.remove();
  }
});

test('a problem of an input file without a sentence in one of the languages, or with other holes, is told', () => {
  const path = join(folder, 'src', 'problems', 'fr.json');
  const whole = readFileSync(path, 'utf8');
  const check = () => spawnSync(process.execPath, [join(folder, 'scripts', 'check_texts.mjs')], { encoding: 'utf8', cwd: folder });
  assert.equal(check().status, 0, check().stderr);
  const { file_is_empty: _, ...others } = JSON.parse(whole);
  writeFileSync(path, JSON.stringify({ ...others, id_refused: '« {0} »', gone: '' }));
  const told = check();
  writeFileSync(path, whole);
  assert.equal(told.status, 1);
  assert.deepEqual(told.stderr.trim().split('\n').filter((line) => line.startsWith('problems/')).sort(), [
    'problems/fr.json has gone, the server does not',
    'problems/fr.json lacks file_is_empty',
    'problems/fr.json: id_refused has {0}, the server {0} {1}',
  ].sort());
});

test('a refusal without a sentence in one of the languages, or with other holes, is told', () => {
  const path = join(folder, 'src', 'refusals', 'ar.json');
  const whole = readFileSync(path, 'utf8');
  const check = () => spawnSync(process.execPath, [join(folder, 'scripts', 'check_texts.mjs')], { encoding: 'utf8', cwd: folder });
  assert.equal(check().status, 0, check().stderr);
  const { four_eyes: _, ...others } = JSON.parse(whole);
  writeFileSync(path, JSON.stringify({ ...others, 'ledger.not_enough': '{0:account} {1:number} {2:number}', too_few_parties: '{0:weight}', gone: '' }));
  const told = check();
  assert.equal(told.status, 1);
  assert.deepEqual(told.stderr.trim().split('\n').filter((line) => line.startsWith('refusals/')).sort(), [
    'refusals/ar.json has gone, the server does not',
    'refusals/ar.json lacks four_eyes',
    'refusals/ar.json: ledger.not_enough has {0:account} {1:number} {2:number}, the server {0} {1} {2} {3}',
    'refusals/ar.json: too_few_parties has a hole {0:weight} that nothing is written by',
  ].sort());
  writeFileSync(path, whole);
});

test('a reason of a plan without a sentence in one of the languages, or with other holes, is told', () => {
  const path = join(folder, 'src', 'explanations', 'fr.json');
  const whole = readFileSync(path, 'utf8');
  const { no_place: _, ...others } = JSON.parse(whole);
  writeFileSync(path, JSON.stringify({ ...others, takes_days: '{0}', too_late: '{0:moment}', gone: '' }));
  const told = spawnSync(process.execPath, [join(folder, 'scripts', 'check_texts.mjs')], { encoding: 'utf8', cwd: folder });
  assert.equal(told.status, 1);
  assert.deepEqual(told.stderr.trim().split('\n').filter((line) => line.startsWith('explanations/')).sort(), [
    'explanations/fr.json has gone, the planner does not',
    'explanations/fr.json lacks no_place',
    'explanations/fr.json: takes_days has {0}, the planner {0} {1}',
    'explanations/fr.json: too_late has a hole {0:moment} that nothing is written by',
  ].sort());
  writeFileSync(path, whole);
});
