// The main tasks of desk officers, deciders, planners and donors in three languages, by keyboard alone, against the real
// server and planner. Those of store managers - receive, send, count, write off - are in goods_test.mjs.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Books, kRoot } from './books.mjs';
import { kPassword, launch, press, settled, storageOf, tabTo, visitor } from './browser.mjs';
import { kLanguages } from './screens.mjs';
import { texts } from './texts.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

/** Types over whatever the field holds. */
const type = async (page, role, name, text) => {
  await tabTo(page, role, name);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
};

const whole = (pattern) => new RegExp(`^${pattern.source}$`);
/** The text of a pattern that has no holes. */
const word = (pattern) => pattern.source.slice('(?:'.length, -1).replaceAll('\\s', ' ').replaceAll(/\\(.)/g, '$1');
const ask = (page, path) => page.evaluate(async (url) => (await fetch(url)).json(), `/api/v1${path}`);

/** A day by the keys of the field, which are those of the machine's language: year last, as in `07/25/2022`. */
async function typeDay(page, name, day) {
  const field = page.getByLabel(name);
  await field.waitFor();
  for (let at = 0; at < 160 && !(await field.evaluate((one) => one === document.activeElement)); ++at) await page.keyboard.press('Tab');
  const [year, month, date] = day.split('-');
  await page.keyboard.type(`${month}${date}${year}`);
  assert.equal(await field.inputValue(), day);
}

/** Waits for `wanted`; gives the password when it is asked for on the way. */
async function confirmed(page, t, wanted) {
  const dialog = page.getByRole('dialog', { name: t('stepup.head') });
  await dialog.or(wanted).first().waitFor();
  if (await dialog.isVisible()) {
    await page.keyboard.type(kPassword);
    await page.keyboard.press('Enter');
  }
  await wanted.waitFor();
}

for (const language of kLanguages) describe(language, () => {
  const t = texts(language);
  const books = {};
  const storage = {};
  let plan = '';

  /** `user` at work; `path` is the first screen. */
  async function at(user, path) {
    const there = await visitor(browser, books.own.origin, { language, storage: storage[user] });
    await there.page.goto(path);
    await settled(there.page);
    return {
      ...there,
      end: async () => {
        await there.context.close();
        assert.deepEqual(there.watched, []);
      },
    };
  }

  before(async () => {
    const own = new Books();
    books.own = own;
    own.run('secretary', 'user', 'add', 'petra', '--role', 'planner');
    const scenarios = join(own.folder, 'workspace', 'scenarios');
    mkdirSync(scenarios, { recursive: true });
    cpSync(join(kRoot, 'examples', 'tutorial'), join(scenarios, 'tutorial'), { recursive: true, filter: (path) => !path.includes('by-hand') });
    await own.serve('--workspace', join(own.folder, 'workspace'));
    for (const user of ['registrar', 'treasurer', 'petra']) {
      storage[user] = await storageOf(browser, own, user);
    }
  });

  after(async () => {
    await books.own?.stop();
    books.own?.remove();
  });

  test(`${language}, by keyboard: log in, and take an agreement to another state with a reason`, async () => {
    const { page, context, watched } = await visitor(browser, books.own.origin, { language });
    await page.goto('/agreements/who-memorandum');
    await type(page, 'textbox', t('account.user'), 'registrar');
    await page.keyboard.press('Tab');
    await page.keyboard.type(kPassword);
    await page.keyboard.press('Enter');
    await press(page, 'button', t('steps.to', { state: word(t('state.withdrawn')) }));
    await type(page, 'textbox', whole(t('steps.reason')), 'a test: nobody wants it any more');
    await press(page, 'button', t('form.show'));
    await press(page, 'button', t('form.write'));
    await page.getByRole('status').filter({ hasText: t('record.written') }).waitFor();
    const record = JSON.parse(books.own.run('secretary', 'agreement', 'show', 'who-memorandum', '--format', 'json'));
    assert.deepEqual([record.state, record.fields.state_reason], ['withdrawn', 'a test: nobody wants it any more']);
    await context.close();
    assert.deepEqual(watched, []);
  });

  test(`${language}, by keyboard: a draft is edited, its changes seen before they are written`, async () => {
    const { page, end } = await at('registrar', '/agreements/icrc-work-plan');
    await press(page, 'button', whole(t('record.edit')));
    await type(page, 'textbox', whole(t('field.subject')), `a test in ${language}`);
    await press(page, 'button', t('form.show'));
    await page.getByRole('button', { name: t('form.write') }).waitFor();
    const before = JSON.parse(books.own.run('secretary', 'agreement', 'show', 'icrc-work-plan', '--format', 'json'));
    assert.notEqual(before.fields['terms.subject'], `a test in ${language}`);
    await press(page, 'button', t('form.write'));
    await page.getByRole('status').filter({ hasText: t('record.written') }).waitFor();
    const record = JSON.parse(books.own.run('secretary', 'agreement', 'show', 'icrc-work-plan', '--format', 'json'));
    assert.equal(record.fields['terms.subject'], `a test in ${language}`);
    await end();
  });

  test(`${language}, by keyboard: a second person approves a proposal, having seen what it does`, async () => {
    const { page, end } = await at('treasurer', '/');
    const waiting = JSON.parse(books.own.run('secretary', 'proposal', 'list', '--format', 'json')).proposals.find((one) => one.outcome === 'open');
    await press(page, 'link', t('task.post'));
    await press(page, 'button', whole(t('decide.approve')));
    await press(page, 'button', t('form.show'));
    await confirmed(page, t, page.getByRole('heading', { name: t('decide.approve.will') }));
    await press(page, 'button', t('form.write'));
    await confirmed(page, t, page.locator('.page-head').getByText(t('state.approved')));
    assert.equal(JSON.parse(books.own.run('secretary', 'proposal', 'show', waiting.id, '--format', 'json')).outcome, 'approved');
    await end();
  });

  test(`${language}, by keyboard: a plan is made, its worst-off cell read, and why an area is short`, async () => {
    const { page, end } = await at('petra', '/plans');
    await press(page, 'button', t('plan.start'));
    await page.getByRole('heading', { level: 1, name: t('board.title') }).waitFor();
    await page.locator('.state', { hasText: t('state.done') }).first().waitFor({ timeout: 60_000 });
    plan = new URL(page.url()).pathname;
    const grid = await ask(page, `${plan}/coverage`);
    const cell = page.locator('.heat td.c').first();
    for (let at = 0; at < 80 && !(await cell.evaluate((one) => one === document.activeElement)); ++at) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: t('grid.cell') }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('area'), grid.areas[0].pcode);
    await press(page, 'link', t('grid.why', { area: grid.areas[0].name }));
    await page.getByRole('heading', { level: 1, name: t('why.title') }).waitFor();
    await settled(page);
    const reasons = await ask(page, `${plan}/explanation`);
    assert.equal(await page.locator('.pl-causes').count(), reasons.groups.filter((one) => one.area === grid.areas[0].pcode).length);
    await end();
  });

  test(`${language}, by keyboard: a road is closed in a copy, and who loses is seen`, async () => {
    const { page, end } = await at('petra', plan);
    await press(page, 'button', t('actions.road'));
    await type(page, 'combobox', t('road.lane'), 'nat-north:');
    await typeDay(page, t('road.from'), '2022-07-25');
    await typeDay(page, t('road.to'), '2022-12-31');
    await type(page, 'textbox', whole(t('change.reason')), 'a test: the bridge is down');
    await type(page, 'textbox', whole(t('change.name')), 'bridge-down');
    await press(page, 'button', t('road.do'));
    await page.getByRole('heading', { name: t('board.difference') }).waitFor({ timeout: 60_000 });
    const closed = new URL(page.url()).pathname;
    const difference = await ask(page, `${closed}/comparison?with=${plan.split('/')[2]}`);
    assert.ok(difference.areas.some((one) => one.served < one.served_with));
    const table = await ask(page, '/scenarios/bridge-down/tables/closures.csv');
    assert.deepEqual(table.rows.at(-1).cells.slice(0, 5), ['lane', 'nat-north', '2022-07-25', '2022-12-31', 'a test: the bridge is down']);
    await end();
  });

  test(`${language}, by keyboard: a cell is overridden with a reason, and kept`, async () => {
    const { page, end } = await at('petra', plan);
    const programme = (await ask(page, plan)).summary.programmes[0].id;
    const grid = await ask(page, `${plan}/coverage?programme=${programme}`);
    const row = grid.areas.findIndex((one) => one.serveds.some((served) => served >= 10));
    const column = grid.areas[row].serveds.findIndex((served) => served >= 10);
    await page.goto(`${plan}?programme=${programme}`);
    await settled(page);
    const cell = page.locator('.heat td.c').first();
    for (let at = 0; at < 80 && !(await cell.evaluate((one) => one === document.activeElement)); ++at) await page.keyboard.press('Tab');
    for (let at = 0; at < row; ++at) await page.keyboard.press('ArrowDown');
    for (let at = 0; at < column; ++at) await page.keyboard.press(language === 'ar' ? 'ArrowLeft' : 'ArrowRight');
    await page.keyboard.press('Enter');
    await press(page, 'button', whole(t('lock.set')));
    await type(page, 'spinbutton', t('lock.figure'), '5');
    await type(page, 'textbox', whole(t('change.reason')), 'a test: half of the team is away');
    await type(page, 'textbox', t('lock.by'), 'EPI office');
    await type(page, 'textbox', whole(t('change.name')), 'half-team');
    await press(page, 'button', t('lock.do'));
    await page.getByRole('heading', { name: t('board.difference') }).waitFor({ timeout: 60_000 });
    await page.locator('.state', { hasText: t('state.done') }).first().waitFor({ timeout: 60_000 });
    const locked = await ask(page, new URL(page.url()).pathname);
    assert.deepEqual(
      locked.summary.locks.map((one) => [one.area, one.programme, one.at_least, one.at_most, one.served]),
      [[grid.areas[row].pcode, programme, 5, 5, 5]],
    );
    await end();
  });

  test(`${language}, by keyboard: a broken row is found by the data check, and mended in place`, async () => {
    const { page, end } = await at('petra', '/plans');
    const broken = await page.evaluate(async () => {
      const session = await (await fetch('/api/v1/session')).json();
      const send = async (method, url, body) => {
        const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf, 'Idempotency-Key': key };
        return (await fetch(url, { method, headers, body: JSON.stringify(body) })).status;
      };
      const made = await send('POST', '/api/v1/scenarios', { name: 'broken', copy_of: 'tutorial' });
      const url = '/api/v1/scenarios/broken/tables/needs.csv';
      const { version } = await (await fetch(url)).json();
      return [made, await send('PATCH', url, { version, reason: 'a slip', rows: [{ line: 3, set: { persons: 'many' } }] })];
    });
    assert.deepEqual(broken, [200, 200]);
    await page.goto('/scenarios/broken');
    await settled(page);
    await press(page, 'link', t('check.mend', { file: 'needs.csv', line: 3, column: 'persons' }));
    await page.waitForFunction(() => document.activeElement?.dataset.column === 'persons');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('400');
    await type(page, 'textbox', whole(t('change.reason')), 'a test: the figure of the camp');
    await press(page, 'button', t('form.write'));
    await page.getByRole('status').filter({ hasText: t('row.mended', { file: 'needs.csv' }) }).waitFor();
    const table = await ask(page, '/scenarios/broken/tables/needs.csv');
    assert.equal(table.rows[1].cells[table.columns.indexOf('persons')], '400');
    await end();
  });

  test(`${language}, by keyboard: one pledge is traced from its promise to where it is`, async () => {
    const { page, end } = await at('registrar', '/trace');
    await type(page, 'searchbox', t('trace.id'), 'D697');
    await page.keyboard.press('Enter');
    // A lot has the same name: which of the two is meant is asked.
    await press(page, 'link', new RegExp(`^${t('kind.pledge').source} D697$`));
    await page.getByText(t('trace.holds')).first().waitFor();
    const trace = await ask(page, '/trace/pledge%3AD697');
    assert.equal(await page.locator('figure table tbody tr').count(), trace.rows.length);
    await end();
  });
});
