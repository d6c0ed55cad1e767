// Who uses the books: accounts, roles, ways in and tokens, by keyboard, against the real server. The password counts for four
// seconds only, so that sensitive acts ask for it again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Books } from './books.mjs';
import { kPassword, launch, setUp, settled, storageOf, visitor } from './browser.mjs';
import { confirmed, tabTo, told } from './keyboard.mjs';

let books;
let browser;
let storage;
let link;

before(async () => {
  books = new Books();
  await books.serve('--step-up-time', '4');
  browser = await launch();
  storage = await storageOf(browser, books, 'registrar');
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

const users = () => JSON.parse(books.run('secretary', 'user', 'list', '--format', 'json')).users;
const roles = (name) => users().find((one) => one.name === name)?.roles;
const passed = (page) => page.waitForTimeout(4100);

test('by keyboard: add somebody, with the password once more, and the account is there once', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  const keys = [];
  await page.route('**/api/v1/users', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length !== 2) return route.continue();
    // The server makes it; the browser hears nothing.
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.goto('/people');
  await settled(page);
  await passed(page);
  await tabTo(page, 'textbox', 'User name');
  await page.keyboard.type('omar hadi');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Focal');
  await page.keyboard.press('Tab');
  await page.keyboard.type('WHO');
  // What is proposed for the party takes the Enter key for itself.
  await tabTo(page, 'button', 'Add the account');
  await page.keyboard.press('Enter');
  const asked = { times: 0 };
  await confirmed(page, page.getByRole('alert').filter({ hasText: 'is no name of a user' }), asked);
  assert.equal(asked.times, 1);
  keys.length = 0;
  await page.getByRole('textbox', { name: 'User name' }).fill('omar.hadi');
  await passed(page);
  keys.push('the first is refused for want of a password');
  await page.getByRole('button', { name: 'Add the account' }).press('Enter');
  await confirmed(page, page.getByRole('heading', { level: 1, name: 'What may this person do?' }), asked);
  assert.equal(new URL(page.url()).pathname, '/people/omar.hadi');
  assert.ok(keys.length >= 3, 'the lost answer was not asked for again');
  assert.equal(new Set(keys.slice(1)).size, 1, 'sent again under another key');
  assert.deepEqual(roles('omar.hadi'), ['focal_point:WHO']);
  storage = await context.storageState();
  await context.close();
  assert.deepEqual(watched, []);
});

test('by keyboard: roles are granted and withdrawn together, shown first; what is refused changes nothing', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/people/omar.hadi');
  await settled(page);
  await tabTo(page, 'button', told('Withdraw: Focal point for WHO'));
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Grant a role');
  await page.keyboard.press('Enter');
  await (await tabTo(page, 'combobox', 'Role')).selectOption('planner');
  await tabTo(page, 'combobox', /^Party/);
  await page.keyboard.type('NOBODY');
  await tabTo(page, 'button', 'Add to the changes');
  await page.keyboard.press('Enter');
  await page.getByText('2 changes of roles, not written yet').waitFor();
  assert.deepEqual(roles('omar.hadi'), ['focal_point:WHO'], 'written before it was asked for');
  await tabTo(page, 'button', 'Write it');
  await page.keyboard.press('Enter');
  await confirmed(page, page.getByRole('alert').filter({ hasText: "there is no party 'NOBODY'" }));
  assert.deepEqual(roles('omar.hadi'), ['focal_point:WHO']);
  await page.getByRole('button', { name: told('Do not grant: Planner for NOBODY') }).click();
  await page.getByRole('button', { name: 'Grant a role' }).click();
  await page.getByRole('combobox', { name: 'Role' }).selectOption('planner');
  await page.getByRole('button', { name: 'Add to the changes' }).click();
  await passed(page);
  await page.getByRole('button', { name: 'Write it' }).click();
  await confirmed(page, page.getByRole('button', { name: told('Withdraw: Planner') }));
  assert.deepEqual(roles('omar.hadi'), ['planner']);
  storage = await context.storageState();
  await context.close();
  assert.deepEqual(watched, []);
});

test('the matrix of one person has what the table says of the roles', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/people/omar.hadi?kind=books');
  await settled(page);
  const rows = await page.evaluate(async () => (await (await fetch('/api/v1/permissions')).json()).permissions);
  const wanted = rows.filter((row) => row.entity === 'books' && row.roles.split(', ').includes('planner'));
  const table = page.getByRole('group', { name: 'View as: who may do what, for this person' });
  assert.equal(await table.locator('tbody tr').count(), wanted.length);
  await table.getByRole('row', { name: /making scenarios and plans.*Planner/ }).waitFor();
  assert.equal(await table.getByRole('row', { name: /the list of users/ }).count(), 0);
  await page.getByLabel('Show what this person may not, too').check();
  await table.getByRole('row', { name: /the list of users.*may not/ }).waitFor();
  await context.close();
  assert.deepEqual(watched, []);
});

test('a link is shown once and lets in; a blocked account is out at once, and comes back with a new link', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/people/omar.hadi');
  await settled(page);
  await passed(page);
  await page.getByRole('button', { name: 'Make a link' }).click();
  const shown = page.getByText(/\/set-up#[0-9a-f]+/);
  await confirmed(page, shown);
  link = /\/set-up#[0-9a-f]+/.exec(await shown.textContent())[0];
  await page.reload();
  await settled(page);
  assert.equal(await shown.count(), 0, 'the link is shown again');
  const omar = await visitor(browser, books.origin);
  await setUp(omar.page, link);
  await omar.page.goto('/pledges');
  await settled(omar.page);
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await page.getByLabel('Reason').fill('a test: left the organisation');
  await passed(page);
  await page.getByRole('button', { name: 'Block the account' }).click();
  await confirmed(page, page.getByText(told('Blocked since')).first());
  await page.getByText('a test: left the organisation').first().waitFor();
  // In the other browser nothing goes on: the session is over, and the password counts no more.
  await omar.page.getByRole('link', { name: 'Balances' }).click();
  const dialog = omar.page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password').fill(kPassword);
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'not right' }).waitFor();
  await omar.context.close();
  await page.goto('/people?text=omar');
  await page.getByRole('row', { name: /omar\.hadi.*blocked/ }).waitFor();
  await page.goto('/people/omar.hadi');
  await settled(page);
  await passed(page);
  await page.getByRole('button', { name: 'Let in again' }).click();
  await confirmed(page, page.getByRole('button', { name: 'Make a link' }));
  storage = await context.storageState();
  await context.close();
  assert.deepEqual(watched, []);
});

test('by keyboard: a token with a scope and an end day is shown once, lets a program in, and is erased', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/me');
  await settled(page);
  await passed(page);
  await tabTo(page, 'textbox', 'What it is for');
  await page.keyboard.type('a test: reports');
  await page.keyboard.press('Tab');
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Good until').fill(until);
  await tabTo(page, 'button', 'Make a token');
  await page.keyboard.press('Enter');
  const shown = page.getByText(/^imdad_[0-9a-f]{48}$/);
  await confirmed(page, shown);
  const headers = { Authorization: `Bearer ${await shown.textContent()}` };
  const first = await fetch(`${books.origin}/api/v1/session/tokens`, { headers });
  const listed = (await first.json()).tokens.find((one) => one.label === 'a test: reports');
  assert.equal(listed.scope, 'read');
  assert.equal(listed.expires_at.slice(0, 10), until);
  assert.equal((await fetch(`${books.origin}/api/v1/parties`, { method: 'POST', headers })).status, 403);
  await page.reload();
  await settled(page);
  assert.equal(await shown.count(), 0, 'the token is shown again');
  await passed(page);
  await tabTo(page, 'button', told('Erase the token a test: reports'));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: told('Erase the token a test: reports now') }).press('Enter');
  await page.getByText('No tokens.').waitFor();
  assert.equal((await fetch(`${books.origin}/api/v1/session`, { headers })).status, 401);
  storage = await context.storageState();
  await context.close();
  assert.deepEqual(watched, []);
});

test('the secretariat ends a token of somebody else, and makes none', async () => {
  books.run('auditor', 'user', 'token', 'add', 'old script', '--scope', 'read');
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/people/auditor');
  await settled(page);
  assert.equal(await page.getByRole('button', { name: 'Make a token' }).count(), 0);
  await passed(page);
  await page.getByRole('button', { name: told('Erase the token old script') }).click();
  await page.getByRole('button', { name: told('Erase the token old script now') }).click();
  await confirmed(page, page.getByText('No tokens.'));
  await context.close();
  assert.deepEqual(watched, []);
});

test('whoever does not look after accounts is offered no list of them, and reads why', async () => {
  const { page, context } = await visitor(browser, books.origin);
  await setUp(page, books.invite('monitor'));
  assert.equal(await page.getByRole('navigation').getByRole('link', { name: 'People' }).count(), 0);
  await page.goto('/people');
  await page.getByRole('alert').filter({ hasText: 'the list of users is for secretariat' }).waitFor();
  await context.close();
});
