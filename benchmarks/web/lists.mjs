// How lists of 100,000 rows scroll: the real pages in Chromium without a graphics card, the real server, books of 100,000 lots
// on one shelf and 20,000 pledges, a scenario whose table of places has 100,000 rows.
//
//   IMDAD=build/release/src/cli/imdad benchmarks/web/run --only lists [--rows 100000] [--pledges 20000] [--runs 3]
//
// Of each list: time between frames while the wheel goes through it, elements on the page, memory of the page after a
// collection of what nobody holds.
import { join } from 'node:path';
import { kDesktop, launch, setUp, settled, visitor } from '../../tests/web/browser.mjs';
import { kShelf, kUnit, longBooks } from '../../tests/web/long_books.mjs';
import { frames, given, kResults, quantile, Results } from './measure.mjs';

const kRows = given('rows', 100_000);
const kPledges = given('pledges', 20_000);
const kRuns = given('runs', 3);
const kSteps = 150;

const books = longBooks({ lots: kRows, pledges: kPledges, places: kRows });
await books.serve('--workspace', join(books.folder, 'workspace'));
const browser = await launch(['--disable-gpu', '--disable-software-rasterizer']);
const results = new Results(kResults);
const count = async (list) => Number(await list.locator('table').getAttribute('aria-rowcount')) - 1;

/** Asks for all that the server has more of, as a person does: by the button, or at the end of the list again and again. */
async function bringAll(page, list) {
  const button = page.getByRole('button', { name: 'Show more' });
  if (await button.isVisible()) {
    await button.click();
    await button.waitFor({ state: 'detached', timeout: 600_000 });
  }
  for (let before = 0; (await count(list)) < 0; ++before) {
    await list.evaluate((one) => (one.scrollTop = one.scrollHeight));
    await page.waitForTimeout(30);
    if (before > 20_000) throw new Error('the list does not end');
  }
  return count(list);
}

try {
  const { page, context } = await visitor(browser, books.origin, { size: kDesktop });
  page.setDefaultTimeout(120_000);
  await setUp(page, books.invite('petra'));
  const session = await context.newCDPSession(page);
  for (const [what, path, least] of [
    ['table of a scenario', '/scenarios/long?file=places.csv', kRows],
    ['balances of a unit', `/balances?unit=${kUnit}&stage=on_hand`, kRows],
    ['lots of a shelf', `/stock?at=${kShelf}`, kRows],
    ['pledges', '/pledges', kPledges],
  ]) {
    await page.goto(path);
    await settled(page);
    const list = page.locator('.windowed').first();
    await list.waitFor();
    const begun = Date.now();
    const many = await bringAll(page, list);
    if (many < least) throw new Error(`${path} lists ${many} rows, not ${least}`);
    results.add('lists', what, many, 'all rows fetched', 's', [(Date.now() - begun) / 1000], 1);
    const [medians, slowest, memory, elements] = [[], [], [], []];
    for (let run = 0; run < kRuns; ++run) {
      await list.evaluate((one) => (one.scrollTop = 0));
      await list.scrollIntoViewIfNeeded();
      const box = await list.boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      const high = await list.evaluate((one) => one.scrollHeight);
      const times = await frames(page, async () => {
        for (let at = 0; at < kSteps; ++at) await page.mouse.wheel(0, high / kSteps);
      });
      medians.push(quantile(times, 0.5));
      slowest.push(quantile(times, 0.95));
      elements.push(await page.evaluate(() => document.querySelectorAll('*').length));
      await session.send('HeapProfiler.collectGarbage');
      memory.push((await session.send('Runtime.getHeapUsage')).usedSize / 1e6);
    }
    results.add('lists', what, many, 'between frames, median', 'ms', medians, 1);
    results.add('lists', what, many, 'between frames, 95th percentile', 'ms', slowest, 1);
    results.add('lists', what, many, 'elements on the page', '', elements);
    results.add('lists', what, many, 'memory of the page', 'MB', memory, 1);
  }
  if (kRows === 100_000) results.write('lists');
} finally {
  await browser.close();
  await books.stop();
  books.remove();
}
