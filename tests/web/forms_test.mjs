// The papers of a store with scripts switched off, in every language: words, days and direction of the reader, a PDF of
// A4, nothing cut off on a telephone, no fault that axe finds; the screens lead to them in their own language. With
// IMDAD_SCREENSHOTS=FOLDER the PDFs are kept.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { kRoot } from './books.mjs';
import { faults, kDesktop, kPhone, launch, settled, storageOf, visitor } from './browser.mjs';
import { forget, goodsBooks, kDay } from './goods_books.mjs';
import { kLanguages } from './screens.mjs';
import { texts } from './texts.mjs';

const kept = process.env.IMDAD_SCREENSHOTS;
const catalogue = (language) => Object.values(JSON.parse(readFileSync(join(kRoot, 'web', 'src', 'i18n', `${language}.json`), 'utf8')));

let books;
let browser;
let storage;
let papers;

before(async () => {
  books = goodsBooks();
  await books.serve();
  browser = await launch();
  storage = await storageOf(browser, books, 'sami', 'amina');
  if (kept) mkdirSync(kept, { recursive: true });
  const { context } = await visitor(browser, books.origin, { storage });
  const { shipments } = await (await context.request.get('/api/v1/shipments')).json();
  // The first shipment of the plan of which something is left to send.
  let planned = 1;
  while (planned < 100 && (await context.request.get(`/api/v1/forms/planned-waybill/${planned}`)).status() !== 200) planned += 1;
  await context.close();
  const [first, ...others] = shipments;
  const together = [first, ...others.filter((one) => one.from === first.from && one.to === first.to)].map((one) => one.dispatch);
  // One is counted, so that a note has what came.
  books.run('sami', 'receive', first.dispatch, '--amount', String(first.amount - 3), '--damaged', '2', '--last', '--on', kDay);
  papers = [
    ['waybill', `waybill/${together.join(',')}?`],
    ['planned-waybill', `planned-waybill/${planned}?`],
    ['grn', `grn/${first.dispatch}?`],
    ['stock-card', `stock-card/${first.from}?unit=${first.unit}&`],
    ['count-sheet', `count-sheet/${first.from}?`],
    ['count-sheet-booked', `count-sheet/${first.from}?booked=true&`],
  ];
});

after(async () => {
  await browser?.close();
  await forget();
});

for (const language of kLanguages) {
  test(`every paper in ${language}: its words, its direction, A4, nothing cut off, no fault`, async () => {
    const problems = [];
    const still = await browser.newContext({ javaScriptEnabled: false, storageState: { cookies: storage.cookies, origins: [] }, baseURL: books.origin });
    const page = await still.newPage();
    const own = new Set(catalogue(language));
    const english = new Set(catalogue('en').filter((text) => typeof text === 'string' && !own.has(text)));
    for (const [name, path] of papers) {
      const answer = await page.goto(`/api/v1/forms/${path}language=${language}`);
      const body = (await answer.body()).toString();
      assert.equal(answer.status(), 200, `${name}: ${body}`);
      assert.ok(body.includes(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`), name);
      const said = await page.locator('h1, dt, thead th, caption, .signs strong, .signs span, .note, footer p').allTextContents();
      for (const text of said) if (english.has(text)) problems.push(`${name}: in English: ${text}`);
      if (language === 'ar') for (const text of said.slice(1)) if (/[A-Za-z]/.test(text)) problems.push(`${name}: Latin letters: ${text}`);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      assert.match(pdf.toString('latin1'), /\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/, `${name}: not A4`);
      if (kept) {
        writeFileSync(join(kept, `form-${name}.${language}.pdf`), pdf);
        await page.screenshot({ path: join(kept, `form-${name}.${language}.png`), fullPage: true });
      }
    }
    await still.close();
    const phone = await visitor(browser, books.origin, { language, size: kPhone, storage });
    for (const [name, path] of papers) {
      await phone.page.goto(`/api/v1/forms/${path}language=${language}`);
      for (const one of await faults(phone.page)) problems.push(`${name}: ${one}`);
      const over = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) problems.push(`${name}: ${over} px wider than the screen`);
    }
    await phone.context.close();
    assert.deepEqual([...problems, ...phone.watched], []);
  });

  test(`the screens of a store lead to their papers in ${language}, and a paper to itself in the others`, async () => {
    const t = texts(language);
    const { context, page, watched } = await visitor(browser, books.origin, { language, size: kDesktop, storage });
    const from = papers.find(([name]) => name === 'count-sheet')[1].split(/[/?]/)[1];
    await page.goto(`/stock?at=${from}&day=${kDay}`);
    await settled(page);
    const asked = await page.locator('a[href*="/api/v1/forms/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.ok(asked.some((href) => href.includes('/stock-card/')) && asked.some((href) => href.includes('/count-sheet/')), String(asked));
    for (const href of asked) assert.equal(new URL(href, books.origin).searchParams.get('language'), language, href);
    await page.goto(asked.find((href) => href.includes('/stock-card/')));
    assert.match((await page.locator('h1').textContent()).replaceAll(/\s/g, ' '), t('stock.paper.card'));
    for (const other of kLanguages) {
      await page.locator(`nav a[hreflang=${other}]`).click();
      await page.waitForURL((url) => url.searchParams.get('language') === other && url.searchParams.has('unit'));
      assert.equal(await page.evaluate(() => document.documentElement.lang), other);
    }
    await context.close();
    assert.deepEqual(watched, []);
  });

  test(`what did not come as sent is told in ${language}, on the screen and on paper`, async () => {
    const t = texts(language);
    const { context, page, watched } = await visitor(browser, books.origin, { language, size: kDesktop, storage });
    for (const path of ['/exceptions', `/api/v1/print/exceptions?language=${language}`]) {
      await page.goto(path);
      await settled(page);
      const said = page.locator('td small');
      assert.equal(await said.count(), 1, path);
      assert.match((await said.textContent()).replaceAll(/\s/g, ' '), new RegExp(`^${t('told.discrepancy', { missing: '1', surplus: '0' }).source}$`));
      assert.equal(await said.getAttribute('lang'), null);
    }
    await context.close();
    assert.deepEqual(watched, []);
  });
}
