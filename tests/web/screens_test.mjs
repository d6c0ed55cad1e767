// Every screen in every language, on pages that hold data: no fault of accessibility that axe knows (WCAG 2.2 AA
// among them), no request that leaves the host, nothing cut off at 360 px. With IMDAD_SCREENSHOTS=FOLDER each
// screen is photographed as well, for people to look at.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { faults, kDesktop, kPhone, launch, setUp, settled, visitor } from './browser.mjs';
import { Books, kRoot } from './books.mjs';
import { kLanguages, kScreens } from './screens.mjs';

const pictures = process.env.IMDAD_SCREENSHOTS;

let books;
let browser;
let storage;
const screens = [...kScreens];

before(async () => {
  books = new Books();
  await books.serve();
  browser = await launch();
  const { page, context } = await visitor(browser, books.origin);
  await setUp(page, books.invite('registrar'));
  storage = await context.storageState();
  const proposals = JSON.parse(books.run('secretary', 'proposal', 'list', '--format', 'json'));
  screens.push(['proposal', `/proposals/${proposals.proposals[0].id}`]);
  const onTheWay = await page.evaluate(async () => (await fetch('/api/v1/shipments?to=AFG-AIR&open=true&limit=1')).json());
  screens.push(['shipment', `/shipments/${onTheWay.shipments[0].dispatch}`]);
  await context.close();
  if (pictures) mkdirSync(pictures, { recursive: true });
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

for (const language of kLanguages) {
  for (const [form, size] of [['desktop', kDesktop], ['phone', kPhone]]) {
    test(`every screen in ${language} on a ${form}`, async () => {
      const { page, context, watched } = await visitor(browser, books.origin, { language, size, storage });
      const problems = [];
      for (const [name, path] of screens) {
        await page.goto(path);
        await settled(page);
        for (const one of await faults(page)) problems.push(`${name}: ${one}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) problems.push(`${name}: ${over} px wider than the screen`);
        const [lang, dir] = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
        if (lang !== language || dir !== (language === 'ar' ? 'rtl' : 'ltr')) problems.push(`${name}: ${lang} ${dir}`);
        if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.${form}.png`), fullPage: form === 'desktop' });
      }
      await context.close();
      assert.deepEqual([...problems, ...watched], []);
    });
  }
}

test('dark colours have contrast enough', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { scheme: 'dark', storage });
  const problems = [];
  for (const [name, path] of screens) {
    await page.goto(path);
    await settled(page);
    for (const one of await faults(page)) problems.push(`${name}: ${one}`);
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.en.dark.png`) });
  }
  await context.close();
  assert.deepEqual([...problems, ...watched], []);
});

test('a text 40 % longer in accented letters is cut off nowhere, and every text comes from a catalogue', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { size: kPhone, storage });
  const { execFileSync } = await import('node:child_process');
  const pseudo = execFileSync(process.execPath, [join(kRoot, 'web', 'scripts', 'check_texts.mjs'), '--pseudo'], { encoding: 'utf8' });
  await page.route(/\/assets\/en-[^/]+\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: `export default ${pseudo}` }));
  const problems = [];
  for (const [name, path] of screens) {
    await page.goto(path);
    await settled(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) problems.push(`${name}: ${over} px wider than the screen`);
    const plain = await page.evaluate(() =>
      [...document.querySelectorAll('h2, h3, th[scope=col], label > span, button, nav a')]
        .filter((one) => one.checkVisibility() && !one.querySelector('bdi') && !one.closest('[lang]:not(html), .languages'))
        .map((one) => one.textContent.trim())
        .filter((text) => /[A-Za-z]{3}/.test(text) && !text.includes('[')),
    );
    for (const text of new Set(plain)) problems.push(`${name}: not from a catalogue: ${text}`);
  }
  await context.close();
  assert.deepEqual([...problems, ...watched], []);
});
