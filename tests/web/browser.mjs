// Debian's Chromium, with what every test watches: faults of the page and requests that leave the host.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const kPassword = 'a long pass phrase for tests';
export const kDesktop = { width: 1280, height: 860 };
export const kPhone = { width: 360, height: 740 };

export async function launch(options = []) {
  // --no-sandbox: tests run as root in a container.
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', ...options] });
}

/** A page of its own browser context; `watched` fills with what should not happen. */
export async function visitor(browser, origin, { language = 'en', size = kDesktop, scheme = 'light', storage } = {}) {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, reducedMotion: 'reduce', storageState: storage && { cookies: storage.cookies, origins: [] }, baseURL: origin });
  await context.addInitScript(
    ([wanted, here]) => {
      if (!localStorage.getItem('imdad.language')) localStorage.setItem('imdad.language', wanted);
      if (here) localStorage.setItem('imdad.here', 'yes');
    },
    [language, storage !== undefined],
  );
  const page = await context.newPage();
  const watched = [];
  page.on('pageerror', (error) => watched.push(`fault on ${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // Chromium reports each refused request as an error; what else it complains of (the policy of content) is one.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) watched.push(`${page.url()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) watched.push(`left the host: ${request.url()}`);
  });
  return { context, page, watched };
}

/** Waits until what the screen asks for is there. */
export async function settled(page) {
  await page.locator('h1').first().waitFor();
  await page.locator('.loading').first().waitFor({ state: 'detached' });
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready);
}

export async function setUp(page, link) {
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill(kPassword);
  await page.getByLabel('New password again').fill(kPassword);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('heading', { name: 'What needs me now?' }).waitFor();
}

/** What a browser keeps of somebody who chose a password and is logged in; `whom` as `Books.invite` has it. */
export async function storageOf(browser, books, ...whom) {
  const { page, context } = await visitor(browser, books.origin);
  await setUp(page, books.invite(...whom));
  const storage = await context.storageState();
  await context.close();
  return storage;
}

export const press = async (page, role, name, key = 'Enter') => {
  await tabTo(page, role, name);
  await page.keyboard.press(key);
};

/** Tab by tab to what answers to `name`; fails if it is never reached, or reached without being seen. */
export async function tabTo(page, role, name) {
  const wanted = page.getByRole(role, { name }).first();
  await wanted.waitFor();
  for (let at = 0; at < 120; ++at) {
    if (await wanted.evaluate((one) => one === document.activeElement)) {
      const seen = await wanted.evaluate((one) => {
        const box = one.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return getComputedStyle(one).outlineStyle !== 'none' && (one === top || one.contains(top) || top?.contains(one));
      });
      assert.ok(seen, `the focus on ${name} is hidden`);
      return wanted;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${role} ${name} is not reached by the Tab key`);
}

/** What axe finds; run in a world of its own, since the page's policy allows no script but its own. */
export async function faults(page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  const evaluate = async (expression) => {
    const done = await session.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
    if (done.exceptionDetails) throw new Error(done.exceptionDetails.exception?.description ?? done.exceptionDetails.text);
    return done.result.value;
  };
  await evaluate(`${axe};undefined`);
  const found = await evaluate(
    `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
       .then((all) => ({passes: all.passes.length, violations: all.violations.map((one) => one.id + ': ' + one.help + ' at ' + one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', '))}))`,
  );
  await session.detach();
  assert.ok(found.passes > 5, 'axe looked at nothing');
  return found.violations;
}
