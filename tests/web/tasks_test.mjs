// What people do, by keyboard alone where it says so, against the real server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { kPassword, kPhone, launch, setUp, settled, tabTo, visitor } from './browser.mjs';
import { Books } from './books.mjs';

let books;
let browser;
let storage;

before(async () => {
  books = new Books();
  // The password counts for a second only: every sensitive act asks again.
  await books.serve('--step-up-time', '1');
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

/** Waits for `wanted`; gives the password when it is asked for on the way. */
async function confirmed(page, wanted) {
  const dialog = page.getByRole('dialog', { name: 'Your password again' });
  await dialog.or(wanted).first().waitFor();
  if (await dialog.isVisible()) {
    await dialog.getByLabel('Password').fill(kPassword);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
  }
  await wanted.waitFor();
}

test('a link lets somebody choose a password, once', async () => {
  const link = books.invite('registrar');
  const { page, context, watched } = await visitor(browser, books.origin);
  await page.goto(link);
  await page.getByText('registrar').first().waitFor();
  assert.equal(new URL(page.url()).hash, '', 'the token stays in the address');
  await page.getByLabel('New password', { exact: true }).fill('short');
  await page.getByLabel('New password again').fill('short');
  await page.getByRole('button', { name: 'Set the password' }).click();
  assert.equal(await page.getByRole('heading', { name: 'What needs me now?' }).count(), 0);
  await page.getByLabel('New password', { exact: true }).fill('passwordpassword');
  await page.getByLabel('New password again').fill('passwordpassword');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('alert').filter({ hasText: 'lists that attackers try first' }).waitFor();
  await page.getByLabel('New password', { exact: true }).fill(kPassword);
  await page.getByLabel('New password again').fill(kPassword);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('heading', { name: 'What needs me now?' }).waitFor();
  storage = await context.storageState();
  const second = await visitor(browser, books.origin);
  await second.page.goto(link);
  await second.page.getByRole('alert').filter({ hasText: 'used already' }).waitFor();
  await second.context.close();
  await context.close();
  assert.deepEqual(watched, []);
});

test('by keyboard: log in, open an agreement, take it to another state with a reason', async () => {
  const { page, context, watched } = await visitor(browser, books.origin);
  await page.goto('/agreements');
  await tabTo(page, 'textbox', 'User name');
  await page.keyboard.type('registrar');
  await page.keyboard.press('Tab');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'not right' }).waitFor();
  await (await tabTo(page, 'textbox', 'Password')).fill('');
  await page.keyboard.type(kPassword);
  await page.keyboard.press('Enter');
  // The address that was asked for is where the log-in leads.
  await page.getByRole('heading', { name: 'What was agreed' }).waitFor();
  await settled(page);
  await tabTo(page, 'link', /Memorandum of understanding between OIC and WHO/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Memorandum of understanding/ }).waitFor();
  await settled(page);
  await tabTo(page, 'button', 'Take it to: withdrawn');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Show what changes');
  await page.keyboard.press('Enter');
  // Without a reason it is refused, in the form, and nothing is written.
  await page.getByRole('alert').filter({ hasText: 'A reason is missing.' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('a test: nobody wants it any more');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /changes, not written yet/ }).waitFor();
  assert.match(books.run('secretary', 'agreement', 'show', 'who-memorandum'), /proposed/);
  await tabTo(page, 'button', 'Write it');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Written' }).waitFor();
  const record = JSON.parse(books.run('secretary', 'agreement', 'show', 'who-memorandum', '--format', 'json'));
  assert.equal(record.state, 'withdrawn');
  assert.equal(record.fields.state_reason, 'a test: nobody wants it any more');
  await context.close();
  assert.deepEqual(watched, []);
});

test('a draft is edited; what somebody else changed meanwhile is named', async () => {
  const one = await visitor(browser, books.origin, { storage });
  const other = await visitor(browser, books.origin, { storage });
  for (const { page } of [one, other]) {
    await page.goto('/agreements/icrc-agreement');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Subject', { exact: true }).waitFor();
  }
  const write = async (page, text) => {
    await page.getByLabel('Subject', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByRole('heading', { name: 'One change, not written yet' }).waitFor();
  };
  await write(one.page, 'from one');
  await one.page.getByRole('button', { name: 'Write it' }).click();
  await one.page.getByRole('status').filter({ hasText: 'Written' }).waitFor();
  await write(other.page, 'from the other');
  await other.page.getByRole('alert').filter({ hasText: 'Somebody else changed this' }).filter({ hasText: 'from one' }).waitFor();
  const record = JSON.parse(books.run('secretary', 'agreement', 'show', 'icrc-agreement', '--format', 'json'));
  assert.equal(record.fields['terms.subject'], 'from one');
  await one.context.close();
  await other.context.close();
  assert.deepEqual([...one.watched, ...other.watched], []);
});

test('a document is attached from a file and comes back as it was', async () => {
  const bytes = Buffer.from('%PDF-1.7 what was agreed');
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/agreements/icrc-agreement');
  await page.getByRole('button', { name: 'Attach a document' }).click();
  const send = () => page.getByRole('button', { name: 'Attach a document' }).click();
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>') });
  await send();
  await page.getByRole('alert').filter({ hasText: 'no PDF' }).waitFor();
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'minutes.pdf', mimeType: 'application/pdf', buffer: bytes });
  await page.getByLabel('Title', { exact: true }).fill('Minutes of a test');
  await send();
  await page.getByRole('status').filter({ hasText: 'Written' }).waitFor();
  const fetched = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download Minutes of a test' }).click();
  const download = await fetched;
  assert.match(download.suggestedFilename(), /^icrc-agreement-[0-9a-f]{12}\.pdf$/);
  assert.deepEqual(readFileSync(await download.path()), bytes);
  await context.close();
  assert.deepEqual(watched, []);
});

test('what an agreement is worth is typed and shown as people write it, whatever the digits', async () => {
  const record = () => JSON.parse(books.run('secretary', 'agreement', 'show', 'icrc-work-plan', '--format', 'json')).fields;
  for (const [language, edit, currency, worth, show, write, typed, bad, shown, kept] of [
    ['fr', 'Modifier', 'Monnaie', 'Valeur', 'Montrer ce qui change', 'Écrire', '1 500,5', '1,505', '1 500,50', '150050'],
    ['ar', 'تعديل', 'العملة', 'القيمة', 'أظهر ما سيتغير', 'اكتب', '٢٬٥٠٠٫٧٥', '٢٫٧٥٥', '2,500.75', '250075'],
  ]) {
    const { page, context, watched } = await visitor(browser, books.origin, { storage, language });
    await page.goto('/agreements/icrc-work-plan');
    await page.getByRole('button', { name: edit }).click();
    await page.getByLabel(currency, { exact: true }).fill('EUR');
    const box = page.getByLabel(worth);
    await box.fill(bad);
    assert.equal(await box.evaluate((one) => one.checkValidity()), false, 'a thousandth of a euro');
    await box.fill(typed);
    assert.equal(await box.evaluate((one) => one.checkValidity()), true);
    await page.getByRole('button', { name: show }).click();
    const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ');
    const cell = page.locator('td.after').filter({ hasText: /500/ }).first();
    await cell.waitFor();
    assert.equal(plain(await cell.textContent()).trim(), shown);
    await page.getByRole('button', { name: write, exact: true }).click();
    await page.locator('.card h2').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('form'));
    assert.deepEqual([record()['terms.worth.minor_units'], record()['terms.worth.currency']], [kept, 'EUR']);
    // What is there comes back as it would be typed.
    await page.getByRole('button', { name: edit }).click();
    assert.match(await page.getByLabel(worth).inputValue(), language === 'fr' ? /^1500,50$/ : /^2500\.75$/);
    await context.close();
    assert.deepEqual(watched, []);
  }
});

test('a record that changes after its changes were shown is not written over unseen', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/agreements/icrc-work-plan');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Subject', { exact: true }).fill('from the page');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('button', { name: 'Write it' }).waitFor();
  books.run('secretary', 'agreement', 'edit', 'icrc-work-plan', '--set', 'terms.subject=from elsewhere');
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('alert').filter({ hasText: 'Somebody else changed this record' }).waitFor();
  const record = JSON.parse(books.run('secretary', 'agreement', 'show', 'icrc-work-plan', '--format', 'json'));
  assert.equal(record.fields['terms.subject'], 'from elsewhere');
  await context.close();
  assert.deepEqual(watched, []);
});

test('a second person decides on a proposal, having seen what it does', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/');
  await settled(page);
  await page.getByRole('link', { name: 'Posting in the ledger' }).click();
  // A currency as people read it: who decides on a million does not see a hundred millions of cents.
  await page.getByText('1,000,000.00 USD').waitFor();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await confirmed(page, page.getByRole('heading', { name: 'Approving does this:' }));
  const waiting = JSON.parse(books.run('secretary', 'proposal', 'list', '--format', 'json')).proposals[0];
  assert.equal(waiting.outcome, 'open');
  await page.getByRole('button', { name: 'Write it' }).click();
  await confirmed(page, page.locator('.page-head').getByText('approved'));
  assert.equal(JSON.parse(books.run('secretary', 'proposal', 'show', waiting.id, '--format', 'json')).outcome, 'approved');
  storage = await context.storageState();
  await context.close();
  assert.deepEqual(watched, []);
});

test('a party accepts a text under review, through a user of its own', async () => {
  const set = (...pairs) => books.run('secretary', 'agreement', 'edit', 'icrc-agreement', ...pairs.flatMap((pair) => ['--set', pair]));
  set('terms.objectives=a test: to help', 'terms.financial_clause=false', 'terms.period.start=2022-01-01', 'terms.period.end=2030-12-31');
  set('attachments[text].kind=text', 'attachments[text].name=a test', `attachments[text].sha256=${'0'.repeat(63)}1`);
  books.run('secretary', 'agreement', 'set-state', 'icrc-agreement', 'review');
  const { page, context, watched } = await visitor(browser, books.origin);
  await setUp(page, books.invite('fp.oic'));
  // What only those read who see all of the books is not offered to whoever speaks for a party.
  assert.deepEqual(await page.locator('nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href'))), ['/', '/agreements', '/who-what-where', '/parties', '/pledges', '/trace', '/balances', '/donor', '/permissions']);
  await page.goto('/agreements/icrc-agreement');
  await page.getByRole('button', { name: 'Accept for a party' }).click();
  await page.getByRole('combobox', { name: 'Party' }).selectOption('OIC');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('status').filter({ hasText: 'Written' }).waitFor();
  const record = JSON.parse(books.run('secretary', 'agreement', 'show', 'icrc-agreement', '--format', 'json'));
  assert.equal(record.fields['acts[OIC].accepted_by'], '@fp.oic');
  await context.close();
  assert.deepEqual(watched, []);
});

test('steps whose day has come are taken, all at once', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  // A step is called by the title of what it is about, in the reader's language where there is one, and not by its id.
  const suggested = JSON.parse(books.run('secretary', 'due', '--format', 'json')).suggested.find((step) => step.kind === 'activity');
  books.run('secretary', 'activity', 'edit', suggested.id, '--set', 'title.fr=Trousses pour le Tchad');
  const french = await visitor(browser, books.origin, { storage, language: 'fr' });
  await french.page.goto('/');
  await french.page.getByRole('link', { name: 'Trousses pour le Tchad' }).first().waitFor();
  await french.context.close();
  await page.goto('/');
  await page.getByRole('button', { name: 'Take these steps now' }).click();
  await confirmed(page, page.getByText(/steps will be taken/));
  const before = JSON.parse(books.run('secretary', 'due', '--format', 'json')).steps.length;
  assert.ok(before > 0);
  await page.getByRole('button', { name: 'Write it' }).click();
  await confirmed(page, page.getByText('Taken.'));
  assert.ok(JSON.parse(books.run('secretary', 'due', '--format', 'json')).steps.length < before);
  // Giving the password once more begins a new session.
  storage = await context.storageState();
  await context.close();
  assert.deepEqual(watched, []);
});

test('an answer that is lost on the way does nothing twice', async () => {
  const { page, context } = await visitor(browser, books.origin, { storage });
  await page.goto('/action-points/iom-framework');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Action taken').fill('asked by letter');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  const keys = [];
  await page.route('**/api/v1/action-points/iom-framework', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    // The server does it; the browser hears nothing.
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('status').filter({ hasText: 'Written' }).waitFor();
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  const record = JSON.parse(books.run('secretary', 'action-point', 'show', 'iom-framework', '--format', 'json'));
  assert.equal(record.history.filter((row) => row.field === 'action_taken').length, 1);
  await context.close();
});

test('a session that ends in the middle of a form loses nothing', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/action-points/seminar-dates');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Action taken').fill('three dates proposed');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('button', { name: 'Write it' }).waitFor();
  await context.clearCookies();
  await page.getByRole('button', { name: 'Write it' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password').fill(kPassword);
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('status').filter({ hasText: 'Written' }).waitFor();
  const record = JSON.parse(books.run('secretary', 'action-point', 'show', 'seminar-dates', '--format', 'json'));
  assert.equal(record.fields.action_taken, 'three dates proposed');
  await context.close();
  assert.deepEqual(watched, []);
});

test('a sensitive act waits for the password and is then done', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/permissions');
  await page.getByLabel('User name').fill('auditor');
  await page.waitForTimeout(1100);
  await page.getByRole('button', { name: 'Make a link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your password again' });
  await dialog.getByLabel('Password').fill('not the password');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Password').fill(kPassword);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText(/\/set-up#[0-9a-f]+/).waitFor();
  storage = await context.storageState();
  await context.close();
  assert.deepEqual(watched, []);
});

test('a form offers the records that a field may name', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/new/agreements');
  const field = page.getByLabel('From consultation');
  await field.focus();
  const offer = page.locator(`datalist[id="${await field.getAttribute('list')}"] option[value="who-2022-07-22"]`);
  await offer.waitFor({ state: 'attached' });
  assert.equal(await offer.textContent(), 'OIC and WHO on the health sector');
  await context.close();
  assert.deepEqual(watched, []);
});

test('on a telephone the quarters of activities are in view, each below its name', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { size: kPhone, storage });
  await page.goto('/who-what-where');
  await settled(page);
  await page.locator('svg.timeline rect.planned').first().waitFor();
  const [name, bar] = await page.evaluate(() =>
    ['svg.timeline text:not(.small)', 'svg.timeline rect.planned'].map((one) => {
      const { left, right, top, bottom } = document.querySelector(one).getBoundingClientRect();
      return { left, right, top, bottom };
    }),
  );
  for (const [what, box] of Object.entries({ name, bar })) assert.ok(box.left >= 0 && box.right <= kPhone.width, `the ${what} stands from ${box.left} to ${box.right}`);
  assert.ok(name.bottom <= bar.top + 2, `the name ends at ${name.bottom}, its bar begins at ${bar.top}`);
  await context.close();
  assert.deepEqual(watched, []);
});

test('the language changes without a reload', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await page.goto('/pledges/D697');
  await settled(page);
  await page.evaluate(() => (window.stillHere = true));
  await page.getByRole('button', { name: 'العربية' }).click();
  await page.getByRole('heading', { level: 1, name: 'ما مصير هذه العطية؟' }).waitFor();
  assert.deepEqual(await page.evaluate(() => [document.documentElement.dir, window.stillHere]), ['rtl', true]);
  await page.getByRole('button', { name: 'Français' }).click();
  await page.getByRole('heading', { level: 1, name: 'Qu’est devenu ce don ?' }).waitFor();
  assert.deepEqual(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang, window.stillHere]), ['ltr', 'fr', true]);
  await context.close();
  assert.deepEqual(watched, []);
});

test('the first view weighs 150 KiB at most, its data included', async () => {
  const { page, context } = await visitor(browser, books.origin, { storage, language: 'ar' });
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await page.goto('/');
  await settled(page);
  await page.waitForTimeout(300);
  assert.ok(bytes > 20_000, `only ${bytes} bytes were counted`);
  assert.ok(bytes <= 150 * 1024, `${bytes} bytes`);
  console.log(`first view: ${(bytes / 1024).toFixed(1)} KiB over the network`);
  await context.close();
});

test('whoever has no right reads why, and whoever logs out is out', async () => {
  const { page, context } = await visitor(browser, books.origin);
  await setUp(page, books.invite('monitor'));
  await page.goto('/audit');
  await page.getByRole('alert').waitFor();
  await page.goto('/me');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.goto('/pledges');
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await context.close();
});
