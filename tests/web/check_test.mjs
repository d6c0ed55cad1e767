// The data check of a scenario in which many things are wrong, against the real server: each problem is said in the language
// of the screen, what is named in it stays as it is, and English is what the server says.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Books, kRoot } from './books.mjs';
import { faults, kDesktop, kPhone, launch, settled, storageOf, visitor } from './browser.mjs';

const pictures = process.env.IMDAD_SCREENSHOTS;
const kAt = '/scenarios/spoilt';

let books;
let browser;
let storage;

/** Rows that are wrong in ways of their own, file by file. */
const kRows = {
  'areas.csv': ['XT03,9,Far,,,XT,1,2022,,,,', 'XT04,1,West,,,,1,2022,,,,', 'XT05,1,East,,,XT99,1,2022,,,,', 'XT01,1,North,,,XT,1,2022,,,,', 'XT06,0,Other,,,XT,1,2022,,200,,guess'],
  'places.csv': ['p1,P1,shop,5,XT01,,,,,,,,public,', 'p2,P2,store,2,,,,,,,,,public,', 'p3,P3,facility,1,XT01,,,,,,,,public,', 'XT02,P4,store,2,XT02,,,,,,,,public,'],
  'lanes.csv': ['north-nat,north,nat,road,150,5,,,,,,,,', 'nat-nowhere,nat,nowhere,road,1,1,,,,,,,,', 'late,port,nat,road,1,1,,60,,,,,,', '=1+1,port,nat,road,1,1,,,,,,,,'],
  'products.csv': ['x1,X1,goods,dose,many,cold,25,,,,,', 'x2,X2,goods,dose,1,,25,,,,,', 'x3,X3,seats,seat,1,cold,25,,,,,', 'x4,X4,goods,dose,1,cold,25,,1.5,QQQ,,'],
  'serves.csv': ['measles,ocv,1,0,3,,', 'measles,mcv,1,0.2,1,,'],
  'needs.csv': ['cholera,XT0101,2022-07-25,2022-07-31,many,,,,', 'cholera,XT0101,2022-07-25,2022-07-31,-4,,,,', 'cholera,XT0101,2022-13-01,2022-07-31,4,,,,', 'cholera,XT0101,2022-08-31,2022-07-31,4,,,,', 'cholera,XT9999,2022-07-25,2022-07-31,4,,,,', 'cholera,XT0101,2023-07-25,2023-07-31,4,,,,', ',,,,,,,,'],
  'stock.csv': ['nat,mcv,M1,2024-06-30,5,,', 'nat,mcv,M7,2021-01-01,5,,', 'nat,mcv,M8,,,,', 'nat,mcv'],
  'supplies.csv': ['S1,Donor A,,mcv,M2,2023-12-31,60,port,2022-08-01,7,,,in_transit,', 'S9,Donor A,,mcv,M9,2029-12-31,60,port,2023-08-01,7,,,in_transit,'],
  'earmarks.csv': ['E8,Donor B,,,women,,,,,3,', 'E9,Donor B,XT01,,,,training,,,3,'],
};

function spoil(folder) {
  for (const [file, rows] of Object.entries(kRows)) appendFileSync(join(folder, file), rows.map((row) => `${row}\n`).join(''));
  const header = (file, change) => writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace(/^.*/, change));
  header('absorption.csv', (line) => `${line},extra`);
  header('funds.csv', (line) => line.replaceAll(',', ';'));
  writeFileSync(join(folder, 'closures.csv'), 'what,id,from,to,reason,origin,phone\nlane,nat-north,2022-07-25,2022-07-31,flood,,+93 799 123 456\n');
  writeFileSync(join(folder, 'Lock.CSV'), 'lock_id\n');
  const path = join(folder, 'datapackage.json');
  const told = JSON.parse(readFileSync(path, 'utf8'));
  Object.assign(told.imdad, { currency: 'QQQ', audience: 'everybody', colour: 'red' });
  told.resources.push({ name: 'prices', path: 'prices.csv' }, { name: 'others', path: 'others.csv' });
  writeFileSync(path, JSON.stringify(told));
}

/** Tables that can be read, with rows of which no need can be worked out, locks that contradict each other, and a shape outside the Earth. */
function misjudge(folder) {
  const rows = ['measles,XT0101,demographic,,,1,0,,,,,,,,', 'measles,XT0101,demographic,64000,1.5,1,0,,,,,0.02,-1,,', 'measles,nat,demographic,,0.1,1,0,,,,,,,,', 'care,XT0101,kit,,,,,,,,,,,,', 'care,XT0101,morbidity,64000,0.1,,,,,,,,,,', 'care,XT0102,consumption,,,,,,500,2,31/31,,,,', 'care,XT0102,demographic,10,1,1,500,,,,,,,,'];
  appendFileSync(join(folder, 'quantification.csv'), rows.map((row) => `${row}\n`).join(''));
  writeFileSync(join(folder, 'locks.csv'), ['lock_id,at,programme,product,from,to,at_least,at_most,reason,set_by,origin', 'L1,XT0101,measles,,,,900000,,agreed,,', 'L2,XT0101,measles,,,,,10,agreed,,', 'L3,XT0101,measles,,,,,20,agreed,,', ''].join('\n'));
  const feature = { type: 'Feature', properties: { pcode: 'XT0101' }, geometry: { type: 'Polygon', coordinates: [[[0, 0], [190, 0], [1, 1], [0, 0]]] } };
  writeFileSync(join(folder, 'boundaries.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
}

before(async () => {
  books = new Books();
  books.run('secretary', 'user', 'add', 'petra', '--role', 'planner');
  const scenarios = join(books.folder, 'workspace', 'scenarios');
  mkdirSync(scenarios, { recursive: true });
  for (const [name, change] of [['spoilt', spoil], ['misjudged', misjudge]]) {
    cpSync(join(kRoot, 'examples', 'tutorial'), join(scenarios, name), { recursive: true, filter: (path) => !path.includes('by-hand') });
    change(join(scenarios, name));
  }
  await books.serve('--workspace', join(books.folder, 'workspace'));
  browser = await launch();
  storage = await storageOf(browser, books, 'petra');
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

/** The check as programs get it. */
const checked = (page, name = 'spoilt') => page.evaluate(async (name) => (await fetch(`/api/v1/scenarios/${name}`)).json(), name);

async function openAll(page, path) {
  await page.goto(path);
  await settled(page);
  await page.locator('.rows .row-note bdi').first().waitFor();
  const all = page.locator('.rows + button.quiet');
  if (await all.count()) await all.click();
  await page.locator('main details summary').click();
}

/** The sentences of problems on the screen, without what is put into them. */
const sentences = (page) =>
  page.locator('.rows .row-note, main details li, .note.bad').evaluateAll((all) =>
    all.map((one) => {
      const copy = one.cloneNode(true);
      for (const put of copy.querySelectorAll('bdi')) put.replaceWith('#');
      return copy.textContent.trim();
    }),
  );

// No word of another language has these letters alone between spaces.
const kEnglish = /\b(?:the|this|is|are|of|not|that|which|with|row|column|would)\b/i;

for (const language of ['fr', 'ar']) {
  test(`${language}: no problem of a spoilt scenario is said in English`, async () => {
    const { page, context, watched } = await visitor(browser, books.origin, { language, storage });
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await openAll(page, kAt);
    const check = await checked(page);
    assert.ok(new Set(check.problems.map((one) => one.code)).size >= 30, `too few kinds of problems: ${[...new Set(check.problems.map((one) => one.code))].join(' ')}`);
    assert.ok(check.not_used.length > 0);
    assert.equal(await page.locator('.rows .row-note').count(), check.problems.length);
    const english = await page.locator('main [lang=en]').allTextContents();
    assert.deepEqual(english, [], 'said in English');
    const said = await sentences(page);
    assert.deepEqual(said.filter((one) => one === '' || kEnglish.test(one)), [], 'English words');
    // What is named in a sentence stays as it is, isolated.
    const circle = page.locator('.rows .row-note bdi', { hasText: 'north -> nat' }).first();
    await circle.waitFor();
    assert.ok(!asked.some((url) => new RegExp(`/${language === 'fr' ? 'ar' : 'fr'}-`).test(url)), 'a language that nobody asked for was fetched');
    await page.goto(`${kAt}?file=needs.csv&line=${check.problems.find((one) => one.file === 'needs.csv' && one.column === 'persons').line}&column=persons`);
    await settled(page);
    const note = page.locator('.note.bad');
    await note.waitFor();
    await page.waitForFunction(() => document.querySelector('.note.bad')?.textContent.length > 20);
    assert.equal(await note.locator('[lang]').count(), 0, 'the form of the row says it in English');
    assert.equal(await note.locator('bdi').first().textContent(), 'persons');
    await context.close();
    assert.deepEqual(watched, []);
    for (const [form, size] of [['desktop', kDesktop], ['phone', kPhone]]) {
      const other = await visitor(browser, books.origin, { language, size, storage });
      await openAll(other.page, kAt);
      assert.deepEqual(await faults(other.page), []);
      assert.ok((await other.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `wider than the screen (${form})`);
      if (pictures) await other.page.screenshot({ path: join(pictures, `data-check-spoilt.${language}.${form}.png`), fullPage: true });
      await other.context.close();
    }
  });
}

/** How the screen says what the estimate of needs, the locks and the shapes find wrong: where, then how it begins. */
const kFound = [
  ['quantification.csv', 'share', { fr: 'la méthode démographique en a besoin', ar: 'تحتاج إليه الطريقة الديموغرافية' }],
  ['quantification.csv', 'already_served', { fr: 'les personnes déjà servies', ar: 'من خُدموا من قبل' }],
  ['locks.csv', 'at_least', { fr: 'verrou L1 : il demande au moins', ar: 'التثبيت L1: يطلب' }],
  ['locks.csv', 'lock_id', { fr: 'verrou L3 : le verrou L2', ar: 'التثبيت L3: التثبيت L2' }],
  ['boundaries.geojson', '', { fr: 'objet 1 (XT0101) : le point [190, 0] est hors de la Terre', ar: 'العنصر ' }],
];

for (const language of ['fr', 'ar']) {
  test(`${language}: what the estimate of needs, the locks and the shapes find wrong is said in it`, async () => {
    const { page, context, watched } = await visitor(browser, books.origin, { language, storage });
    await openAll(page, '/scenarios/misjudged');
    const check = await checked(page, 'misjudged');
    for (const one of check.problems) assert.notEqual(one.message_parts.code, '', `no parts: ${one.message}`);
    assert.ok(check.problems.length >= 15, `only ${check.problems.map((one) => one.code).join(' ')}`);
    const notes = await page.locator('.rows .row-note').allTextContents();
    assert.equal(notes.length, check.problems.length);
    for (const [file, column, begins] of kFound) {
      const text = begins[language];
      assert.ok(check.problems.some((one) => one.file === file && one.column === column), `the check finds nothing in ${file} ${column}`);
      assert.ok(notes.some((one) => one.trim().replaceAll('\u00a0', ' ').startsWith(text)), `not said: ${text}; but: ${notes.join(' | ')}`);
    }
    assert.deepEqual(await page.locator('main [lang=en]').allTextContents(), [], 'said in English');
    assert.deepEqual((await sentences(page)).filter((one) => one === '' || kEnglish.test(one)), [], 'English words');
    assert.deepEqual(await faults(page), []);
    if (pictures) await page.screenshot({ path: join(pictures, `data-check-misjudged.${language}.png`), fullPage: true });
    await context.close();
    assert.deepEqual(watched, []);
  });
}

test('en: the problems are the server’s own texts, and change with the language without reload', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { language: 'fr', storage });
  await openAll(page, kAt);
  await page.evaluate(() => (window.stayed = true));
  await page.locator('.languages').getByRole('button', { name: 'English' }).click();
  await page.locator('.rows .row-note [lang=en]').first().waitFor();
  const check = await checked(page);
  const first = check.problems[0];
  assert.equal((await page.locator('.rows .row-note').first().textContent()).replaceAll(/\s+/g, ' ').trim(), `${first.message}; right would be: ${first.right}`);
  assert.ok(await page.evaluate(() => window.stayed), 'the page was loaded anew');
  await context.close();
  assert.deepEqual(watched, []);
});
