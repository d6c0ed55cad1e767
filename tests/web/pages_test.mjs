// Lists that are longer than a page of the server: the rest is reachable, and what a form offers is found by typing. The server
// is asked for pages of twelve instead of a thousand, so that the example is long enough.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Books } from './books.mjs';
import { kPhone, launch, press, settled, storageOf, visitor } from './browser.mjs';
import { kLanguages } from './screens.mjs';
import { texts } from './texts.mjs';

let books;
let browser;
let storage;

before(async () => {
  books = new Books();
  await books.serve();
  browser = await launch();
  storage = await storageOf(browser, books, 'registrar');
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

async function at(path, options = {}) {
  const there = await visitor(browser, books.origin, { storage, ...options });
  await there.page.route(/[?&]limit=1000/, (route) => route.continue({ url: route.request().url().replace('limit=1000', 'limit=12') }));
  await there.page.goto(path);
  await settled(there.page);
  return there;
}

const agreements = () => JSON.parse(books.run('registrar', 'agreement', 'list', '--format', 'json')).entities;

for (const language of kLanguages) {
  const t = texts(language);

  test(`${language}, by keyboard on a telephone: all agreements are reached`, async () => {
    const all = agreements();
    assert.ok(all.length > 24, 'the example is no longer than two pages');
    const { page, context, watched } = await at('/agreements?whose=all', { language, size: kPhone });
    const summary = (total) => page.getByText(t('agreements.summary', { n: total, total }));
    await summary(12).first().waitFor();
    await press(page, 'button', t('list.more'));
    await summary(all.length).first().waitFor();
    await page.getByText(t('list.cut')).waitFor({ state: 'detached' });
    await context.close();
    assert.deepEqual(watched, []);
  });
}

test('an agreement of a later page is found by its title', async () => {
  const last = agreements().at(-1);
  const { page, context, watched } = await at('/agreements?whose=all');
  await page.getByRole('searchbox', { name: 'Title or id' }).fill(last.id);
  await page.locator('main table a', { hasText: last.fields.reference }).waitFor({ state: 'attached' });
  await context.close();
  assert.deepEqual(watched, []);
});

test('a form offers records and parties of every page', async () => {
  const last = agreements().at(-1).id;
  const { page, context, watched } = await at('/new/action-plans');
  await page.getByRole('combobox', { name: 'Agreement', exact: true }).focus();
  await page.locator(`datalist option[value="${last}"]`).waitFor({ state: 'attached' });
  await page.goto('/new/activities');
  await settled(page);
  const lead = page.getByRole('combobox', { name: 'Lead' });
  await lead.focus();
  await page.locator('datalist option[value="WHO"]').waitFor({ state: 'attached' });
  // More than can be shown at once: what is typed chooses.
  const parties = JSON.parse(books.run('registrar', 'party', 'list', '--format', 'json')).entities.length;
  const offered = async () => page.locator(`datalist[id="${await lead.getAttribute('list')}"] option`).count();
  assert.equal(await offered(), Math.min(parties, 200));
  await context.close();
  assert.deepEqual(watched, []);
});
