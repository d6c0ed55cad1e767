// What store managers do, by keyboard, in three languages, against the real server: each act is shown first, written
// once, and compared with what the command line says of the same books. Then what goes wrong on the way.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { faults, kDesktop, kPassword, kPhone, launch, press, settled, storageOf, tabTo, visitor } from './browser.mjs';
import { forget, goodsBooks, kDay } from './goods_books.mjs';
import { kLanguages } from './screens.mjs';
import { escaped, refusal, texts } from './texts.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await forget();
});

/** The label of a field about one lot. */
const about = (t, key, name) => new RegExp(`${t(key).source} · ${escaped(name)}`);

/** Somebody at work in books of their own. */
async function at(path, { language = 'en', user = 'sami', size = kDesktop, books = null, options = [] } = {}) {
  const own = books ?? goodsBooks();
  if (!own.origin) await own.serve(...options);
  const storage = await storageOf(browser, own, user, 'amina');
  const there = await visitor(browser, own.origin, { language, size, storage });
  await there.page.goto(path);
  await settled(there.page);
  return {
    ...there,
    books: own,
    end: async () => {
      await there.context.close();
      if (!books) await own.stop();
      assert.deepEqual(there.watched, []);
    },
  };
}

const type = async (page, name, text) => {
  await tabTo(page, 'textbox', name);
  await page.keyboard.type(text);
};

/** Shows what would be done; nothing of it is written yet. */
async function show(page, t) {
  await press(page, 'button', t('form.show'));
  await page.getByRole('button', { name: t('form.write') }).waitFor();
}

async function write(page, t, done = 'stock.done') {
  await press(page, 'button', t('form.write'));
  await page.getByRole('status').filter({ has: page.getByRole('heading', { name: t(done) }) }).waitFor();
}

for (const language of kLanguages) {
  const t = texts(language);

  test(`${language}, by keyboard: a truck with a damaged and a short line is taken in`, async () => {
    const { page, books, end } = await at(`/stock/receive?at=north&day=${kDay}`, { language });
    await press(page, 'link', t('stock.truck.from', { from: 'nat' }));
    await page.getByRole('heading', { level: 1, name: t('stock.truck.title') }).waitFor();
    await settled(page);
    await type(page, about(t, 'stock.good', 'mcv M1'), '190');
    await type(page, about(t, 'stock.damaged', 'mcv M1'), '4');
    // Six are not there: nothing is shown before it is said what becomes of them.
    const rest = await tabTo(page, 'combobox', about(t, 'stock.rest', 'mcv M1'));
    assert.ok(await page.getByRole('button', { name: t('form.show') }).isDisabled());
    await page.keyboard.press('ArrowDown');
    assert.equal(await rest.inputValue(), 'missing');
    await press(page, 'button', t('stock.aspapers'));
    await show(page, t);
    assert.equal(books.balance('north', 'on_hand', 'mcv'), 0, 'something was written before it was asked for');
    await write(page, t);
    assert.equal(books.balance('north', 'on_hand', 'mcv'), 190);
    assert.equal(books.balance('north', 'quarantined', 'mcv'), 4);
    assert.equal(books.balance('north', 'on_hand', 'ocv'), 150);
    assert.equal(books.balance('north', 'in_transit', 'mcv'), 0);
    const points = JSON.parse(books.run('amina', 'action-point', 'list', '--format', 'json')).entities;
    assert.match(points[0].fields.title, /^6 of mcv missing at north/);
    await page.getByRole('link', { name: points[0].id }).waitFor();
    const paper = await page.getByRole('link', { name: t('stock.paper.grn') }).getAttribute('href');
    const printed = await page.evaluate(async (url) => (await fetch(url)).text(), paper);
    assert.match(printed, /190/);
    await end();
  });

  test(`${language}, by keyboard: the plan's shipments leave, but for one truck`, async () => {
    const { page, books, end } = await at(`/stock/issue?at=nat&day=${kDay}`, { language });
    await page.getByRole('checkbox').first().waitFor();
    const due = books.told('ship', '--due', '--from', 'nat', '--on', kDay, '--dry-run').sent;
    const lots = (to) => due.filter((one) => one.to === to).length;
    assert.ok(lots('north') > 0 && lots('south') > 0);
    // The bars are shipments, and the head says how many beside the lines of the pick list.
    const shipments = new Set(due.map((one) => one.planned)).size;
    await page.getByText(t('stock.issue.summary', { n: 2, shipments, lines: due.length })).first().waitFor();
    await page.getByText(t('stock.issue.bars')).waitFor();
    const digits = [...new Intl.NumberFormat(language, { useGrouping: false }).format(9876543210)].reverse();
    const bars = (await page.locator('.picture .bars-value').allInnerTexts()).map((text) => Number([...text].map((one) => digits.indexOf(one)).join('')));
    assert.equal(bars.reduce((sum, one) => sum + one, 0), shipments);
    await press(page, 'checkbox', t('stock.pick.to', { to: 'south', n: lots('south') }), ' ');
    await show(page, t);
    await write(page, t);
    const left = books.told('ship', '--due', '--from', 'nat', '--on', kDay, '--dry-run').sent;
    assert.deepEqual(left.map((one) => one.to), Array(lots('south')).fill('south'));
    const paper = await page.getByRole('link', { name: t('stock.paper.waybill.to', { to: 'north' }) }).getAttribute('href');
    assert.match(await page.evaluate(async (url) => (await fetch(url)).text(), paper), /north/);
    await end();
  });

  test(`${language}: on Today a store is one thing to do, with the number of its shipments`, async () => {
    const { page, books, end } = await at('/', { language });
    const places = await page.evaluate(async () => (await fetch('/api/v1/stock/places?limit=40')).json());
    const due = places.places.filter((one) => one.due > 0);
    assert.ok(due.length > 0 && places.all.due > due.length, 'no place has several shipments');
    assert.equal(places.due_places, due.length);
    assert.equal(places.late_places, places.places.filter((one) => one.late > 0).length);
    await page.getByText(t('today.summary', { n: due.length + places.late_places, overdue: 0, waiting: 0 })).first().waitFor();
    const leaving = page.locator('section[aria-labelledby=part-leaving]');
    await leaving.getByText(t('today.shipments.all', { n: places.all.due })).waitFor();
    await leaving.getByText(t('today.shipments', { n: due[0].due })).first().waitFor();
    assert.deepEqual(await leaving.locator('li a').allInnerTexts(), due.map((one) => one.at));
    // Of who keeps one store, that one.
    const north = await at('/', { language, user: 'nora', size: kPhone, books });
    const one = places.places.find((place) => place.at === 'north');
    await north.page.getByText(t('today.summary', { n: Math.min(one.due, 1) + Math.min(one.late, 1), overdue: 0, waiting: 0 })).first().waitFor();
    assert.deepEqual(await north.page.locator('section[aria-labelledby=part-arrivals] li a').allInnerTexts(), ['north']);
    assert.deepEqual(await faults(north.page), []);
    await north.end();
    await end();
  });

  test(`${language}: what the plan asks for and is not on the shelf is told in this language`, async () => {
    const books = goodsBooks();
    const kits = books.balance('nat', 'on_hand', 'kit');
    books.run('sami', 'ship', '--from', 'nat', '--to', 'north', '--unit', 'kit', '--amount', String(kits), '--on', kDay);
    await books.serve();
    const { page, end } = await at(`/stock/issue?at=nat&day=${kDay}`, { language, books });
    const told = page.locator('ul.lacks li').filter({ hasText: 'kit' }).first();
    await told.waitFor();
    assert.match((await told.textContent()).replaceAll(/\s/g, ' '), new RegExp(`${t('stock.notsent.not_on_the_shelf').source}$`));
    await end();
    await books.stop();
  });

  test(`${language}, by keyboard: what is sent by hand is taken from what expires first`, async () => {
    const { page, books, end } = await at(`/stock/issue?at=cedar&by=hand&day=${kDay}`, { language });
    const before = books.balance('cedar', 'on_hand', 'mcv', 'M0');
    await tabTo(page, 'combobox', t('stock.to'));
    await page.keyboard.type('south');
    const product = await tabTo(page, 'combobox', t('stock.product'));
    await page.keyboard.press('ArrowDown');
    assert.equal(await product.inputValue(), 'mcv');
    await type(page, t('stock.amount'), '30');
    await show(page, t);
    await page.getByRole('cell', { name: 'M0' }).waitFor();
    await write(page, t);
    assert.equal(books.balance('cedar', 'on_hand', 'mcv', 'M0'), before - 30);
    assert.equal(books.balance('south', 'in_transit', 'mcv', 'M0'), 30);
    await end();
  });

  test(`${language}, by keyboard: a shelf is counted, and only what differs is shown`, async () => {
    const { page, books, end } = await at(`/stock/count?at=cedar&day=${kDay}`, { language });
    // What is booked is not to be copied.
    assert.equal(await page.getByText(t('stock.booked')).count(), 0);
    await type(page, about(t, 'stock.count.found', 'mcv M0'), '103');
    await type(page, about(t, 'stock.count.found', 'ocv O1'), '200');
    await page.getByText(t('stock.count.more', { n: 3, booked: 100 })).waitFor();
    await type(page, t('steps.reason'), 'behind the shelf');
    await show(page, t);
    assert.equal(await page.locator('form table tbody tr').count(), 1, 'a line that is as booked is shown as a difference');
    assert.equal(books.balance('cedar', 'on_hand', 'mcv'), 100);
    await write(page, t);
    assert.equal(books.balance('cedar', 'on_hand', 'mcv'), 103);
    await end();
  });

  test(`${language}, by keyboard: what is gone is written off by two people`, async () => {
    const books = goodsBooks();
    const one = await at(`/stock/write-off?at=cedar&day=${kDay}`, { language, books, options: ['--step-up-time', '3'] });
    await type(one.page, about(t, 'stock.write-off.amount', 'mcv M0'), '8');
    const way = await tabTo(one.page, 'combobox', t('stock.found'));
    await one.page.keyboard.press('ArrowDown');
    await one.page.keyboard.press('ArrowDown');
    assert.equal(await way.inputValue(), 'damaged');
    await type(one.page, t('steps.reason'), 'broken on the way to the shelf');
    await show(one.page, t);
    await write(one.page, t, 'stock.done.proposed');
    assert.equal(books.balance('cedar', 'on_hand', 'mcv'), 100, 'one person alone wrote it off');
    const path = await one.page.getByRole('link', { name: t('stock.done.proposal') }).getAttribute('href');
    // Who proposed it does not decide on it.
    await one.page.goto(path);
    await settled(one.page);
    await one.page.getByText(t('decide.own')).waitFor();
    assert.equal(await one.page.getByRole('button', { name: t('decide.approve') }).count(), 0);
    await one.page.getByRole('button', { name: t('decide.withdraw') }).waitFor();
    await one.end();

    const other = await at(path, { language, books, user: 'farid' });
    await other.page.waitForTimeout(3100);
    await press(other.page, 'button', t('decide.approve'));
    await press(other.page, 'button', t('form.show'));
    const dialog = other.page.getByRole('dialog', { name: t('stepup.head') });
    await dialog.getByLabel(t('account.password')).fill(kPassword);
    await dialog.getByRole('button', { name: t('stepup.confirm') }).click();
    const posted = other.page.getByRole('button', { name: t('form.write') });
    await posted.waitFor();
    assert.equal(books.balance('cedar', 'on_hand', 'mcv'), 100);
    await posted.click();
    const asked = other.page.getByRole('dialog', { name: t('stepup.head') });
    await asked.or(other.page.locator('.page-head .state.running')).first().waitFor();
    if (await asked.isVisible()) {
      await asked.getByLabel(t('account.password')).fill(kPassword);
      await asked.getByRole('button', { name: t('stepup.confirm') }).click();
    }
    await other.page.locator('.page-head .state.running').waitFor();
    assert.equal(books.balance('cedar', 'on_hand', 'mcv'), 92);
    await other.end();
    await books.stop();
  });

  test(`${language}, by keyboard: a lot is set apart, and its release waits for a second person`, async () => {
    const { page, books, end } = await at(`/stock/quarantine?at=cedar&day=${kDay}`, { language });
    await type(page, about(t, 'stock.quarantine.amount', 'ocv O1'), '20');
    await type(page, t('steps.reason'), 'the fridge was off');
    await show(page, t);
    await write(page, t);
    assert.equal(books.balance('cedar', 'quarantined', 'ocv'), 20);
    await press(page, 'link', t('stock.release.do'));
    await settled(page);
    await press(page, 'button', t('stock.done.again'));
    await settled(page);
    await type(page, about(t, 'stock.release.amount', 'ocv O1'), '20');
    await type(page, t('steps.reason'), 'it was cold all the time');
    await show(page, t);
    await page.getByText(t('stock.second')).first().waitFor();
    await write(page, t, 'stock.done.proposed');
    assert.equal(books.balance('cedar', 'quarantined', 'ocv'), 20);
    await end();
  });
}

test('what was used is taken from what expires first', async () => {
  const { page, books, end } = await at(`/stock/use?at=cedar&day=${kDay}`);
  await page.getByLabel('Used · ocv').fill('15');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('cell', { name: 'O1' }).waitFor();
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('heading', { name: 'Written', exact: true }).waitFor();
  assert.equal(books.balance('cedar', 'used', 'ocv'), 15);
  // From then on the shelf says how long it lasts.
  await page.goto(`/stock?at=cedar&day=${kDay}`);
  await settled(page);
  const cover = await page.evaluate(async (day) => (await fetch(`/api/v1/stock/cover?at=cedar&today=${day}`)).json(), kDay);
  const ocv = cover.cover.find((one) => one.unit === 'ocv');
  assert.equal(ocv.days, Math.floor((185 * ocv.over_days) / 15));
  await page.locator('figure .bars-row', { hasText: 'ocv' }).getByText(`${ocv.days} days`).waitFor();
  await end();
});

test('what is handed over to who serves people leaves the shelf for them', async () => {
  const { page, books, end } = await at(`/stock/use?at=cedar&day=${kDay}`);
  const before = books.balance('cedar', 'on_hand', 'ocv');
  await page.getByLabel('Handed over to').fill('cedar-team');
  await page.getByLabel('Handed over · ocv').fill('12');
  assert.ok(await page.getByRole('button', { name: 'Show what changes' }).isDisabled(), 'nobody signed for it yet');
  await page.locator('input[type=file]').setInputFiles({ name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') });
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('cell', { name: 'O1' }).waitFor();
  assert.equal(books.balance('cedar', 'on_hand', 'ocv'), before, 'nothing is written yet');
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('heading', { name: 'Written', exact: true }).waitFor();
  assert.equal(books.balance('cedar', 'on_hand', 'ocv'), before - 12);
  assert.equal(books.balance('cedar-team', 'delivered', 'ocv'), 12);
  await end();
});

test('the shelf is what the command line says, first what expires first', async () => {
  const { page, books, end } = await at(`/stock?at=nat&day=${kDay}`);
  const rows = await page.locator('.st-lots tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
  const held = books.told('balance', '--holder', 'nat', '--stage', 'on_hand').balances;
  assert.deepEqual(
    rows.map((row) => [row[0], row[1], Number(row[4].replaceAll(',', ''))]).toSorted(),
    held.map((one) => [one.unit, one.lot, one.amount]).toSorted(),
  );
  assert.ok(rows.length > 2);
  // On a later day the same lot has expired, and says so.
  await page.goto('/stock?at=nat&day=2022-09-10');
  await settled(page);
  await page.locator('.st-lots tr', { hasText: 'O1' }).getByText('expired').first().waitFor();
  await end();
});

test('a shipment on its way is taken back, once', async () => {
  const { page, books, end } = await at(`/stock/issue?at=nat&day=${kDay}`);
  const before = books.balance('nat', 'on_hand', 'mcv');
  await page.getByText('To north, sent on', { exact: false }).or(page.locator('summary', { hasText: 'north' })).last().click();
  await page.locator('section', { hasText: 'On the way from here' }).getByRole('link', { name: 'mcv M1' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'What became of this shipment?' }).waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByLabel('Reason').fill('the truck broke down');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('status').filter({ hasText: 'Written' }).waitFor();
  assert.ok(books.balance('nat', 'on_hand', 'mcv') > before);
  await settled(page);
  assert.equal(await page.getByRole('button', { name: 'Take it back' }).count(), 0);
  await end();
});

// Over plain http from another machine a browser has no SHA-256 to give.
for (const plain of [false, true]) test(`a lot is called back everywhere${plain ? ', the fingerprint worked out without the browser' : ''}`, async () => {
  const { page, books, end } = await at(`/stock/recall?unit=mcv&lot=M1&day=${kDay}`);
  if (plain) {
    await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
    await page.reload();
    await settled(page);
    assert.ok(await page.evaluate(() => crypto.subtle === undefined));
  }
  await page.getByLabel('Reason').fill('notice of the maker');
  // Two blocks and a half, so that the padding is of another block than the end.
  const notice = Buffer.from('notice of the maker '.repeat(8));
  const fingerprint = createHash('sha256').update(notice).digest('hex');
  assert.equal(await page.locator('details[open] input[type=text]').count(), 0, 'a fingerprint is asked for by hand');
  await page.getByLabel('The paper, as a file').setInputFiles({ name: 'notice.pdf', mimeType: 'application/pdf', buffer: notice });
  await page.getByText(fingerprint.slice(0, 12)).waitFor();
  const asked = page.waitForRequest((one) => one.method() === 'POST' && one.url().includes('/recalls'));
  await page.getByRole('button', { name: 'Show what changes' }).click();
  assert.equal((await asked).postDataJSON().document, fingerprint);
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('heading', { name: 'Written', exact: true }).waitFor();
  assert.equal(books.balance('nat', 'on_hand', 'mcv', 'M1'), 0);
  assert.ok(books.balance('nat', 'quarantined', 'mcv', 'M1') > 0);
  await end();
});

const kTruck = `/stock/receive?at=north&from=nat&sent=2022-07-25&day=${kDay}`;

test('of two people who take in the same truck the second is told, and loses nothing', async () => {
  const books = goodsBooks();
  const one = await at(kTruck, { books });
  const other = await at(kTruck, { books, user: 'nora' });
  for (const { page } of [one, other]) {
    await page.getByLabel('Usable · mcv M1').fill('200');
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByRole('button', { name: 'Write it' }).waitFor();
  }
  // The first one finds half of it only, the rest comes later.
  await one.page.getByRole('button', { name: 'Back to the form' }).click();
  await one.page.getByLabel('Usable · mcv M1').fill('120');
  await one.page.getByRole('combobox', { name: /80 are not there/ }).selectOption('later');
  await one.page.getByRole('button', { name: 'Show what changes' }).click();
  await one.page.getByRole('button', { name: 'Write it' }).click();
  await one.page.getByRole('heading', { name: 'Written', exact: true }).waitFor();

  await other.page.getByRole('button', { name: 'Write it' }).click();
  const told = other.page.getByRole('alert').filter({ hasText: 'Somebody else moved goods' });
  await told.waitFor();
  assert.equal(books.balance('north', 'on_hand', 'mcv'), 120, 'the same goods were taken in twice');
  await other.page.getByRole('button', { name: 'Read the books again; keep what I typed' }).click();
  await other.page.getByText(/On the papers: .80/).waitFor();
  assert.equal(await other.page.getByLabel('Usable · mcv M1').inputValue(), '200');
  await one.end();
  await other.end();
  await books.stop();
});

test('goods that go out while somebody counts are neither found nor lost', async () => {
  const { page, books, end } = await at(`/stock/count?at=cedar&day=${kDay}`);
  await page.getByLabel('Counted · mcv M0').fill('100');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('button', { name: 'Write it' }).waitFor();
  books.run('sami', 'ship', '--from', 'cedar', '--to', 'north', '--unit', 'mcv', '--amount', '40', '--on', kDay);
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('alert').filter({ hasText: 'Somebody else moved goods' }).waitFor();
  assert.equal(books.balance('cedar', 'on_hand', 'mcv'), 60);
  await page.getByRole('button', { name: 'Read the books again; keep what I typed' }).click();
  await page.getByText('40 too many; booked: 60').waitFor();
  assert.equal(await page.getByLabel('Counted · mcv M0').inputValue(), '100');
  await end();
});

test('a server that dies in the middle of a truck: nothing is half done, nothing typed is lost, nothing is done twice', async () => {
  const { page, books, end } = await at(kTruck);
  await page.getByLabel('Usable · mcv M1').fill('200');
  await page.getByLabel('Usable · ocv O1').fill('149');
  await page.getByRole('combobox', { name: /1 is not there · ocv/ }).selectOption('missing');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('button', { name: 'Write it' }).waitFor();
  await books.stop('SIGKILL');
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('alert').filter({ hasText: 'did not answer' }).waitFor({ timeout: 20_000 });
  assert.equal(books.balance('north', 'on_hand', 'mcv'), 0);
  await books.again();
  // Sessions are gone with the server: the password brings this one back, and the form is as it was.
  const keys = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/receipts')) keys.push(request.headers()['idempotency-key']);
  });
  await page.getByRole('button', { name: 'Write it' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password').fill(kPassword);
  // The server does it and dies before anybody hears of it.
  let lost = 0;
  await page.route('**/api/v1/receipts', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await books.stop('SIGKILL');
    return route.abort('connectionreset');
  });
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('alert').filter({ hasText: 'did not answer' }).waitFor({ timeout: 20_000 });
  assert.equal(books.balance('north', 'on_hand', 'mcv'), 200, 'it was done before the server died');
  await books.again();
  // Going back and asking for the same once more is the same request: it bears the same key and is answered as then.
  await page.getByRole('button', { name: 'Back to the form' }).click();
  assert.equal(await page.getByLabel('Usable · mcv M1').inputValue(), '200');
  assert.equal(await page.getByLabel('Usable · ocv O1').inputValue(), '149');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('button', { name: 'Write it' }).click();
  await dialog.getByLabel('Password').fill(kPassword);
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Written', exact: true }).waitFor();
  assert.equal(books.balance('north', 'on_hand', 'mcv'), 200);
  assert.equal(books.balance('north', 'on_hand', 'ocv'), 149);
  assert.equal(new Set(keys).size, 1, 'another key was used for the same truck');
  await end();
});

test('whoever keeps one store sees it first, on a telephone', async () => {
  const { page, books, end } = await at('/', { user: 'nora', size: kPhone });
  await page.locator('section', { hasText: 'Places where goods are late' }).getByRole('link', { name: 'north' }).click();
  await page.getByRole('heading', { level: 1, name: 'Which trucks are on their way here?' }).waitFor();
  await page.goto('/stock');
  await settled(page);
  await page.locator('.about', { hasText: 'north' }).waitFor();
  // Another store's truck is not hers to take in: the refusal stands in the form.
  await page.goto(`/stock/receive?at=south&from=nat&sent=2022-07-25&day=${kDay}`);
  await settled(page);
  await page.getByLabel('Usable · mcv M1').fill('410');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await page.getByRole('alert').filter({ hasText: 'post_receipt is for' }).waitFor();
  assert.equal(await page.getByLabel('Usable · mcv M1').inputValue(), '410');
  assert.equal(books.balance('south', 'on_hand', 'mcv'), 0);
  await end();
});

const kPictured = [
  ['goods-stores', `/stock?at=*&day=${kDay}`],
  ['goods-shelf', `/stock?at=nat&day=${kDay}`],
  ['goods-shelf-expired', '/stock?at=cedar&day=2022-09-10'],
  ['goods-receive', '/stock/receive?at=north&day=2022-08-04'],
  [
    'goods-truck',
    kTruck,
    async (page, t) => {
      await page.getByLabel(about(t, 'stock.good', 'mcv M1')).fill('180');
      await page.getByLabel(about(t, 'stock.damaged', 'mcv M1')).fill('4');
      await page.getByRole('combobox', { name: about(t, 'stock.rest', 'mcv M1') }).selectOption('missing');
      await page.getByLabel(about(t, 'stock.good', 'ocv O1')).fill('152');
    },
  ],
  ['goods-issue', `/stock/issue?at=nat&day=2022-08-08`, (page) => page.locator('form details').first().locator('summary').click()],
  ['goods-issue-hand', `/stock/issue?at=nat&by=hand&day=${kDay}`],
  ['goods-use', `/stock/use?at=cedar&day=${kDay}`],
  [
    'goods-count',
    `/stock/count?at=cedar&day=${kDay}`,
    async (page, t) => {
      await page.getByLabel(about(t, 'stock.count.found', 'mcv M0')).fill('97');
      await page.getByLabel(about(t, 'stock.count.found', 'ocv O1')).fill('230');
    },
  ],
  ['goods-quarantine', `/stock/quarantine?at=cedar&day=${kDay}`],
  ['goods-write-off', '/stock/write-off?at=cedar&day=2022-09-10'],
  ['goods-recall', `/stock/recall?unit=mcv&lot=M1&day=${kDay}`],
];
const pictures = process.env.IMDAD_SCREENSHOTS;

for (const [form, size, scheme] of [['desktop', kDesktop, 'light'], ['phone', kPhone, 'light'], ['dark', kDesktop, 'dark']]) {
  test(`screens of stores with something typed, ${form}: nothing for axe, nothing cut off`, async () => {
    const books = goodsBooks();
    await books.serve();
    const storage = await storageOf(browser, books, 'sami', 'amina');
    const problems = [];
    if (pictures) mkdirSync(pictures, { recursive: true });
    for (const language of scheme === 'dark' ? ['en'] : kLanguages) {
      const { page, context, watched } = await visitor(browser, books.origin, { language, size, scheme, storage });
      for (const [name, path, fill] of kPictured) {
        await page.goto(path);
        await settled(page);
        await fill?.(page, texts(language));
        for (const one of await faults(page)) problems.push(`${language} ${name}: ${one}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) problems.push(`${language} ${name}: ${over} px wider than the screen`);
        if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.${form}.png`), fullPage: true });
      }
      if (pictures && form === 'desktop' && language === 'en') await page.pdf({ path: join(pictures, 'goods-recall.pdf'), preferCSSPageSize: true });
      await context.close();
      problems.push(...watched);
    }
    await books.stop();
    assert.deepEqual(problems, []);
  });
}
