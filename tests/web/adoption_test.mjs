// A plan into the books from its board: tried, proposed by one, approved by another, with the refusals of the command line. Against
// the real server, with the books and the snapshot of tests/scenarios/plan_from_the_books.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { Books, kRoot } from './books.mjs';
import { faults, kDesktop, kPhone, launch, settled, storageOf, visitor } from './browser.mjs';
import { confirmed, tabTo, told } from './keyboard.mjs';
import { kLanguages } from './screens.mjs';

const pictures = process.env.IMDAD_SCREENSHOTS;
const kDay = '2022-07-24';
const imdad = resolve(process.env.IMDAD ?? 'imdad');

let books;
let browser;
const storages = {};
let proposal;

/** Books of the tutorial, a snapshot of them, and a plan of that, as the command line makes them. */
function fill(made) {
  const input = join(kRoot, 'tests', 'scenarios', 'plan_from_the_books', 'input');
  const path = mkdtempSync(join(tmpdir(), 'imdad-path-'));
  symlinkSync(imdad, join(path, 'imdad'));
  const env = { ...process.env, PATH: `${path}:${process.env.PATH}`, IMDAD_DB: made.file };
  const run = (...command) => execFileSync(command[0], command.slice(1), { env, cwd: made.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  run('bash', join(input, 'setup.sh'));
  run('imdad', 'post', join(input, 'opening.csv'), '--as', 'amina');
  run('imdad', 'snapshot', join(kRoot, 'examples', 'tutorial'), '--as-of', kDay, '--to', 'snap', '--as', 'lina');
  run('imdad', 'plan', 'snap', '--out', 'plan', '--include', 'pledged');
  const plan = join(made.folder, 'workspace', 'plans', 'july');
  mkdirSync(plan, { recursive: true });
  cpSync(join(made.folder, 'snap'), join(plan, 'scenario'), { recursive: true });
  cpSync(join(made.folder, 'plan'), join(plan, 'plan'), { recursive: true });
  rmSync(path, { recursive: true });
}

before(async () => {
  books = new Books({ fill });
  await books.serve('--workspace', join(books.folder, 'workspace'), '--step-up-time', '4');
  browser = await launch();
  for (const user of ['lina', 'farid', 'sami']) {
    storages[user] = await storageOf(browser, books, user);
  }
  if (pictures) mkdirSync(pictures, { recursive: true });
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

const reserved = () => {
  try {
    return JSON.parse(books.run('amina', 'balance', '--activity', 'supplies', '--format', 'json')).balances.length;
  } catch {
    return 0; // no such activity in the ledger yet
  }
};
const open = (page) => page.goto('/plans/july').then(() => settled(page));

test('who may not adopt a plan is not offered it', async () => {
  const { page, context } = await visitor(browser, books.origin, { storage: storages.sami });
  await open(page);
  assert.equal(await page.getByRole('button', { name: 'Propose for adoption' }).count(), 0);
  await context.close();
});

test('what the books refuse stands on the board with every row, and nothing is written', async () => {
  books.run('amina', 'activity', 'set-state', 'supplies', 'on_hold', '--reason', 'a test', '--today', kDay);
  const { page, context, watched } = await visitor(browser, books.origin, { storage: storages.lina });
  await open(page);
  await page.getByRole('button', { name: 'Propose for adoption' }).click();
  await page.getByLabel('Agreements have to be in force on').fill(kDay);
  await page.getByRole('button', { name: 'Try it on the books' }).click();
  await page.getByText('Nobody pays for some of what it ships.').waitFor();
  await page.getByRole('alert').filter({ hasText: 'no activity that is planned, ready or under way takes' }).waitFor();
  assert.deepEqual(JSON.parse(books.run('amina', 'proposal', 'list', '--format', 'json')).proposals, []);
  books.run('amina', 'activity', 'set-state', 'supplies', 'planned', '--today', kDay);
  await context.close();
  assert.deepEqual(watched, []);
});

test('by keyboard: a plan is tried, then proposed once, however often the answer is lost', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage: storages.lina });
  const sent = [];
  await page.route('**/api/v1/plans/july/adoption', async (route) => {
    sent.push(route.request().headers()['idempotency-key']);
    if (sent.length > 1) return route.continue();
    // The server does it, slowly; the browser hears nothing.
    await route.fetch();
    await new Promise((done) => setTimeout(done, 3000));
    return route.abort('connectionreset');
  });
  await open(page);
  await tabTo(page, 'button', 'Propose for adoption');
  await page.keyboard.press('Enter');
  await (await tabTo(page, 'textbox', 'Activity for what no activity of its own takes')).evaluate(() => undefined);
  await page.getByLabel('Agreements have to be in force on').fill(kDay);
  await page.unroute('**/api/v1/plans/july/adoption?dry_run=true');
  await tabTo(page, 'button', 'Try it on the books');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /shipments would be planned/ }).waitFor();
  const direct = JSON.parse(books.run('lina', 'adopt', join(books.folder, 'snap'), join(books.folder, 'plan'), '--today', kDay, '--dry-run', '--format', 'json'));
  await page.getByRole('heading', { name: told(`${direct.shipments} shipments would be planned; entries in the ledger: ${direct.commands.length}`) }).waitFor();
  await page.getByRole('row', { name: /allocation to an activity.*supplies.*mcv/ }).waitFor();
  assert.equal(reserved(), 0);
  await tabTo(page, 'button', 'Propose it');
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('button', { name: 'Propose it' }).isDisabled(), true, 'it could be pressed twice');
  await page.getByRole('status').filter({ hasText: 'The server is at work on it' }).waitFor();
  await page.getByText(told(`Proposed with ${direct.shipments} shipments. A second person decides.`)).waitFor();
  assert.ok(sent.length > 1, 'the lost answer was not asked for again');
  assert.equal(new Set(sent).size, 1, 'sent under another key');
  const waiting = JSON.parse(books.run('amina', 'proposal', 'list', '--format', 'json')).proposals;
  assert.equal(waiting.length, 1);
  assert.equal(waiting[0].plan, 'july');
  assert.ok(!JSON.stringify(waiting[0].about).includes(books.folder), 'the answer tells where the server keeps the plan');
  proposal = waiting[0].id;
  await page.getByText(/Proposed by/).first().waitFor();
  assert.equal(reserved(), 0, 'posted without a second person');
  await context.close();
  assert.deepEqual(watched, []);
});

test('who proposed it does not approve it', async () => {
  const { page, context } = await visitor(browser, books.origin, { storage: storages.lina });
  await page.goto(`/proposals/${proposal}`);
  await settled(page);
  await page.getByText('You proposed this: another user decides', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Take back' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Approve' }).count(), 0);
  // Nor does the server take it from whoever asks for it by hand.
  const refused = await page.evaluate(async (id) => {
    const { csrf } = await (await fetch('/api/v1/session')).json();
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, 'Idempotency-Key': '0'.repeat(32) };
    return (await fetch(`/api/v1/proposals/${id}/decision`, { method: 'POST', headers, body: JSON.stringify({ decision: 'approve' }) })).json();
  }, proposal);
  assert.match(refused.code, /^(same_person|step_up_needed)$/);
  assert.equal(reserved(), 0);
  await context.close();
});

for (const language of kLanguages) {
  test(`the board with a proposal in ${language}: no fault, wide and at 360 px, light and dark`, async () => {
    const problems = [];
    for (const [form, size, scheme] of [['desktop', kDesktop, 'light'], ['phone', kPhone, 'light'], ['dark', kDesktop, 'dark']]) {
      const { page, context, watched } = await visitor(browser, books.origin, { language, size, scheme, storage: storages.farid });
      for (const [name, path] of [['plan-adoption', '/plans/july'], ['proposal-adoption', `/proposals/${proposal}`]]) {
        await page.goto(path);
        await settled(page);
        if (name === 'plan-adoption') {
          const section = page.locator('section', { has: page.locator(`a[href="/proposals/${proposal}"]`) });
          await section.getByRole('button').click();
          await section.locator('input[type=date]').fill(kDay);
          await section.locator('button[type=submit]').click();
          await section.locator('table').waitFor();
        }
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

test('by keyboard: a second person sees it on Today, gives the password, and it is posted', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage: storages.farid });
  await page.goto('/');
  await settled(page);
  await tabTo(page, 'link', 'Adoption of a plan');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'The plan that it adopts' }).waitFor();
  await tabTo(page, 'button', 'Approve');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Show what changes');
  await page.keyboard.press('Enter');
  await confirmed(page, page.getByRole('heading', { name: 'Approving does this:' }));
  await page.getByText(/shipments planned, \d+ commands of the ledger posted/).waitFor();
  assert.equal(reserved(), 0);
  await page.waitForTimeout(4100);
  await tabTo(page, 'button', 'Write it');
  await page.keyboard.press('Enter');
  const asked = { times: 0 };
  await confirmed(page, page.locator('.page-head').getByText('approved'), asked);
  assert.equal(asked.times, 1, 'the approval did not ask for the password');
  assert.ok(reserved() > 0);
  await context.close();
  assert.deepEqual(watched, []);
});

test('a plan whose goods are given away already is refused with the rows that moved', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage: storages.lina });
  await open(page);
  await page.getByRole('button', { name: 'Propose for adoption' }).click();
  await page.getByLabel('Agreements have to be in force on').fill(kDay);
  await page.getByRole('button', { name: 'Try it on the books' }).click();
  await page.getByText(/The books have moved since the snapshot: \d+ rows/).waitFor();
  await page.getByRole('alert').filter({ hasText: 'the snapshot has 1504, the books have' }).waitFor();
  await context.close();
  assert.deepEqual(watched, []);
});
