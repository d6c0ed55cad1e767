// How smoothly a map of 10,000 places pans, and its table scrolls: the real page in Chromium without a graphics card, the real
// server, a plan that the real planner made of a generated scenario.
//
//   IMDAD=build/release/src/cli/imdad benchmarks/web/run --only maps [--places 10000] [--runs 3] [--seed 1]
//
// Times are those between frames while a mouse drags. Nothing here decides whether a test passes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Books } from '../../tests/web/books.mjs';
import { kDesktop, launch, setUp, settled, visitor } from '../../tests/web/browser.mjs';
import { frames, given, kResults, quantile, Results } from './measure.mjs';
import { writeScenario } from './scenario.mjs';

const kPlaces = given('places', 10_000);
const kRuns = given('runs', 3);

const books = new Books();
const folder = join(books.folder, 'workspace', 'plans', 'large');
mkdirSync(folder, { recursive: true });
writeScenario(join(folder, 'scenario'), kPlaces, given('seed', 1));
const summary = execFileSync(process.env.IMDAD ?? 'imdad', ['plan', join(folder, 'scenario'), '--out', join(folder, 'plan'), '--engine', 'greedy', '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
writeFileSync(join(folder, 'summary.json'), summary);
books.run('secretary', 'user', 'add', 'petra', '--role', 'planner');
await books.serve('--workspace', join(books.folder, 'workspace'));
const browser = await launch(['--disable-gpu', '--disable-software-rasterizer']);

const results = new Results(kResults);
const found = new Map();
function told(what, times) {
  const of = found.get(what) ?? { median: [], slow: [] };
  found.set(what, of);
  of.median.push(quantile(times, 0.5));
  of.slow.push(quantile(times, 0.95));
}

try {
  const { page } = await visitor(browser, books.origin, { size: kDesktop });
  await setUp(page, books.invite('petra'));
  await page.goto('/plans/large');
  await settled(page);
  await page.locator('.later, .plan-map').first().scrollIntoViewIfNeeded();
  await page.locator('.map canvas').first().waitFor();
  await page.waitForLoadState('networkidle');
  const shown = await page.evaluate(async () => (await (await fetch('/api/v1/plans/large/map/places?limit=1')).json()).count);
  if (shown < kPlaces) throw new Error(`the map shows ${shown} places`);
  await page.locator('.map details > summary').click();
  const map = page.locator('.map-window').first();
  const table = page.locator('.windowed').last();
  for (let run = 0; run < kRuns; ++run) {
    await map.scrollIntoViewIfNeeded();
    // Whole first, then closer: there a pan runs over the edge of what was painted again and again.
    for (const [what, steps] of [['pan, whole map', 0], ['pan, zoomed in eight times', 5]]) {
      await page.getByRole('button', { name: 'Show the whole map' }).click();
      for (let at = 0; at < steps; ++at) await page.getByRole('button', { name: 'Zoom in' }).click();
      await page.waitForTimeout(400);
      const box = await map.boundingBox();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const times = await frames(page, async () => {
        await page.mouse.move(x, y);
        await page.mouse.down();
        for (let at = 0; at < 240; ++at) {
          const turn = (at / 240) * 4 * Math.PI;
          await page.mouse.move(x + Math.sin(turn) * box.width * 0.45, y + Math.sin(2 * turn) * box.height * 0.4);
        }
        await page.mouse.up();
      });
      told(what, times);
    }
    await table.scrollIntoViewIfNeeded();
    const times = await frames(page, async () => {
      for (let at = 0; at < 120; ++at) {
        await table.evaluate((one, share) => one.scrollTo(0, share * one.scrollHeight), at / 120);
        await page.waitForTimeout(10);
      }
    });
    told('scroll, table of places', times);
  }
  for (const [what, { median, slow }] of found) {
    results.add('maps', what, kPlaces, 'between frames, median', 'ms', median, 1);
    results.add('maps', what, kPlaces, 'between frames, 95th percentile', 'ms', slow, 1);
  }
  if (kPlaces === 10_000) results.write('maps');
} finally {
  await browser.close();
  await books.stop();
  books.remove();
}
