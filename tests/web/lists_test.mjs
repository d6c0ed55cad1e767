// Long lists in the browser, against the real server: few rows stand on the page whatever the list holds, row N is there when
// somebody scrolls to it or goes to it by keyboard, and what the server has more of comes along. Nothing is timed.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { faults, launch, settled, storageOf, visitor } from './browser.mjs';
import { kShelf, kUnit, longBooks, lotName, placeName } from './long_books.mjs';

const kPlaces = 100_000;
const kLots = 2_400;
const kPledges = 1_300;
/** Rows that may stand in one table at once. */
const kFew = 90;

let books;
let browser;
let storage;

before(async () => {
  books = longBooks({ lots: kLots, pledges: kPledges, places: kPlaces });
  await books.serve('--workspace', join(books.folder, 'workspace'));
  browser = await launch();
  storage = await storageOf(browser, books, 'petra');
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

const standing = (list) => list.locator('tbody tr:not(.windowed-gap)').count();
/** Puts row `index` at the top of what is seen. */
const scrollTo = (list, index) => list.evaluate((one, at) => (one.scrollTop = at * 34), index);

test('a table of 100,000 rows: any of them by scrolling, by keyboard and by its address', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/scenarios/long?file=places.csv');
  await settled(page);
  const list = page.locator('.windowed');
  await list.getByText(placeName(2), { exact: true }).waitFor();
  assert.equal(await list.locator('table').getAttribute('aria-rowcount'), String(kPlaces + 1));
  assert.ok((await standing(list)) <= kFew, `${await standing(list)} rows stand on the page`);
  for (const line of [50_002, 99_000, 731]) {
    await scrollTo(list, line - 2);
    await list.getByText(placeName(line), { exact: true }).waitFor();
    const row = list.locator('tr', { has: page.getByText(placeName(line), { exact: true }) });
    assert.equal(await row.getAttribute('aria-rowindex'), String(line));
    assert.ok(await row.evaluate((one) => one.getBoundingClientRect().top >= one.closest('.windowed').getBoundingClientRect().top - 1), `line ${line} is not in view`);
    assert.ok((await standing(list)) <= kFew);
  }
  await list.focus();
  await page.keyboard.press('End');
  await list.getByText(placeName(kPlaces + 1), { exact: true }).waitFor();
  await page.keyboard.press('Home');
  await list.getByText(placeName(2), { exact: true }).waitFor();
  // Whoever stands on a button in a row scrolls on by keyboard, though the row leaves the page.
  await list.getByRole('button', { name: 'Mend line 3', exact: true }).focus();
  for (let at = 0; at < 12; ++at) {
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(50);
  }
  assert.ok(await list.evaluate((one) => one.contains(document.activeElement)), 'the focus left the table');
  assert.ok((await list.evaluate((one) => one.scrollTop)) > 40 * 34, 'Page Down does not go on');

  await page.goto('/scenarios/long?file=places.csv&line=77777');
  await settled(page);
  await list.locator('tr.asked', { hasText: placeName(77_777) }).waitFor();
  assert.deepEqual(await faults(page), []);
  await context.close();
  assert.deepEqual(watched, []);
});

test('a row far down is mended, and the table is as it is by then', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/scenarios/long?file=places.csv');
  await settled(page);
  const list = page.locator('.windowed');
  await scrollTo(list, 60_000);
  await list.getByRole('button', { name: 'Mend line 60,005', exact: true }).click();
  await page.locator('form [data-column="name"]').fill('Another name');
  await page.getByLabel('Reason').fill('a test');
  await page.getByRole('button', { name: 'Write' }).click();
  await page.locator('.note[role="status"]').waitFor();
  await list.locator('tr', { hasText: placeName(60_005) }).getByText('Another name').waitFor();
  await context.close();
  assert.deepEqual(watched, []);
});

test('balances: what the server has more of comes when somebody nears the end', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto(`/balances?unit=${kUnit}&stage=on_hand`);
  await settled(page);
  const list = page.locator('.windowed');
  await list.getByText(lotName(1), { exact: true }).waitFor();
  assert.equal(await list.locator('table').getAttribute('aria-rowcount'), '-1');
  await list.focus();
  const last = list.getByText(lotName(kLots), { exact: true });
  for (let presses = 0; presses < 60 && !(await last.isVisible()); ++presses) {
    await page.keyboard.press('End');
    await page.waitForTimeout(250);
  }
  assert.ok(await last.isVisible(), 'the last row does not come');
  assert.equal(await list.locator('table').getAttribute('aria-rowcount'), String(kLots + 1));
  assert.ok((await standing(list)) <= kFew);
  await scrollTo(list, 1_234);
  await list.getByText(lotName(1_235), { exact: true }).waitFor();
  await context.close();
  assert.deepEqual(watched, []);
});

test('pledges and lots of a shelf: all of them at the press of a button, few on the page', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  for (const [path, label, many] of [['/pledges', /Pledges/, kPledges], [`/stock?at=${kShelf}`, /Lots/, kLots]]) {
    await page.goto(path);
    await settled(page);
    const list = page.locator('.windowed');
    await list.waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });
    assert.equal(await list.locator('table').getAttribute('aria-rowcount'), String(many + 1), `${path} ${label}`);
    await list.focus();
    await page.keyboard.press('End');
    await list.locator(`tr[aria-rowindex="${many + 1}"]`).waitFor();
    assert.ok((await standing(list)) <= kFew);
    const [height, line] = await list.evaluate((one) => [one.scrollHeight, [...one.querySelectorAll('tbody tr:not(.windowed-gap)')].map((row) => row.offsetHeight).reduce((a, b) => Math.max(a, b))]);
    assert.ok(line <= 35, `${path}: a row is ${line} px high`);
    assert.ok(Math.abs(height - many * 34) < 100, `${path}: ${height} px for ${many} rows`);
  }
  await context.close();
  assert.deepEqual(watched, []);
});
