// Planning in the browser, by keyboard, against the real server and planner with examples/tutorial: a plan is made and
// read, a road is closed, a broken row is mended; then every screen of planning in three languages, looked at by axe.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Books, kRoot } from './books.mjs';
import { faults, kDesktop, kPhone, launch, setUp, settled, storageOf, visitor } from './browser.mjs';
import { kLanguages } from './screens.mjs';
import { texts } from './texts.mjs';

const pictures = process.env.IMDAD_SCREENSHOTS;

let books;
let browser;
let storage;
/** Paths of the plans that the tests made: of the tutorial, and with a road closed. */
const made = {};

const kEstimated = 'e'.repeat(32);
/** Plans that failed: with the parts of why, before there were any, and cut off by the end of an earlier server. */
const kFailed = { told: 'f'.repeat(32), old: 'd'.repeat(32), lost: 'c'.repeat(32) };

/** A plan that was stopped when there was an estimate and nothing else, as the planner itself leaves it. */
function plantEstimate(folder) {
  const scenario = join(folder, 'scenario');
  cpSync(join(kRoot, 'examples', 'tutorial'), scenario, { recursive: true, filter: (path) => !path.includes('by-hand') });
  execFileSync(process.env.IMDAD ?? 'imdad', ['plan', scenario, '--out', join(folder, 'late'), '--early', folder], { stdio: 'ignore' });
  for (const later of ['late', 'first', 'first.json']) rmSync(join(folder, later), { recursive: true });
  writeFileSync(join(folder, 'job.json'), JSON.stringify({
    wish: { scenario: 'tutorial', policy: '', engine: 'first_order', include: [], time_limit: 0 },
    actor: '', state: 'stopped', stage: 'first', message: '', asked_at_ms: 1658707200000, ended_at_ms: 1658707201000,
  }));
}

function plantFailed(folder, job) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'job.json'), JSON.stringify({
    wish: { scenario: 'tutorial', policy: '', engine: 'first_order', include: [], time_limit: 0 },
    actor: '', state: 'failed', stage: 'first', asked_at_ms: 1658707200000, ended_at_ms: 1658707201000, ...job,
  }));
}

before(async () => {
  books = new Books();
  books.run('secretary', 'user', 'add', 'petra', '--role', 'planner');
  books.run('secretary', 'user', 'add', 'mona', '--role', 'monitor');
  const scenarios = join(books.folder, 'workspace', 'scenarios');
  mkdirSync(scenarios, { recursive: true });
  cpSync(join(kRoot, 'examples', 'tutorial'), join(scenarios, 'tutorial'), { recursive: true, filter: (path) => !path.includes('by-hand') });
  plantEstimate(join(books.folder, 'workspace', 'plans', kEstimated));
  const plans = join(books.folder, 'workspace', 'plans');
  plantFailed(join(plans, kFailed.told), { message: 'the planner ended with 1: imdad: not enough memory', reason: { code: 'planner_ended', arguments: ['1', 'imdad: not enough memory'] } });
  plantFailed(join(plans, kFailed.old), { message: 'the scenario has problems that have to be mended first' });
  plantFailed(join(plans, kFailed.lost), { state: 'running', message: '' });
  await books.serve('--workspace', join(books.folder, 'workspace'));
  browser = await launch();
  storage = await storageOf(browser, books, 'petra');
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
  // Two measures of coverage stand on the page, each with what it measures beside it.
  assert.ok(grid.programmes.length > 1);
  const headline = page.locator('.pl-figures > div', { hasText: texts('en')('head.worst') });
  await headline.getByText(texts('en')('head.worst.why')).waitFor();
  await page.locator('figcaption').getByText(texts('en')('grid.measure')).waitFor();
  await page.getByRole('combobox', { name: 'Programme' }).selectOption(grid.programmes[0]);
  await page.locator('figcaption').getByText(texts('en')('grid.measure.one')).waitFor();
  await page.getByRole('combobox', { name: 'Programme' }).selectOption('');
  await page.locator('figcaption').getByText(texts('en')('grid.measure')).waitFor();
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

test('what the board asked for before there was a plan is asked for again once there is one', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  // The news of the plan comes when it is all over, so that the grid is first shown then.
  let over;
  const end = new Promise((resolve) => (over = resolve));
  await page.route('**/events', async (route) => (await end, route.continue()));
  await page.goto('/plans');
  await settled(page);
  const early = page.waitForResponse((one) => one.url().includes('/coverage'));
  await page.getByRole('button', { name: 'Start the plan' }).click();
  assert.equal((await early).status(), 404, 'the plan was ready before the screen asked for it');
  const path = new URL(page.url()).pathname;
  for (let at = 0; at < 600 && !(await ask(page, path)).has_plan; ++at) await page.waitForTimeout(100);
  over();
  await page.locator('.heat td.c').first().waitFor();
  assert.equal(await page.locator('[role=alert]').count(), 0);
  await context.close();
  assert.deepEqual(watched, []);
});

test('a grid and a map of an earlier stage are not kept under a plan that is ready', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  const asked = { coverage: 0, map: 0 };
  for (const part of Object.keys(asked)) {
    await page.route(new RegExp(`/${part}\\?`), async (route) => {
      asked[part] += 1;
      if (asked[part] > 1) return route.continue();
      const answer = await route.fetch();
      return route.fulfill({ response: answer, headers: { ...answer.headers(), etag: '"of-before"' }, json: { ...(await answer.json()), final: false } });
    });
  }
  await page.goto(made.plan);
  await settled(page);
  await page.locator('.heat').waitFor();
  await page.getByText('first plan', { exact: true }).waitFor({ state: 'detached' });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (let at = 0; at < 100 && (asked.coverage < 2 || asked.map < 2); ++at) await page.waitForTimeout(50);
  await page.waitForTimeout(300);
  assert.deepEqual(asked, { coverage: 2, map: 2 });
  await context.close();
  assert.deepEqual(watched, []);
});

for (const language of ['fr', 'ar']) {
  test(`why a plan failed is told in ${language}, that of a plan without parts in English, marked as such`, async () => {
    const { page, context, watched } = await visitor(browser, books.origin, { storage, language });
    const said = JSON.parse(readFileSync(join(kRoot, 'web', 'src', 'refusals', `${language}.json`), 'utf8'));
    const told = said.planner_ended.replace('{0}', '1').replace('{1:word}', 'imdad: not enough memory');
    for (const [id, text, english] of [
      [kFailed.told, told, ['imdad: not enough memory']],
      [kFailed.lost, said.plan_lost, []],
      [kFailed.old, 'the scenario has problems that have to be mended first', ['the scenario has problems that have to be mended first']],
    ]) {
      await page.goto(`/plans/${id}`);
      await settled(page);
      await page.locator('.refusal p').filter({ hasText: text }).waitFor();
      assert.deepEqual(await page.locator('.refusal [lang=en]').allTextContents(), english);
      assert.deepEqual(await faults(page), []);
    }
    await page.goto('/plans?scenario=tutorial');
    await settled(page);
    await page.locator('td', { hasText: said.plan_lost }).waitFor();
    await page.locator('td', { hasText: told }).waitFor();
    await context.close();
    assert.deepEqual(watched, []);
  });

  test(`reasons are told in ${language}, on paper too; those of a plan without parts in English, marked as such`, async () => {
    const { page, context, watched } = await visitor(browser, books.origin, { storage, language });
    const path = `${made.plan}/why`;
    await page.goto(path);
    await settled(page);
    const body = await ask(page, `${made.plan}/explanation`);
    assert.ok(body.groups.length > 0 && body.helps.length > 0);
    const said = (await page.locator('.pl-causes .row-note').allInnerTexts()).concat(await page.locator('main table th[scope=row]').allInnerTexts());
    const sentences = JSON.parse(readFileSync(join(kRoot, 'web', 'src', 'explanations', `${language}.json`), 'utf8'));
    for (const cause of body.groups.flatMap((group) => group.causes)) {
      const last = sentences[cause.sentence.code].split(/\{\d+(?::\w+)?\}/).reduce((one, other) => (other.trim().length > one.length ? other.trim() : one), '');
      assert.ok(said.some((text) => text.replaceAll(/[\u00a0\u202f]/g, ' ').includes(last.replaceAll(/[\u00a0\u202f]/g, ' '))), `${cause.sentence.code} is not said: ${last}`);
      assert.ok(!said.includes(cause.text));
    }
    assert.equal(await page.locator('main [lang=en]').count(), 0);
    await page.goto(`/api/v1/print${path}?language=${language}`);
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    assert.ok((await page.locator('small').count()) > 0);
    assert.equal(await page.locator('[lang=en]:not([hreflang])').count(), 0);
    await page.route('**/explanation?*', async (route) => {
      const answer = await route.fetch();
      const bare = JSON.parse(await answer.text(), (key, value) => (/sentence$/.test(key) ? undefined : value));
      await route.fulfill({ response: answer, json: bare });
    });
    await page.goto(path);
    await settled(page);
    assert.equal(await page.locator('.pl-causes .row-note [lang=en]').first().textContent(), body.groups[0].causes.toSorted((a, b) => b.persons - a.persons)[0].text);
    await context.close();
    assert.deepEqual(watched, []);
  });
}

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

test('until there is a plan an estimate is shown, and said to be one', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto(`/plans/${kEstimated}`);
  await page.locator('.heat').waitFor();
  const grid = await ask(page, `/plans/${kEstimated}/coverage`);
  assert.ok(grid.estimated);
  assert.equal(await page.locator('.heat tbody tr').count(), grid.areas.length);
  await page.getByText('nothing is checked yet').waitFor();
  assert.ok((await page.locator('.tag', { hasText: 'estimate' }).count()) >= 1);
  // It is not to be acted on: no cell is held, nothing is adopted, no map and no file is offered.
  await page.locator('.heat td.c').first().click();
  await page.getByRole('group', { name: 'The chosen cell' }).waitFor();
  for (const none of ['.pl-lock', '.plan-map', 'details.pick']) assert.equal(await page.locator(none).count(), 0, none);
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

test('by keyboard: a cell is overridden, another one held as planned; both are kept, marked and listed with their reasons', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto(made.plan);
  const plan = await ask(page, made.plan);
  const programme = plan.summary.programmes.find((one) => one.served > 0 && one.served < one.target)?.id ?? plan.summary.programmes[0].id;
  const grid = await ask(page, `${made.plan}/coverage?programme=${programme}`);
  const area = grid.areas.find((one) => one.serveds.some((served) => served >= 10));
  const column = area.serveds.findIndex((served) => served >= 10);
  const wanted = Math.floor(area.serveds[column] / 2);
  await page.goto(`${made.plan}?programme=${programme}`);
  await settled(page);
  await page.locator('.heat').waitFor();
  const row = grid.areas.indexOf(area);
  const open = async (at) => {
    await page.locator(`.heat td[data-row="${row}"][data-column="${at}"]`).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'The chosen cell' }).waitFor();
  };
  await open(column);
  await tabTo(page, 'button', 'Override');
  await page.keyboard.press('Enter');
  await page.getByRole('spinbutton', { name: /Persons served in these weeks/ }).fill(String(wanted));
  await page.getByLabel('Reason', { exact: true }).fill('a test: half of the team is away');
  await page.getByLabel(/Decided by/).fill('EPI office');
  await page.getByLabel('Name of the copy').fill('half-team');
  await tabTo(page, 'button', 'Lock it and solve again');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What this changes against the earlier plan' }).waitFor({ timeout: 60_000 });
  await done(page);
  made.locked = new URL(page.url()).pathname;
  const locked = await ask(page, made.locked);
  assert.deepEqual(locked.summary.locks.map((one) => [one.area, one.programme, one.at_least, one.at_most, one.served, one.missing]), [[area.pcode, programme, wanted, wanted, wanted, 0]]);
  const after = await ask(page, `${made.locked}/coverage?programme=${programme}`);
  assert.equal(after.areas.find((one) => one.pcode === area.pcode).serveds[column], wanted);
  // The mark is a frame, a corner and a word; the list has the reason.
  await page.locator('.heat td.locked').waitFor();
  assert.equal(await page.locator('.heat td.locked').count(), 1);
  assert.match((await page.locator('.heat td.locked').textContent()) ?? '', /locked/);
  const list = page.locator('.pl-locks');
  await list.getByText('a test: half of the team is away').waitFor();
  await list.getByText(told(`exactly ${wanted}`)).waitFor();
  await list.getByText('All of them are kept.').waitFor();
  const table = await ask(page, '/scenarios/half-team/tables/locks.csv');
  const cells = Object.fromEntries(table.columns.map((name, at) => [name, table.rows[0].cells[at]]));
  assert.deepEqual([cells.at, cells.programme, cells.at_least, cells.at_most, cells.reason, cells.set_by], [area.pcode, programme, `${wanted}`, `${wanted}`, 'a test: half of the team is away', 'EPI office']);
  assert.equal((await ask(page, '/scenarios/tutorial/tables/locks.csv')).row_count, 0);
  // The second lock goes into the copy itself, beside the first.
  const held = after.areas.findIndex((one) => one.pcode !== area.pcode && one.target > 0);
  await page.locator(`.heat td[data-row="${held}"][data-column="0"]`).focus();
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Lock as planned');
  await page.keyboard.press('Enter');
  await page.getByLabel('Reason', { exact: true }).fill('a test: agreed with the district');
  await page.getByRole('radio', { name: /itself, for everybody/ }).check();
  await tabTo(page, 'button', 'Lock it and solve again');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== made.locked && url.pathname.startsWith('/plans/'), { timeout: 60_000 });
  await done(page);
  const both = await ask(page, new URL(page.url()).pathname);
  assert.equal(both.summary.locks.length, 2);
  assert.deepEqual(both.summary.locks.map((one) => one.missing), [0, 0]);
  assert.equal(both.summary.locks[1].served, after.areas[held].serveds[0]);
  await context.close();
  assert.deepEqual(watched, []);
});

test('a lock that asks for more than can be had is an answer: what is missing is said, with the proof', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto(made.plan);
  const plan = await ask(page, made.plan);
  let found;
  for (const { id } of plan.summary.programmes.filter((one) => one.served < one.target)) {
    const grid = await ask(page, `${made.plan}/coverage?programme=${id}`);
    const area = grid.areas.find((one) => one.targets[0] > 0 && one.serveds[0] < one.targets[0]);
    if (area) found = { programme: id, area };
  }
  assert.ok(found, 'nobody is short in the first week');
  await page.goto(`${made.plan}?programme=${found.programme}&area=${found.area.pcode}&week=2022-07-25`);
  await settled(page);
  await page.getByRole('button', { name: 'Override' }).click();
  await page.getByRole('spinbutton', { name: /Persons served in these weeks/ }).fill(String(found.area.targets[0]));
  await page.getByLabel('Reason', { exact: true }).fill('a test: asked for by the ministry');
  await page.getByLabel('Name of the copy').fill('too-much');
  await page.getByRole('button', { name: 'Lock it and solve again' }).click();
  await page.getByRole('heading', { name: 'What this changes against the earlier plan' }).waitFor({ timeout: 60_000 });
  await done(page);
  made.missing = new URL(page.url()).pathname;
  const { summary } = await ask(page, made.missing);
  const [lock] = summary.locks;
  if (lock.missing > 0) {
    await page.getByText(/whom they ask for (is|are) not served/).waitFor();
    const bound = summary.bounds.find((one) => one.aim === 'locks');
    assert.ok(bound.bound >= lock.served, 'more is served than is proved to be possible');
    await page.getByText('Proved: no plan can serve more than').waitFor();
  } else {
    assert.equal(lock.served, found.area.targets[0]);
  }
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
      ['plan-estimate', `/plans/${kEstimated}`],
      ['plan-difference', `${made.closed}?with=${made.plan.split('/')[2]}`],
      ['plan-locks', `${made.locked}?with=${made.plan.split('/')[2]}`],
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
