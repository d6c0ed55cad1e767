// What somebody is offered, and is told that waits for them, is what their roles may do: whoever speaks for a party sees the
// rest, named as the work of others. In three languages, against the real server.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Books } from './books.mjs';
import { faults, kDesktop, kPhone, launch, settled, storageOf, visitor } from './browser.mjs';
import { kLanguages } from './screens.mjs';
import { texts } from './texts.mjs';

let books;
let browser;
const storage = {};

before(async () => {
  books = new Books();
  await books.serve();
  browser = await launch();
  for (const user of ['fp.icrc', 'fp.who', 'fp.isdb', 'registrar', 'storekeeper', 'planner']) storage[user] = await storageOf(browser, books, user);
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

async function at(path, user, { language = 'en', size = kDesktop } = {}) {
  const there = await visitor(browser, books.origin, { language, size, storage: storage[user] });
  await there.page.goto(path);
  await settled(there.page);
  return {
    ...there,
    steps: () => there.page.locator('section.steps button').allInnerTexts(),
    end: async () => {
      await there.context.close();
      assert.deepEqual(there.watched, []);
    },
  };
}

const parts = ['overdue', 'steps', 'suggested', 'ending'];

for (const language of kLanguages) describe(language, () => {
  const t = texts(language);

  test('Today counts what the roles may do, and keeps the rest apart', async () => {
    for (const [user, size] of [['fp.who', kDesktop], ['fp.icrc', kPhone], ['registrar', kDesktop]]) {
      const { page, end } = await at('/', user, { language, size });
      const [due, { proposals }] = await page.evaluate(() => Promise.all(['/api/v1/due', '/api/v1/proposals?outcome=open'].map(async (url) => (await fetch(url)).json())));
      // What happens by itself waits for nobody.
      const waiting = [...parts.flatMap((part) => due[part]).filter((one) => one.to === undefined || one.lacks.length || !due.steps.includes(one)), ...proposals];
      const own = waiting.filter((one) => one.yours);
      const count = (list) => list.filter((one) => one.yours).length;
      const head = page.getByText(own.length ? t('today.summary', { n: own.length, overdue: count(due.overdue), waiting: count(proposals) }) : t('today.none')).first();
      if (user !== 'registrar') await head.waitFor();
      for (const part of ['overdue', 'suggested']) assert.equal(await page.locator(`section[aria-labelledby=part-${part}]`).count(), Math.min(1, count(due[part])), `${user}: ${part}`);
      const others = page.locator('details.others');
      const theirs = waiting.length - own.length;
      assert.equal(await others.count(), Math.min(1, theirs));
      if (theirs) {
        await others.locator('> summary').click();
        assert.match(await others.locator('> summary').innerText(), t('today.others'));
        assert.deepEqual(await faults(page), []);
      }
      if (user === 'fp.who') assert.ok(theirs > 0 && count(due.suggested) === 0, 'the example has nothing that is for others');
      if (user === 'fp.icrc') assert.ok(count(due.overdue) > 0 && count(due.overdue) < due.overdue.length);
      if (user === 'registrar') assert.equal(count(due.suggested), due.suggested.length);
      await end();
    }
  });

  test('a draft is for those who have a part in it', async () => {
    const own = await at('/agreements/icrc-agreement', 'fp.icrc', { language });
    assert.match((await own.steps()).join('\n'), t('steps.to', { state: '' }));
    assert.equal(await own.page.getByText(t('steps.others')).count(), 0);
    await own.page.getByRole('button', { name: t('record.edit') }).waitFor();
    await own.page.getByRole('button', { name: t('documents.attach') }).waitFor();
    await own.end();
    for (const size of [kDesktop, kPhone]) {
      const other = await at('/agreements/icrc-agreement', 'fp.who', { language, size });
      assert.deepEqual(await other.steps(), []);
      // Who takes them is said, with no word about the roles of the reader.
      const told = other.page.locator('section.steps');
      assert.match(await told.innerText(), t('steps.others'));
      assert.match(await told.innerText(), t('role.secretariat'));
      assert.equal(await told.locator('ul.lacks').count(), 0);
      assert.equal(await other.page.getByRole('button', { name: t('record.edit') }).count(), 0);
      assert.equal(await other.page.getByRole('button', { name: t('documents.attach') }).count(), 0);
      assert.deepEqual(await faults(other.page), []);
      await other.end();
    }
  });

  test('what the secretariat ends, a party of it may attach documents to', async () => {
    const party = await at('/agreements/ahtf-charter', 'fp.isdb', { language });
    assert.deepEqual(await party.steps(), []);
    assert.doesNotMatch(await party.page.locator('section.steps').innerText(), /system/);
    await party.page.getByRole('button', { name: t('documents.attach') }).waitFor();
    await party.end();
    const other = await at('/agreements/ahtf-charter', 'fp.who', { language });
    assert.equal(await other.page.getByRole('button', { name: t('documents.attach') }).count(), 0);
    await other.end();
    const secretary = await at('/agreements/ahtf-charter', 'registrar', { language });
    assert.ok((await secretary.steps()).length >= 2);
    assert.equal(await secretary.page.getByText(t('steps.others')).count(), 0);
    await secretary.end();
  });
});

test('an activity is taken further by those of the store, not by a party without a part in it', async () => {
  const keeper = await at('/activities/AFG-covid', 'storekeeper');
  assert.ok((await keeper.steps()).some((one) => /under way/i.test(one)));
  await keeper.end();
  const other = await at('/activities/AFG-covid', 'fp.who');
  assert.deepEqual(await other.steps(), []);
  assert.equal(await other.page.getByRole('button', { name: 'Edit' }).count(), 0);
  await other.end();
});

test('each is offered the new records that the roles may enter', async () => {
  const offered = async (user) => {
    const { page, end } = await at('/agreements', user);
    const links = await page.locator('details.pick a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    await end();
    return links;
  };
  assert.deepEqual(await offered('fp.who'), ['/new/consultations', '/new/agreements', '/new/action-plans', '/new/activities', '/new/action-points']);
  assert.deepEqual(await offered('planner'), ['/new/action-plans', '/new/activities', '/new/action-points']);
  assert.deepEqual(await offered('storekeeper'), ['/new/action-points']);
});
