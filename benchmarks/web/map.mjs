// How smoothly a map of 10,000 places pans, and its table scrolls: the real page in Chromium without a graphics card, the real
// server, a plan that the real planner made of a generated scenario.
//
//   IMDAD=build/release/src/cli/imdad benchmarks/web/run [--places 10000] [--runs 3] [--seed 1]
//
// Prints one line of CSV for each run: what, places, frames, median and 95th percentile of the time between frames in
// milliseconds, frames a second by the median. Nothing here decides whether a test passes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Books } from '../../tests/web/books.mjs';
import { kDesktop, launch, setUp, settled, visitor } from '../../tests/web/browser.mjs';
import { writeScenario } from './scenario.mjs';

const given = (name, usual) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
};
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

/** Times between frames while `act` goes on. */
async function frames(page, act) {
  await page.evaluate(() => {
    window.frameTimes = [];
    let last = performance.now();
    const tick = (now) => {
      window.frameTimes.push(now - last);
      last = now;
      window.frameAsked = requestAnimationFrame(tick);
    };
    window.frameAsked = requestAnimationFrame(tick);
  });
  await act();
  return page.evaluate(() => {
    cancelAnimationFrame(window.frameAsked);
    return window.frameTimes.slice(1);
  });
}

function told(what, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  console.log([what, kPlaces, times.length, at(0.5).toFixed(1), at(0.95).toFixed(1), (1000 / at(0.5)).toFixed(1)].join(','));
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
  console.log('what,places,frames,median_ms,p95_ms,frames_per_second');
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
} finally {
  await browser.close();
  await books.stop();
  books.remove();
}
