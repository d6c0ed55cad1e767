// Planning over the network, by the screens: check the inputs, mend them, have a plan made, see who is served, compare.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, makePlan, setUp, settled, visitor } from './browser.mjs';
import { Books } from './books.mjs';

let books;
let browser;
let page;
let context;
let watched;
let path;

before(async () => {
  books = new Books();
  await books.serve('--workspace', books.workspace());
  browser = await launch();
  ({ page, context, watched } = await visitor(browser, books.origin));
  await setUp(page, books.invite('planner'));
});

after(async () => {
  await context?.close();
  await browser?.close();
  await books?.stop();
  books?.remove();
});

const figure = (text) => Number(text.replaceAll(',', ''));
const answer = async (url) => (await context.request.get(url)).json();

test('a wrong number is named with its place, and mended there', async () => {
  await page.goto('/scenarios/broken');
  await settled(page);
  await page.getByText('the number is negative').waitFor();
  await page.getByRole('button', { name: /Mend.*needs.csv:2/ }).click();
  await page.getByLabel('New value').fill(books.rightNumber);
  await page.getByLabel('Reason').fill('a test: a slip of the pen');
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByText('Nothing is wrong with these tables.').waitFor();
  assert.equal((await answer('/api/v1/scenarios/broken')).usable, true);
});

test('a plan is made while somebody watches, and its grid is the plan', async () => {
  path = await makePlan(page, 'tutorial');
  await settled(page);
  const coverage = await answer(`/api/v1${path}/coverage`);
  await page.locator('figure summary').first().click();
  const rows = await page.locator('figure table').first().evaluate((table) => [...table.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
  assert.equal(rows.length, coverage.areas.length);
  for (const [at, area] of coverage.areas.entries()) {
    assert.ok(rows[at][0].includes(area.pcode));
    assert.deepEqual(rows[at].slice(1).map(figure), [area.target, area.served, ...area.serveds]);
  }
  const explanation = await answer(`/api/v1${path}/explanation`);
  await page.getByText(explanation.groups[0].causes[0].text).first().waitFor();
});

test('who gains and who loses under another policy', async () => {
  const other = await makePlan(page, 'tutorial', 'most_served');
  await page.getByRole('combobox', { name: 'With' }).selectOption(path.split('/').at(-1));
  await settled(page);
  const comparison = await answer(`/api/v1${other}/comparison?with=${path.split('/').at(-1)}`);
  for (const area of comparison.areas) {
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: area.name, exact: true }) }).last();
    const cells = await row.evaluate((one) => [...one.cells].slice(1).map((cell) => cell.textContent.trim()));
    assert.deepEqual(cells.map((cell) => figure(cell.replace('+', ''))), [area.target, area.served, area.served_with, area.served_with - area.served]);
  }
  assert.ok(comparison.areas.length > 0, 'the two policies serve alike: this test shows nothing');
  assert.deepEqual(watched, []);
});
