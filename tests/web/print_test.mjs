// Pages for paper with scripts switched off: they show what the screens show, print to a light PDF with their header
// on every sheet, and write numbers and days as Chromium does. With IMDAD_SCREENSHOTS=FOLDER the PDFs are kept.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { faults, kPhone, launch, setUp, settled, visitor } from './browser.mjs';
import { Books } from './books.mjs';
import { kLanguages } from './screens.mjs';

const kept = process.env.IMDAD_SCREENSHOTS;
const kMost = 300_000;
const pages = [
  ['today', 'today'],
  ['agreement', 'agreements/ahtf-charter'],
  ['agreement-status', 'agreements/covax-AFG/status'],
  ['consultation', 'consultations/who-2022-07-22'],
  ['action-plan', 'action-plans/afghanistan-draft'],
  ['activity', 'activities/AFG-covid'],
  ['brief', 'parties/WHO/brief'],
  ['pledges', 'pledges'],
  ['pledges-goods', 'pledges?unit=COV-SVC'],
  ['pledge', 'pledges/D697'],
  ['donor', 'donor/COVAX'],
  ['trace', 'trace/pledge%3AD697'],
  ['balances', 'balances?unit=BCG10'],
  ['trial-balance', 'trial-balance'],
  ['exceptions', 'exceptions'],
  ['stock', 'stock?unit=BCG10'],
  ['audit', 'audit'],
];

let books;
let browser;
let storage;

before(async () => {
  books = new Books();
  await books.serve();
  browser = await launch();
  const { page, context } = await visitor(browser, books.origin);
  await setUp(page, books.invite('registrar'));
  storage = await context.storageState();
  await context.close();
  if (kept) mkdirSync(kept, { recursive: true });
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

const withLanguage = (path, language, paper) => `/api/v1/print/${path}${path.includes('?') ? '&' : '?'}language=${language}&paper=${paper}`;

/** A page that runs no script at all; axe, which is one, has a world of its own that the page's switch does not reach. */
async function still(size) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: size, storageState: { cookies: storage.cookies, origins: [] }, baseURL: books.origin });
  return { context, page: await context.newPage() };
}

for (const [language, paper] of [['en', 'a4'], ['fr', 'letter'], ['ar', 'a4']]) {
  test(`every page in ${language} on ${paper}: shown and printed without a script`, async () => {
    const { context, page } = await still();
    const problems = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${page.url()}: ${message.text()}`);
    });
    for (const [name, path] of pages) {
      const answer = await page.goto(withLanguage(path, language, paper));
      const body = await answer.body();
      assert.equal(answer.status(), 200, `${name}: ${body}`);
      if (body.length > kMost) problems.push(`${name}: ${body.length} bytes`);
      // Chromium takes the sheet from the page's own @page.
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      if (pdf.length > kMost) problems.push(`${name}: a PDF of ${pdf.length} bytes`);
      if (kept) {
        writeFileSync(join(kept, `print-${name}.${language}.pdf`), pdf);
        await page.screenshot({ path: join(kept, `print-${name}.${language}.png`) });
      }
    }
    await context.close();
    assert.deepEqual(problems, []);
  });
}

for (const language of kLanguages) {
  test(`axe finds no fault on paper in ${language}, and nothing is cut off at 360 px`, async () => {
    const { context, page, watched } = await visitor(browser, books.origin, { language, size: kPhone, storage });
    const problems = [];
    for (const [name, path] of pages) {
      await page.goto(withLanguage(path, language, 'a4'));
      for (const one of await faults(page)) problems.push(`${name}: ${one}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) problems.push(`${name}: ${over} px wider than the screen`);
      const [lang, dir] = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
      if (lang !== language || dir !== (language === 'ar' ? 'rtl' : 'ltr')) problems.push(`${name}: ${lang} ${dir}`);
    }
    await context.close();
    assert.deepEqual([...problems, ...watched], []);
  });
}

test('the link of a screen leads to its page with filters and language, and the page leads back', async () => {
  const { context, page, watched } = await visitor(browser, books.origin, { language: 'fr', storage });
  for (const [screen, shown] of [
    ['/pledges?unit=COV-SVC&open=true', /^\/api\/v1\/print\/pledges\?unit=COV-SVC&open=true&language=fr$/],
    ['/exceptions?from=2022-07-01', /^\/api\/v1\/print\/exceptions\?from=2022-07-01&language=fr$/],
    ['/trace/pledge%3AD697', /^\/api\/v1\/print\/trace\/pledge%3AD697\?language=fr$/],
    ['/', /^\/api\/v1\/print\/today\?language=fr$/],
  ]) {
    await page.goto(screen);
    await settled(page);
    const question = await page.locator('h1').textContent();
    await page.getByRole('link', { name: 'Imprimer' }).click();
    await page.waitForURL((url) => shown.test(url.pathname + url.search));
    assert.equal(await page.locator('h1').textContent(), question);
    const back = await page.getByRole('link', { name: 'Retour à l’écran' }).getAttribute('href');
    assert.equal(new URL(back, books.origin).pathname, new URL(screen, books.origin).pathname);
  }
  await context.close();
  assert.deepEqual(watched, []);
});

test('the rows of a screen and of its page are the same, figure by figure', async () => {
  for (const language of kLanguages) {
    const { context, page } = await visitor(browser, books.origin, { language, storage });
    const rows = (selector) => page.locator(selector).first().evaluate((table) => [...table.querySelectorAll('tbody tr:not(.total)')].map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
    await page.goto('/trial-balance');
    await settled(page);
    const shown = await rows('figure table');
    await page.goto(withLanguage('trial-balance', language, 'a4'));
    assert.ok(shown.length > 3);
    assert.deepEqual(await rows('main table'), shown, language);

    await page.goto('/balances?unit=BCG10');
    await settled(page);
    const holders = new Map(await rows('figure table'));
    await page.goto(withLanguage('balances?unit=BCG10', language, 'a4'));
    const printed = new Map((await rows('main table')).map(([holder, , amount]) => [holder, amount]));
    assert.ok(holders.size > 3);
    assert.deepEqual(printed, holders, language);
    await context.close();
  }
});

test('numbers, shares and days are written as Chromium writes them', async () => {
  for (const language of kLanguages) {
    const { context, page } = await visitor(browser, books.origin, { language, storage });
    await page.goto(withLanguage('exceptions', language, 'a4'));
    const days = await page.locator('main table').nth(1).evaluate((table) => [...table.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim()));
    const told = JSON.parse(books.run('registrar', 'exceptions', '--format', 'json')).exceptions.map((one) => one.date);
    const wanted = await page.evaluate(
      ([locale, dates]) => dates.map((text) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${text}T00:00Z`))),
      [language, told],
    );
    assert.deepEqual(days, wanted, language);
    await page.goto(withLanguage('pledges?unit=COV-SVC', language, 'a4'));
    const stages = await page.locator('main table').first().evaluate((table) => [...table.querySelectorAll('tbody tr')].map((row) => [...row.cells].slice(1).map((cell) => cell.textContent.trim())));
    const pledges = JSON.parse(books.run('registrar', 'pledge', 'list', '--unit', 'COV-SVC', '--format', 'json')).pledges.filter((one) => !one.parent);
    const level = pledges.reduce((sum, one) => sum + Number(one.level.replaceAll(',', '')), 0);
    const uncommitted = pledges.reduce((sum, one) => sum + Number(one.stages.uncommitted ?? 0), 0);
    const written = await page.evaluate(
      ([locale, amount, share]) => [new Intl.NumberFormat(locale).format(amount), new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: share < 0.1 || share > 0.99 ? 1 : 0 }).format(share)],
      [language, level, 1],
    );
    assert.deepEqual(stages[0], written, language);
    if (uncommitted > 0) {
      const second = await page.evaluate(
        ([locale, share]) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: share < 0.1 || share > 0.99 ? 1 : 0 }).format(share),
        [language, uncommitted / level],
      );
      assert.equal(stages[1][1], second, language);
    }
    await context.close();
  }
});

test('the header is repeated on every sheet, and what is for the screen stays there', async () => {
  const { context, page } = await visitor(browser, books.origin, { storage });
  await page.goto(withLanguage('agreements/ahtf-charter', 'en', 'a4'));
  const root = JSON.parse(books.run('auditor', 'audit', '--format', 'json')).ledger_root.slice(0, 16);
  await page.emulateMedia({ media: 'print' });
  // Chromium repeats the header group of a table on every sheet that the table reaches.
  const shown = await page.evaluate(() => {
    const display = (selector) => getComputedStyle(document.querySelector(selector)).display;
    return { sheet: display('.sheet'), running: display('.running'), tools: display('.tools'), head: document.querySelector('.running').textContent };
  });
  assert.deepEqual([shown.sheet, shown.running, shown.tools], ['table', 'table-header-group', 'none']);
  for (const part of ['Class:', 'As of', root]) assert.ok(shown.head.includes(part), `${part}: ${shown.head}`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.ok(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length > 1, 'this takes more than one sheet');
  await context.close();
});
