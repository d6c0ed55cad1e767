// Planning in the browser, by keyboard, against the real server and planner with examples/tutorial: a plan is made and
// read, a road is closed, a broken row is mended; then every screen of planning in three languages, looked at by axe.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Books, kRoot } from './books.mjs';
import { faults, kDesktop, kPhone, launch, setUp, settled, visitor } from './browser.mjs';
import { kLanguages } from './screens.mjs';

const pictures = process.env.IMDAD_SCREENSHOTS;

let books;
let browser;
let storage;
/** Paths of the plans that the tests made: of the tutorial, and with a road closed. */
const made = {};

before(async () => {
  books = new Books();
  books.run('secretary', 'user', 'add', 'petra', '--role', 'planner');
  books.run('secretary', 'user', 'add', 'mona', '--role', 'monitor');
  const scenarios = join(books.folder, 'workspace', 'scenarios');
  mkdirSync(scenarios, { recursive: true });
  cpSync(join(kRoot, 'examples', 'tutorial'), join(scenarios, 'tutorial'), { recursive: true, filter: (path) => !path.includes('by-hand') });
  await books.serve('--workspace', join(books.folder, 'workspace'));
  browser = await launch();
  const { page, context } = await visitor(browser, books.origin);
  await setUp(page, books.invite('petra'));
  storage = await context.storageState();
  await context.close();
  if (pictures) mkdirSync(pictures, { recursive: true });
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

/** Tab by tab to what answers to `name`; fails if it is never reached. */
async function tabTo(page, role, name) {
  const wanted = page.getByRole(role, { name }).first();
  await wanted.waitFor();
  for (let at = 0; at < 120; ++at) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return wanted;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${role} ${name} is not reached by the Tab key`);
}

const ask = (page, path) => page.evaluate(async (url) => (await fetch(url)).json(), `/api/v1${path}`);
/** What is put into a text is isolated by characters that nobody sees. */
const told = (text) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[\\u2066-\\u2069]* [\\u2066-\\u2069]*'));
const done = (page) => page.locator('.state', { hasText: 'done' }).first().waitFor({ timeout: 60_000 });

test('by keyboard: start a plan, read its grid cell by cell, ask why an area is short', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/plans');
  await settled(page);
  await tabTo(page, 'button', 'Start the plan');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Who gets what, when, and is it fair?' }).waitFor();
  await done(page);
  made.plan = new URL(page.url()).pathname;
  const plan = await ask(page, made.plan);
  const grid = await ask(page, `${made.plan}/coverage`);
  // The page says what the planner said, and no more.
  const said = new Intl.NumberFormat('en').format(plan.summary.people_served_planned.at_most);
  await page.locator('.pl-figures').getByText(said).first().waitFor();
  await page.locator('.heat').waitFor();
  assert.equal(await page.locator('.heat tbody tr').count(), grid.areas.length);
  const worst = grid.areas[0];
  assert.equal(await page.locator('.heat tbody th').first().textContent(), worst.name);
  const cells = await page.locator('.heat tbody tr').first().locator('td.c').allTextContents();
  assert.deepEqual(cells, worst.targets.map((target, at) => (target ? String(Math.round((worst.serveds[at] / target) * 100)) : '·')));
  const first = page.locator('.heat td.c').first();
  for (let at = 0; at < 60 && !(await first.evaluate((one) => one === document.activeElement)); ++at) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('group', { name: 'The chosen cell' });
  await panel.getByText(told(`${new Intl.NumberFormat('en').format(worst.serveds[1])} served`)).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('week'), grid.weeks[1]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Why are people short/ }).waitFor();
  await settled(page);
  const reasons = await ask(page, `${made.plan}/explanation`);
  const here = reasons.groups.filter((one) => one.area === worst.pcode);
  assert.equal(await page.locator('.pl-causes').count(), here.length);
  await page.getByText(here[0].causes[0].text).first().waitFor();
  await context.close();
  assert.deepEqual(watched, []);
});

test('in Arabic the arrow to the left leads to the next week', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage, language: 'ar' });
  await page.goto(made.plan);
  await settled(page);
  await page.locator('.heat td.c').first().focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.column), '1');
  const [one, two] = await page.evaluate(() => [...document.querySelectorAll('.heat .week')].slice(0, 2).map((week) => week.getBoundingClientRect().x));
  assert.ok(one > two, 'time does not run from right to left');
  await context.close();
  assert.deepEqual(watched, []);
});

test('by keyboard: close a road in a copy, solve again, see who loses', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto(made.plan);
  await settled(page);
  await tabTo(page, 'button', 'Close a road');
  await page.keyboard.press('Enter');
  const lane = page.getByLabel('Road or lane');
  await lane.waitFor();
  await lane.focus();
  await page.keyboard.type('nat-north:');
  assert.equal(await lane.inputValue(), 'nat-north');
  await page.getByLabel('Closed from').fill('2022-07-25');
  await page.getByLabel('Closed to').fill('2022-12-31');
  await page.getByLabel('Reason', { exact: true }).fill('a test: the bridge is down');
  await page.getByLabel('Name of the copy').fill('tutorial');
  await tabTo(page, 'button', 'Close it and solve again');
  await page.keyboard.press('Enter');
  // Refused where it was typed, with all that was typed.
  await page.getByRole('alert').filter({ hasText: 'scenario of this name already' }).waitFor();
  assert.equal(await page.getByLabel('Reason', { exact: true }).inputValue(), 'a test: the bridge is down');
  await page.getByLabel('Name of the copy').fill('bridge-down');
  await tabTo(page, 'button', 'Close it and solve again');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What this changes against the earlier plan' }).waitFor({ timeout: 60_000 });
  await done(page);
  made.closed = new URL(page.url()).pathname;
  assert.notEqual(made.closed, made.plan);
  const difference = await ask(page, `${made.closed}/comparison?with=${made.plan.split('/')[2]}`);
  const losers = difference.areas.filter((one) => one.served < one.served_with);
  assert.ok(losers.length > 0, 'nobody loses by the closed road');
  await page.getByText(told(`areas that lose: ${losers.length}`)).first().waitFor();
  const table = await ask(page, '/scenarios/bridge-down/tables/closures.csv');
  assert.deepEqual(table.rows.at(-1).cells.slice(0, 5), ['lane', 'nat-north', '2022-07-25', '2022-12-31', 'a test: the bridge is down']);
  const untouched = await ask(page, '/scenarios/tutorial/tables/closures.csv');
  assert.equal(untouched.row_count, table.row_count - 1);
  await tabTo(page, 'link', 'Compare in full');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Is one plan better/ }).waitFor();
  await settled(page);
  for (const one of losers) await page.locator('.diverge-name', { hasText: one.name }).waitFor();
  await context.close();
  assert.deepEqual(watched, []);
});

test('a supply is changed in a copy and another plan is made of it', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto(made.plan);
  await settled(page);
  await page.getByRole('button', { name: 'Change a supply' }).click();
  await page.getByRole('combobox', { name: 'Supply', exact: true }).selectOption({ index: 1 });
  await page.getByRole('textbox', { name: /^Packs/ }).fill('1');
  await page.getByLabel('Reason', { exact: true }).fill('a test: most of it was lost');
  await page.getByLabel('Name of the copy').fill('lost-supply');
  await page.getByRole('button', { name: 'Change it and solve again' }).click();
  await page.getByRole('heading', { name: 'What this changes against the earlier plan' }).waitFor({ timeout: 60_000 });
  const table = await ask(page, '/scenarios/lost-supply/tables/supplies.csv');
  assert.equal(table.rows[0].cells[table.columns.indexOf('packs')], '1');
  await done(page);
  await context.close();
  assert.deepEqual(watched, []);
});

test('by keyboard: a broken row is found, opened at its line and mended; what somebody else did meanwhile is told', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/plans');
  await settled(page);
  await tabTo(page, 'button', told('Copy tutorial'));
  await page.keyboard.press('Enter');
  await page.getByLabel(/Name of the copy of/).fill('broken');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'broken' }).waitFor();
  const patch = (value) =>
    page.evaluate(async (value) => {
      const session = await (await fetch('/api/v1/session')).json();
      const url = '/api/v1/scenarios/broken/tables/needs.csv';
      const { version } = await (await fetch(url)).json();
      const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf, 'Idempotency-Key': key };
      return (await fetch(url, { method: 'PATCH', headers, body: JSON.stringify({ version, reason: 'a slip', rows: [{ line: 3, set: value }] }) })).status;
    }, value);
  assert.equal(await patch({ persons: 'many' }), 200);
  await page.goto('/scenarios/broken');
  await settled(page);
  await page.getByText('It has to be mended first').first().waitFor();
  await tabTo(page, 'link', /needs\.csv.*3.*persons/);
  await page.keyboard.press('Enter');
  const field = page.locator('form [data-column=persons]');
  await field.waitFor();
  await page.waitForFunction(() => document.activeElement?.dataset.column === 'persons');
  await field.fill('400');
  // Meanwhile somebody else writes the same table.
  assert.equal(await patch({ source: 'somebody else' }), 200);
  await page.getByLabel('Reason', { exact: true }).fill('a test: the figure of the camp');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Somebody else changed this' }).waitFor();
  assert.equal(await field.inputValue(), '400');
  await tabTo(page, 'button', 'Read the table again; keep what I typed');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Somebody else' }).waitFor({ state: 'detached' });
  assert.equal(await field.inputValue(), '400');
  await tabTo(page, 'button', 'Write it');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Written' }).waitFor();
  await page.getByText('It may be planned with').first().waitFor();
  const table = await ask(page, '/scenarios/broken/tables/needs.csv');
  const row = Object.fromEntries(table.columns.map((name, at) => [name, table.rows[1].cells[at]]));
  assert.deepEqual([row.persons, row.source], ['400', 'somebody else']);
  assert.equal(await patch({ persons: 'many' }), 200);
  await context.close();
  assert.deepEqual(watched, []);
});

test('who may only read plans is offered nothing to change', async () => {
  const { page, context } = await visitor(browser, books.origin);
  await setUp(page, books.invite('mona'));
  for (const path of ['/plans', made.plan, '/scenarios/tutorial?file=lanes.csv']) {
    await page.goto(path);
    await settled(page);
    assert.equal(await page.locator('main').getByRole('button', { name: /Start|Close a road|Copy|Mend|Add a row/ }).count(), 0, path);
  }
  await context.close();
});

for (const language of kLanguages) {
  test(`every screen of planning in ${language}, wide and at 360 px, light and dark`, async () => {
    const screens = [
      ['plans', '/plans'],
      ['plan-board', `${made.plan}?area=XT0201&week=2022-08-01`],
      ['plan-difference', `${made.closed}?with=${made.plan.split('/')[2]}`],
      ['plan-why', `${made.plan}/why`],
      ['plan-compare', `${made.closed}/compare?with=${made.plan.split('/')[2]}`],
      ['data-check', '/scenarios/broken'],
      ['data-check-table', '/scenarios/broken?file=needs.csv&line=3&column=persons'],
    ];
    const problems = [];
    for (const [form, size, scheme] of [['desktop', kDesktop, 'light'], ['phone', kPhone, 'light'], ['dark', kDesktop, 'dark']]) {
      const { page, context, watched } = await visitor(browser, books.origin, { language, size, scheme, storage });
      for (const [name, path] of screens) {
        await page.goto(path);
        await settled(page);
        assert.equal(await page.locator('main [role=alert]').count(), 0, `${path} is refused`);
        for (const one of await faults(page)) problems.push(`${name} (${form}): ${one}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) problems.push(`${name} (${form}): ${over} px wider than the screen`);
        if (pictures && form !== 'dark') await page.screenshot({ path: join(pictures, `${name}.${language}.${form}.png`), fullPage: true });
      }
      problems.push(...watched);
      await context.close();
    }
    assert.deepEqual(problems, []);
  });
}
