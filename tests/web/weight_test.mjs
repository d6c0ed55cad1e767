// What each screen weighs in a real browser, over the network and compressed: whoever has seen the first view and nothing
// else fetches at most 30 KiB of code for any other screen, its maps and all else that comes when it is scrolled included.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, setUp, settled, visitor } from './browser.mjs';
import { allScreens, follow, kTraveller, seeAll, wholeBooks } from './travel.mjs';

const kLater = 30 * 1024;
const kQuiet = 600;

let books;
let browser;
let storage;
let screens;

before(async () => {
  books = await wholeBooks();
  browser = await launch();
  const { page, context } = await visitor(browser, books.origin);
  await setUp(page, books.invite(kTraveller));
  storage = await context.storageState();
  screens = await allScreens(books, page);
  await context.close();
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

/** Counts what comes over the network from now on: bodies as they were sent, by address. */
async function weighed(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  const urls = new Map();
  const bytes = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, new URL(request.url).pathname));
  let last = Date.now();
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    last = Date.now();
    bytes.set(requestId, (bytes.get(requestId) ?? 0) + encodedDataLength);
  });
  return {
    forget: () => bytes.clear(),
    /** Nothing came for a while: what a screen needs is there when it has settled, and this is what comes after. */
    quiet: async () => {
      while (Date.now() - last < kQuiet) await new Promise((done) => setTimeout(done, 50));
    },
    code: () => [...bytes].map(([id, sum]) => [urls.get(id), sum]).filter(([url, sum]) => sum > 0 && /^\/assets\/.*\.(js|css)$/.test(url)),
  };
}

/** What was asked for ahead of the screen's code and nothing of the screen wanted. */
const asked = (page) => page.evaluate(() => Object.keys(window.imdadAhead ?? {}));

test('a first visit asks for nothing twice, and for nothing ahead that its screen does not use', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  const problems = [];
  let requests = [];
  page.on('request', (request) => requests.push([request.method(), new URL(request.url()).pathname + new URL(request.url()).search, request.postData() ?? ''].join(' ')));
  for (const [name, path] of screens) {
    requests = [];
    await page.goto(path);
    await settled(page);
    await seeAll(page);
    await page.waitForTimeout(100);
    const unused = await asked(page);
    if (unused.length) problems.push(`${name}: asked ahead for nothing: ${unused.join(', ')}`);
    const twice = requests.filter((one, at) => requests.indexOf(one) !== at);
    if (twice.length) problems.push(`${name}: asked twice: ${twice.join(', ')}`);
  }
  await context.close();
  assert.deepEqual([...problems, ...watched], []);
});

test('a screen and its first documents are on their way before the code that asks for them is here', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  /** Holds a file back until all of these were asked for: without whoever asks ahead, for ever. */
  const after = async (file, ...wanted) => {
    const asked = Promise.all(wanted.map((one) => page.waitForRequest(one, { timeout: 10_000 })));
    asked.catch(() => {});
    await page.route(file, async (route) => {
      await asked;
      await route.continue();
    }, { times: 1 });
    return { asked };
  };
  const first = await after('**/assets/shell-*.js', '**/assets/Agreements-*.js', '**/api/v1/agreements?limit=1000', '**/api/v1/parties?limit=1000');
  await page.goto('/agreements');
  await settled(page);
  const later = await after('**/assets/Pledges-*.js', '**/api/v1/pledges?limit=1000');
  await follow(page, '/pledges');
  assert.deepEqual([(await first.asked).length, (await later.asked).length, watched], [3, 1, []]);
  await context.close();
});

test('each later view is 30 KiB of code at most, with its maps scrolled into sight', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  const counted = await weighed(page);
  const session = await context.newCDPSession(page);
  const problems = [];
  const lines = [];
  let maps = 0;
  for (const [name, path] of screens) {
    if (path === '/') continue;
    await session.send('Network.clearBrowserCache');
    await page.goto('/');
    await settled(page);
    await counted.quiet();
    counted.forget();
    await follow(page, path);
    await seeAll(page);
    await counted.quiet();
    const unused = await asked(page);
    if (unused.length) problems.push(`${name}: asked ahead for nothing: ${unused.join(', ')}`);
    maps += (await page.locator('.map canvas').count()) > 0 ? 1 : 0;
    const code = counted.code();
    const sum = code.reduce((all, [, bytes]) => all + bytes, 0);
    lines.push([sum, `${name}: ${(sum / 1024).toFixed(1)} KiB in ${code.length} files`]);
    if (sum > kLater) problems.push(`${name}: ${(sum / 1024).toFixed(1)} KiB: ${code.map(([url, bytes]) => `${url} ${bytes}`).join(', ')}`);
    if (code.length === 0) problems.push(`${name}: no code was counted`);
  }
  await context.close();
  lines.sort(([a], [b]) => b - a);
  console.log(lines.map(([, line]) => line).join('\n'));
  assert.ok(maps >= 5, `only ${maps} screens had a map in sight`);
  assert.deepEqual([...problems, ...watched], []);
});
