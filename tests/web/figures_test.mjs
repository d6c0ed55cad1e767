// What stands on the screens is what the command line says of the same books.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, setUp, settled, visitor } from './browser.mjs';
import { Books } from './books.mjs';

let books;
let browser;
let page;
let context;

before(async () => {
  books = new Books();
  await books.serve();
  browser = await launch();
  ({ page, context } = await visitor(browser, books.origin));
  await setUp(page, books.invite('registrar'));
});

after(async () => {
  await context?.close();
  await browser?.close();
  await books?.stop();
  books?.remove();
});

const told = (...args) => JSON.parse(books.run('registrar', ...args, '--format', 'json'));

/** The rows of the first table under `scope`, each a list of texts. */
const rows = (scope) => scope.evaluate((one) => [...one.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
const figure = (text) => Number(text.replaceAll(',', ''));

test('what waits for somebody, without what happens by itself', async () => {
  await page.goto('/');
  await settled(page);
  const counts = new Map((await rows(page.locator('figure table'))).map(([what, count]) => [what, figure(count)]));
  const byItself = counts.get('Steps due, nothing is missing');
  assert.ok(byItself > 0);
  const sum = [...counts.values()].reduce((all, one) => all + one, 0);
  const answer = page.getByText(/[\d,]+ things wait/).first();
  assert.equal(figure(/([\d,]+) things wait/.exec(await answer.textContent())[1]), sum - byItself);
});

test('the trial balance', async () => {
  await page.goto('/trial-balance');
  await settled(page);
  const table = page.locator('figure table');
  const heads = await table.evaluate((one) => [...one.querySelectorAll('thead th')].map((cell) => cell.textContent.trim()));
  const words = { pledged: 'pledged', opening: 'there at the start', uncommitted: 'not committed', committed: 'committed, waiting', in_transit: 'in transit', on_hand: 'on hand', quarantined: 'quarantined', used: 'used', delivered: 'delivered' };
  const units = told('trial-balance').units;
  const shown = new Map((await rows(table)).map((row) => [row[0], row]));
  assert.equal(shown.size, units.length);
  for (const unit of units) {
    for (const [stage, amount] of Object.entries(unit.stages)) {
      assert.ok(words[stage], `no word for ${stage} in this test`);
      const cell = shown.get(unit.unit)[heads.indexOf(words[stage])];
      assert.equal(figure(cell), Number(amount) / (unit.unit === 'USD' ? 100 : 1), `${unit.unit} ${stage}`);
    }
    assert.equal(shown.get(unit.unit).at(-1), '0');
  }
});

for (const unit of ['USD', 'COV-SVC', 'BCG10']) {
  test(`the way of what was pledged, ${unit}`, async () => {
    await page.goto(`/pledges?unit=${unit}`);
    await settled(page);
    const figureOf = page.locator('figure').first();
    await figureOf.locator('summary').click();
    const shown = new Map((await rows(figureOf.locator('table'))).map(([stage, amount]) => [stage, figure(amount)]));
    const pledges = told('pledge', 'list', '--unit', unit).pledges.filter((one) => !one.parent);
    const level = pledges.reduce((sum, one) => sum + figure(one.level), 0);
    const at = (...stages) => pledges.reduce((sum, one) => sum + stages.reduce((all, stage) => all + Number(one.stages[stage] ?? 0), 0), 0) / (unit === 'USD' ? 100 : 1);
    const close = (value, wanted, what) => assert.ok(Math.abs((value ?? 0) - wanted) < 0.005, `${what}: ${value}, not ${wanted}`);
    close(shown.get('pledged'), level, 'pledged');
    close(shown.get('not committed'), at('uncommitted'), 'not committed');
    close(shown.get('arrived'), at('on_hand', 'quarantined', 'delivered', 'used'), 'arrived');
    close(shown.get('in transit'), at('in_transit'), 'in transit');
    close((shown.get('not committed') ?? 0) + (shown.get('committed') ?? 0), level, 'nothing is lost between pledge and commitment');
  });
}

test('balances, the worklist and the audit', async () => {
  await page.goto('/balances?unit=BCG10&stage=on_hand');
  await settled(page);
  const sum = told('balance', '--unit', 'BCG10', '--stage', 'on_hand').balances.reduce((all, one) => all + one.amount, 0);
  await page.getByText(`holders have \u2068${sum.toLocaleString('en')} BCG10\u2069`).first().waitFor();

  await page.goto('/');
  await settled(page);
  const due = told('due');
  await page.locator('figure summary').click();
  const counts = new Map((await rows(page.locator('figure table'))).map(([what, count]) => [what, figure(count)]));
  assert.equal(counts.get('Overdue action points'), due.overdue.length);
  assert.equal(counts.get('Suggested steps'), due.suggested.length);
  assert.equal(counts.get('Proposals waiting'), 1);

  await page.goto('/audit');
  await settled(page);
  const audit = told('audit');
  const text = await page.locator('figure table').innerText();
  assert.ok(text.includes(audit.ledger_root) && text.includes(audit.register_root));
  assert.equal(await page.getByText('The books are what they were.').count() > 0, audit.clean);
});
