// How long until each screen is of use on a slow line and a slow machine: 400 kbit/s, 400 ms of latency, a processor four times
// slower, by Chromium's own means. Each screen twice: as the first page that a browser opens, with nothing kept from before, and
// as a later one, from a link on the first view.
//
//   IMDAD=build/release/src/cli/imdad benchmarks/web/run --only slow [--runs 3]
//
// A screen is of use from the moment from which its heading and all data that it asked for are on the page and nothing is
// awaited any more. Chromium holds back each request for the latency; the setting up of a connection it does not.
import { launch, setUp, settled, visitor } from '../../tests/web/browser.mjs';
import { allScreens, kTraveller, wholeBooks } from '../../tests/web/travel.mjs';
import { given, kResults, Results } from './measure.mjs';

const kRuns = given('runs', 3);
const kLimit = 5;
const kLine = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const kSlower = 4;
const kQuiet = 900;

async function slowed(context, page) {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', kLine);
  await session.send('Emulation.setCPUThrottlingRate', { rate: kSlower });
  let pending = 0;
  let last = Date.now();
  const of = new Set();
  session.on('Network.requestWillBeSent', ({ requestId, type }) => {
    if (type === 'EventSource') return;
    of.add(requestId);
    pending = of.size;
    last = Date.now();
  });
  for (const event of ['Network.loadingFinished', 'Network.loadingFailed']) {
    session.on(event, ({ requestId }) => {
      of.delete(requestId);
      pending = of.size;
      last = Date.now();
    });
  }
  return async () => {
    while (pending > 0 || Date.now() - last < kQuiet) await new Promise((done) => setTimeout(done, 50));
  };
}

/** Notes in the page since when it has been of use without a break. */
function watchUse() {
  window.useSince = null;
  const look = () => {
    const there = document.querySelector('main h1') && !document.querySelector('.loading, [aria-busy="true"]');
    if (!there) window.useSince = null;
    else window.useSince ??= performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const since = async (page, quiet) => {
  await page.waitForFunction(() => window.useSince !== null, undefined, { timeout: 60_000 });
  await quiet();
  await page.waitForFunction(() => window.useSince !== null);
  return page.evaluate(() => window.useSince);
};

const books = await wholeBooks();
const browser = await launch(['--disable-gpu']);
const results = new Results(kResults);
const over = [];
try {
  const { page, context } = await visitor(browser, books.origin);
  await setUp(page, books.invite(kTraveller));
  const storage = await context.storageState();
  const screens = (await allScreens(books, page)).filter(([name]) => !given('screen', '') || name === given('screen', ''));
  await context.close();
  for (const [name, path] of screens) {
    const [first, later] = [[], []];
    for (let run = 0; run < kRuns; ++run) {
      const cold = await visitor(browser, books.origin, { storage });
      await cold.context.addInitScript(watchUse);
      const quiet = await slowed(cold.context, cold.page);
      await cold.page.goto(path, { waitUntil: 'commit' });
      first.push((await since(cold.page, quiet)) / 1000);
      await cold.context.close();
      if (path === '/') continue;

      const warm = await visitor(browser, books.origin, { storage });
      await warm.context.addInitScript(watchUse);
      await warm.page.goto('/');
      await settled(warm.page);
      await warm.page.waitForTimeout(kQuiet);
      const calm = await slowed(warm.context, warm.page);
      const begun = await warm.page.evaluate((href) => {
        const link = document.createElement('a');
        link.href = href;
        document.body.append(link);
        link.click();
        link.remove();
        window.useSince = null;
        return performance.now();
      }, path);
      later.push(((await since(warm.page, calm)) - begun) / 1000);
      await warm.context.close();
    }
    results.add('slow', name, path, 'first visit until of use', 's', first, 2);
    if (later.length) results.add('slow', name, path, 'later view until of use', 's', later, 2);
    for (const [what, values] of [['first', first], ['later', later]]) if (Math.max(...values) > kLimit) over.push(`${name} (${what}: ${Math.max(...values).toFixed(1)} s)`);
  }
  if (!given('screen', '')) results.write('slow');
  console.log(over.length ? `over ${kLimit} s: ${over.join(', ')}` : `no screen over ${kLimit} s`);
} finally {
  await browser.close();
  await books.stop();
  books.remove();
}
