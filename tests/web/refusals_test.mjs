// What is refused, and what a step still lacks, in the language of the screen, against the real server: the server's code and
// arguments, said by the application's own sentences, and said again when the language changes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, settled, storageOf, visitor } from './browser.mjs';
import { Books } from './books.mjs';
import { goodsBooks } from './goods_books.mjs';

let browser;
let books;
let storage;

before(async () => {
  browser = await launch();
  books = new Books();
  await books.serve();
  storage = await storageOf(browser, books, 'registrar');
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

const choose = (page, language) => page.locator('.languages').getByRole('button', { name: language }).click();

test('what a step lacks is said in French, in Arabic and in English, without reload', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { language: 'fr', storage });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/agreements/icrc-agreement');
  await settled(page);
  await page.evaluate(() => (window.stayed = true));
  const lacks = page.locator('.steps .lacks li');
  await lacks.filter({ hasText: 'Le texte avec son SHA-256 n’est pas joint.' }).waitFor();
  await lacks.filter({ hasText: 'Il manque un motif.' }).waitFor();
  assert.equal(await page.locator('.steps .lacks [lang]').count(), 0, 'a reason is still in English');
  assert.ok(!asked.some((url) => /\/ar-/.test(url)), 'a language that nobody asked for was fetched');
  await choose(page, 'العربية');
  await lacks.filter({ hasText: 'النص مع SHA-256 غير مرفق.' }).waitFor();
  await choose(page, 'English');
  await lacks.filter({ hasText: 'The text with its SHA-256 is not attached.' }).waitFor();
  assert.ok(await page.evaluate(() => window.stayed), 'the page was loaded anew');
  await context.close();
  assert.deepEqual(watched, []);
});

test('a refused act says why with the values that it was asked with, in each language', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { language: 'fr', storage });
  await page.goto('/me');
  await settled(page);
  await page.evaluate(() => (window.stayed = true));
  const add = async () => {
    await page.getByLabel('Usage').fill('rapport mensuel');
    await page.getByRole('button', { name: 'Créer un jeton' }).click();
  };
  await add();
  await page.getByRole('status').filter({ hasText: 'rapport mensuel' }).waitFor();
  await add();
  const refused = page.getByRole('alert');
  await refused.filter({ hasText: 'il y a déjà un jeton « rapport mensuel » ; prenez un autre libellé, ou effacez d’abord celui-là' }).waitFor();
  assert.equal(await refused.locator('bdi').textContent(), 'rapport mensuel', 'what is put in is not isolated');
  await choose(page, 'العربية');
  await refused.filter({ hasText: 'يوجد رمز «rapport mensuel» من قبل' }).waitFor();
  assert.equal(await refused.locator('[lang]').count(), 0);
  await choose(page, 'English');
  const line = refused.locator('li', { hasText: "there is a token 'rapport mensuel' already" });
  await line.waitFor();
  assert.equal(await line.getAttribute('lang'), 'en');
  assert.ok(await page.evaluate(() => window.stayed), 'the page was loaded anew');
  await context.close();
  assert.deepEqual(watched, []);
});

test('what a proposal is about and what an approval does is said in the language of the screen', async () => {
  const treasurer = await storageOf(browser, books, 'treasurer');
  const { page, context, watched } = await visitor(browser, books.origin, { language: 'fr', storage: treasurer });
  const { proposals } = JSON.parse(books.run('secretary', 'proposal', 'list', '--format', 'json'));
  await page.goto(`/proposals/${proposals[0].id}`);
  await settled(page);
  await page.evaluate(() => (window.stayed = true));
  const about = page.locator('.card').first();
  await about.filter({ hasText: /1\s000\s000,00 USD/ }).waitFor();
  await about.locator('.row-note').filter({ hasText: 'Annonce : CBPF-AFG-11' }).waitFor();
  await page.getByRole('button', { name: 'Approuver' }).click();
  await page.getByRole('button', { name: 'Montrer ce qui change' }).click();
  const done = page.locator('.steps li');
  await done.filter({ hasText: /: écriture \d/ }).waitFor();
  assert.equal(await page.locator('main [lang=en]').count(), 0, 'something is still in English');
  await choose(page, 'العربية');
  await done.filter({ hasText: 'القيد' }).waitFor();
  assert.equal(await page.locator('main [lang=en]').count(), 0, 'something is still in English');
  await choose(page, 'English');
  await about.filter({ hasText: '1,000,000.00 USD' }).waitFor();
  await about.locator('.row-note').filter({ hasText: 'pledge CBPF-AFG-11' }).waitFor();
  assert.ok(await page.evaluate(() => window.stayed), 'the page was loaded anew');
  await context.close();
  assert.deepEqual(watched, []);
});

test('roles, acts and what to do now are in words of the language; without the sentences the server’s own line stands there', async (context) => {
  const goods = goodsBooks();
  context.after(async () => (await goods.stop(), goods.remove()));
  await goods.serve();
  const nora = await storageOf(browser, goods, 'nora', 'amina');
  const refusal = async (prepare = async () => {}) => {
    const { page, context } = await visitor(browser, goods.origin, { language: 'fr', storage: nora });
    await prepare(page);
    await page.goto('/stock/receive?at=south&from=nat&sent=2022-07-25&day=2022-08-01');
    await settled(page);
    await page.getByLabel('Utilisable · mcv M1').fill('410');
    await page.getByRole('button', { name: 'Montrer ce qui change' }).click();
    const alert = page.getByRole('alert');
    await alert.locator('li').first().waitFor();
    const said = { text: (await alert.textContent()).replaceAll('\u00a0', ' '), english: await alert.locator('[lang=en]').count() };
    await context.close();
    return said;
  };
  const french = await refusal();
  assert.match(french.text, /réservé à .*Logistique.*; nora a : Logistique\./);
  assert.match(french.text, /Adressez-vous à quelqu’un qui a l’un de ces rôles\./);
  assert.equal(french.english, 0);
  // The first file of a language has the texts of the screens, the second the refusals.
  let texts = '';
  const without = await refusal((page) =>
    page.route(/\/assets\/fr-[^/]*\.js$/, (route, request) => {
      texts ||= request.url();
      return request.url() === texts ? route.continue() : route.abort();
    }),
  );
  assert.match(without.text, /post_receipt is for /);
  assert.equal(without.english, 2, 'English is not marked as such');
});
