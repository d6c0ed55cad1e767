// Going from screen to screen as people do: by a link, without the page being loaded anew; and books in which every screen,
// those of plans too, holds data.
import { join } from 'node:path';
import { Books } from './books.mjs';
import { settled } from './browser.mjs';
import { kScreens } from './screens.mjs';
import { putPlan, putTutorial } from './tutorial_plan.mjs';

export const kTraveller = 'wanda';

/** Books of the example with two plans of the tutorial, and who may see all of it. */
export async function wholeBooks() {
  const books = new Books();
  books.run('secretary', 'user', 'add', kTraveller, ...['secretariat', 'planner', 'auditor', 'logistics', 'finance'].flatMap((role) => ['--role', role]));
  putTutorial(join(books.folder, 'workspace', 'scenarios', 'tutorial'));
  putPlan(books, 'tutorial');
  putPlan(books, 'other', '--policy', 'most_served');
  await books.serve('--workspace', join(books.folder, 'workspace'));
  return books;
}

/** All screens of those books: [name, path]. `page` is somebody's who has logged in. */
export async function allScreens(books, page) {
  const { proposals } = JSON.parse(books.run('secretary', 'proposal', 'list', '--format', 'json'));
  const { shipments } = await page.evaluate(async () => (await fetch('/api/v1/shipments?to=AFG-AIR&open=true&limit=1')).json());
  return [
    ...kScreens,
    ['proposal', `/proposals/${proposals[0].id}`],
    ['shipment', `/shipments/${shipments[0].dispatch}`],
    ['plans', '/plans'],
    ['plan', '/plans/tutorial'],
    ['plan-compared', '/plans/tutorial?with=other'],
    ['plan-why', '/plans/tutorial/why'],
    ['plan-compare', '/plans/tutorial/compare?with=other'],
    ['scenario', '/scenarios/tutorial'],
  ];
}

/** By a link, as if it stood on the page. */
export async function follow(page, path) {
  await page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await page.waitForURL((url) => url.pathname + url.search === path);
  await settled(page);
}

/** Scrolls until nothing is left that waits to be seen: maps, for one. */
export async function seeAll(page) {
  // Counted once a round: what is near in sight may come between two counts, and nothing is fewer than none.
  for (let before = Infinity; (before = await page.locator('.later').count()) > 0; ) {
    await page.evaluate(() => document.querySelector('.later')?.scrollIntoView());
    await page.waitForFunction((many) => document.querySelectorAll('.later').length < many, before);
  }
  await settled(page);
}
