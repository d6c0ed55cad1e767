// Pages for paper with scripts switched off: they show what the screens show, print to a light PDF with their header
// on every sheet, and write numbers and days as Chromium does. With IMDAD_SCREENSHOTS=FOLDER the PDFs are kept.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { after, before, test } from 'node:test';
import { faults, kPassword, kPhone, launch, settled, storageOf, visitor } from './browser.mjs';
import { Books } from './books.mjs';
import { kLanguages } from './screens.mjs';

const kept = process.env.IMDAD_SCREENSHOTS;
const kMost = 350_000;
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
  storage = await storageOf(browser, books, 'registrar');
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
    // Which of the spaces that no line breaks at stands before a question mark is nothing that a reader sees.
    const asked = async () => (await page.locator('h1').textContent()).replaceAll(/\s/g, ' ');
    const question = await asked();
    await page.getByRole('link', { name: 'Imprimer' }).click();
    await page.waitForURL((url) => shown.test(url.pathname + url.search));
    assert.equal(await asked(), question);
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

test('what the books tell of a row is said in the language of the screen, and on paper alike', async () => {
  for (const language of ['fr', 'ar']) {
    const { context, page, watched } = await visitor(browser, books.origin, { language, storage });
    const own = (text) => text.replaceAll(/[\u2066-\u2069]/g, '').replaceAll(/\s+/g, ' ').trim();
    for (const [screen, path, selector] of [
      ['/trace/pledge%3AD697', 'trace/pledge%3AD697', 'td small'],
      ['/parties/WHO/brief', 'parties/WHO/brief', 'main ol li'],
    ]) {
      await page.goto(screen);
      await settled(page);
      const shown = (await page.locator(selector).allTextContents()).map(own);
      assert.ok(shown.length > 0 && shown.every(Boolean), `${screen}: ${shown.length}`);
      // Titles that are in another language alone say so; nothing else is in English.
      assert.equal(await page.locator(`${selector}[lang=en], ol[lang=en]`).count(), 0, screen);
      const english = /\b(use by|lot [A-Z]\w+ to|reversed on|missing \d|more than was|carries out|of pledge|Say what)\b/;
      assert.deepEqual(shown.filter((text) => english.test(text)), [], screen);
      await page.goto(withLanguage(path, language, 'a4'));
      const printed = (await page.locator(selector.replace('td ', 'main table ')).allTextContents()).map(own);
      assert.deepEqual(printed, shown, `${language} ${screen}`);
    }
    await context.close();
    assert.deepEqual(watched, []);
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

for (const language of kLanguages) {
  test(`a page for paper opened without a session leads through the log-in and back to it, in ${language}`, async () => {
    const { context, page, watched } = await visitor(browser, books.origin, { language, size: kPhone });
    const wanted = withLanguage('pledges?unit=COV-SVC', language, 'letter');
    const answer = await page.goto(wanted);
    assert.equal(answer.status(), 401);
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [language, language === 'ar' ? 'rtl' : 'ltr']);
    assert.deepEqual(await faults(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
    if (kept) await page.screenshot({ path: join(kept, `print-refused.${language}.png`) });
    // By keyboard, as everything.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('input[name=username]').fill('registrar');
    await page.locator('input[name=password]').fill(kPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname + url.search === wanted);
    assert.ok(await page.locator('main table').count());
    // It stands in place of the log-in: going back does not lead round in a circle.
    await context.close();
    assert.deepEqual(watched, []);
  });
}

test('the log-in goes on to pages for paper of this server only', async () => {
  const { context, page, watched } = await visitor(browser, books.origin, { storage });
  for (const to of ['https://example.org/', '//example.org/api/v1/print/today', 'javascript:alert(1)', '/\\example.org/api/v1/print/today', '/api/v1/print/../session', '/me', '']) {
    await page.goto(`/log-in?to=${encodeURIComponent(to)}`);
    await page.getByRole('heading', { name: 'What needs me now?' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/', to);
  }
  await page.goto(`/log-in?to=${encodeURIComponent('/api/v1/print/today?language=fr')}`);
  await page.waitForURL((url) => url.pathname === '/api/v1/print/today');
  await context.close();
  assert.deepEqual(watched, []);
});

/** What a telephone reads of the picture of an element. */
async function readCode(page, locator) {
  const picture = (await locator.screenshot()).toString('base64');
  const other = await browser.newPage();
  const { data, width, height } = await other.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/png;base64,${text}`;
    await image.decode();
    // Twice as large: a camera comes nearer.
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width * 3, height: image.height * 3 });
    const drawn = canvas.getContext('2d');
    drawn.imageSmoothingEnabled = false;
    drawn.drawImage(image, 0, 0, canvas.width, canvas.height);
    return { data: [...drawn.getImageData(0, 0, canvas.width, canvas.height).data], width: canvas.width, height: canvas.height };
  }, picture);
  await other.close();
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data ?? '';
}

test('the code on a sheet leads back to its page, which says what the sheet is to the books', async () => {
  const { context, page, watched } = await visitor(browser, books.origin, { size: kPhone, storage });
  const audit = JSON.parse(books.run('auditor', 'audit', '--format', 'json'));
  const mark = `${audit.entries}-${audit.ledger_root.slice(0, 16)}`;
  for (const [path, wanted] of [
    ['/api/v1/print/pledges?unit=COV-SVC&open=true&language=ar&paper=letter&today=2022-09-15', `/api/v1/print/pledges?unit=COV-SVC&open=true&language=ar&today=2022-09-15&checkpoint=${mark}`],
    ['/api/v1/print/trace/pledge%3AD697?language=fr&today=2022-09-15', `/api/v1/print/trace/pledge%3AD697?language=fr&today=2022-09-15&checkpoint=${mark}`],
    ['/api/v1/forms/count-sheet/AF0101-store?language=fr', `/api/v1/forms/count-sheet/AF0101-store?language=fr&checkpoint=${mark}`],
  ]) {
    for (const media of ['screen', 'print']) {
      await page.emulateMedia({ media });
      const answer = await page.goto(path);
      if (answer.status() !== 200) throw new Error(`${path}: ${await answer.text()}`);
      assert.equal(await readCode(page, page.locator('svg.qr')), `${books.origin}${wanted}`, `${media} ${path}`);
      if (kept) await page.screenshot({ path: join(kept, `print-code-${path.split('/')[4].split('?')[0]}.${media}.png`) });
    }
    await page.emulateMedia({ media: 'screen' });
    assert.deepEqual(await faults(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, path);
    await page.goto(wanted.replace('language=ar', 'language=en').replace('language=fr', 'language=en'));
    assert.match(await page.locator('.sheet-is').textContent(), /is of these books; nothing was added since/);
    await page.goto(wanted.replace('language=ar', 'language=en').replace('language=fr', 'language=en').replace(mark, `${audit.entries}-${'0'.repeat(16)}`));
    assert.match(await page.locator('body').textContent(), /is not of these books/i);
  }
  await context.close();
  assert.deepEqual(watched, []);
});

test('a chain is drawn in the language and the direction of the reader, on paper and on the screen', async () => {
  const heads = { en: 'Pledged', fr: 'Annoncé', ar: 'ما تُعهد به' };
  for (const language of kLanguages) {
    const { context, page, watched } = await visitor(browser, books.origin, { language, storage });
    await page.goto(withLanguage('trace/pledge%3AD697', language, 'a4'));
    const drawn = await page.locator('svg.chain').evaluate((svg) => ({
      heads: [...svg.querySelectorAll('.col')].map((one) => one.textContent),
      words: [...svg.querySelectorAll('.box .k')].map((one) => one.textContent),
      out: [...svg.querySelectorAll('.box')].flatMap((box) => {
        const edge = box.querySelector('rect').getBBox();
        return [...box.querySelectorAll('text')].filter((text) => {
          const { x, width } = text.getBBox();
          return width > 0 && (x < edge.x || x + width > edge.x + edge.width);
        }).map((text) => text.textContent);
      }),
      pledge: svg.querySelector('.box.asked rect').getBBox().x,
      last: [...svg.querySelectorAll('.box rect')].at(-1).getBBox().x,
    }));
    assert.ok(drawn.heads.includes(heads[language]), drawn.heads.join(', '));
    assert.deepEqual(drawn.out, [], 'stands outside of its box');
    // From what was promised to what became of it, as the language is read.
    assert.equal(drawn.last > drawn.pledge, language !== 'ar', `${drawn.pledge} ${drawn.last}`);
    if (kept) await page.locator('svg.chain').screenshot({ path: join(kept, `print-chain.${language}.png`) });
    const asked = page.waitForResponse((one) => one.url().includes('/drawing'));
    await page.goto('/trace/pledge%3AD697');
    const answer = await asked;
    assert.equal(new URL(answer.url()).searchParams.get('language'), language);
    assert.ok((await answer.text()).includes(`>${heads[language]}<`));
    await settled(page);
    await page.waitForFunction(() => document.querySelector('.drawing img')?.naturalWidth > 0);
    if (kept) await page.locator('.drawing').screenshot({ path: join(kept, `screen-chain.${language}.png`) });
    await context.close();
    assert.deepEqual(watched, []);
  }
});
