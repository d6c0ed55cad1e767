// Maps in the browser, against the real server: what is drawn is what the table beside it says; everything is chosen by
// pointer, by keyboard and from the table; the public sees nothing that is not public; every map in three languages, wide,
// at 360 px, in the dark and on paper, looked at by axe.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Books } from './books.mjs';
import { faults, kDesktop, kPhone, launch, setUp, settled, storageOf, visitor } from './browser.mjs';
import { kLanguages } from './screens.mjs';
import { kSquares, putPlan } from './tutorial_plan.mjs';

const pictures = process.env.IMDAD_SCREENSHOTS;
const kBoard = '/plans/tutorial';

let books;
let browser;
let storage;

before(async () => {
  books = new Books();
  books.run('secretary', 'user', 'add', 'petra', '--role', 'planner');
  books.run('secretary', 'user', 'add', 'rita', '--role', 'public');
  putPlan(books);
  await books.serve('--workspace', join(books.folder, 'workspace'));
  browser = await launch();
  storage = await storageOf(browser, books, 'petra');
  if (pictures) mkdirSync(pictures, { recursive: true });
});

after(async () => {
  await browser?.close();
  await books?.stop();
  books?.remove();
});

const ask = (page, path) => page.evaluate(async (url) => (await fetch(url)).json(), `/api/v1${path}`);
const told = (text) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[\\u2066-\\u2069]* [\\u2066-\\u2069]*'));
const plain = (text) => text.replaceAll(/[\u2066-\u2069]/g, '').replaceAll(/\s+/g, ' ').trim();
const share = (area) => new Intl.NumberFormat('en', { style: 'percent' }).format(area.served / area.target);

/**
 * Scrolls to the place of a plan's map, in one step inside the page: what stands there first gives way to the map as soon
 * as it is nearly in sight, so that an element that was found is no longer there a moment later.
 */
async function scrollToMap(page) {
  await page.locator('.later, .plan-map').first().waitFor();
  await page.evaluate(() => document.querySelector('.later, .plan-map').scrollIntoView());
}

/** Opens an address and waits until the map on it is drawn with everything that it asks for. */
async function openMap(page, path) {
  await page.goto(path);
  await settled(page);
  if (path.startsWith('/plans/')) await scrollToMap(page);
  await page.locator('.map canvas').first().waitFor();
  await page.waitForLoadState('networkidle');
  await settled(page);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** The map itself, with the focus. */
async function toMap(page) {
  const map = page.getByRole('application').first();
  for (let at = 0; at < 250; ++at) {
    if (await map.evaluate((one) => one === document.activeElement)) return map;
    await page.keyboard.press('Tab');
  }
  throw new Error('the map is not reached by the Tab key');
}

/** A pixel of the map, given in CSS pixels from its corner. */
const pixelAt = (page, x, y) =>
  page.locator('.map canvas').first().evaluate((canvas, [x, y]) => {
    const ratio = canvas.width / canvas.clientWidth;
    return [...canvas.getContext('2d').getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data].slice(0, 3).join();
  }, [x, y]);
/** All colours inside the swatch of a legend entry, its frame left out. */
const coloursOf = (page, text) =>
  page.locator('.map-legend li', { hasText: text }).first().locator('canvas').evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(6, 6, canvas.width - 12, canvas.height - 12);
    const found = new Set();
    for (let at = 0; at < data.length; at += 4) found.add([data[at], data[at + 1], data[at + 2]].join());
    return [...found];
  });

/** Where a point stands: the same plane as the map's, worked out here from what the server says. */
async function pointOnMap(page, lon, lat) {
  const canvas = await page.locator('.map canvas').first().boundingBox();
  const { areas } = await ask(page, `${kBoard}/map`);
  const latitudes = [...areas.filter((one) => one.target > 0 && one.lat !== undefined).map((one) => one.lat)];
  for (const [, south] of Object.values(kSquares)) latitudes.push(south, south + 1);
  const middle = Math.round((Math.min(...latitudes) + Math.max(...latitudes)) / 2);
  const shrink = Math.cos((middle * Math.PI) / 180);
  const xs = Object.values(kSquares).flatMap(([west]) => [west * shrink, (west + 1) * shrink]);
  const ys = Object.values(kSquares).flatMap(([, south]) => [-south, -south - 1]);
  for (const one of areas) if (one.target > 0 && one.lat !== undefined && !(one.pcode in kSquares)) [xs.push(one.lon * shrink), ys.push(-one.lat)];
  const margin = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys), 0.2) * 0.06;
  const box = { left: Math.min(...xs) - margin, right: Math.max(...xs) + margin, top: Math.min(...ys) - margin, bottom: Math.max(...ys) + margin };
  const scale = Math.min(canvas.width / (box.right - box.left), canvas.height / (box.bottom - box.top));
  return { x: canvas.width / 2 + (lon * shrink - (box.left + box.right) / 2) * scale, y: canvas.height / 2 + (-lat - (box.top + box.bottom) / 2) * scale };
}

test('what is drawn is what the table says: each area has the colour of its coverage and answers to the pointer', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await openMap(page, `${kBoard}?places=no&lanes=no`);
  const { areas } = await ask(page, `${kBoard}/map`);
  const inNeed = areas.filter((one) => one.target > 0);
  await page.locator('.map details > summary').click();
  const table = page.getByRole('group', { name: 'Areas' });
  const rows = await table.locator('tbody tr').all();
  assert.equal(rows.length, inNeed.length);
  const said = new Map();
  for (const row of rows) {
    const cells = (await row.locator('th, td').allTextContents()).map(plain);
    said.set(cells[0].split(' ').at(-1), cells.slice(1));
  }
  const format = new Intl.NumberFormat('en');
  const legend = ['nobody', 'below 25', '25 to 49', '50 to 74', '75 to 99', 'all', 'more than'];
  const grades = new Set();
  for (const area of inNeed) {
    assert.deepEqual(said.get(area.pcode).slice(0, 2), [format.format(area.target), format.format(area.served)], area.pcode);
    if (!(area.pcode in kSquares)) continue;
    const part = area.served / area.target;
    const grade = part === 0 ? 0 : part < 0.25 ? 1 : part < 0.5 ? 2 : part < 0.75 ? 3 : part < 0.995 ? 4 : part < 1.005 ? 5 : 6;
    grades.add(grade);
    const [west, south] = kSquares[area.pcode];
    // Beside the middle, where the name stands.
    const { x, y } = await pointOnMap(page, west + 0.2, south + 0.8);
    assert.ok((await coloursOf(page, legend[grade])).includes(await pixelAt(page, x, y)), `${area.pcode} has another colour than ${legend[grade]}`);
    const canvas = page.locator('.map canvas').first();
    await canvas.click({ position: { x, y } });
    await page.locator('.map-panel').getByText(told(`All weeks: ${format.format(area.served)} of ${format.format(area.target)}`)).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('area'), area.pcode);
    assert.equal(await page.locator('.heat-chosen th').textContent(), area.name, 'the grid marks the same area');
  }
  assert.ok(grades.size > 1, 'all areas look the same: this shows nothing');
  await context.close();
  assert.deepEqual(watched, []);
});

test('by keyboard: move, zoom, go from one to the next, choose what is under the cross, let go', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await openMap(page, kBoard);
  const { areas } = await ask(page, `${kBoard}/map`);
  const order = areas.filter((one) => one.target > 0).sort((a, b) => a.served / a.target - b.served / b.target || a.pcode.localeCompare(b.pcode));
  const { lanes } = await ask(page, `${kBoard}/map/lanes`);
  const map = await toMap(page);
  assert.notEqual(await map.evaluate((one) => getComputedStyle(one).outlineStyle), 'none');
  const panel = page.locator('.map-panel');
  for (const area of order) {
    await page.keyboard.press('PageDown');
    await panel.getByText(told(share(area))).waitFor();
    await panel.getByText(area.name, { exact: true }).waitFor();
  }
  const closed = lanes.filter((one) => one.closed);
  assert.equal(closed.length, 1);
  await page.keyboard.press('PageDown');
  await panel.getByText(told('Closed Aug 15, 2022 to Sep 4, 2022')).waitFor();
  await panel.getByText(closed[0].closed[0].reason).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('lane'), closed[0].id);
  await page.keyboard.press('PageUp');
  await panel.getByText(order.at(-1).name, { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  // What lies under the cross follows the view: to a district, and closer, until only it is there.
  const picture = () => page.locator('.map canvas').first().evaluate((canvas) => canvas.toDataURL());
  let before = await picture();
  for (const key of ['ArrowLeft', 'ArrowUp', '+', 'ArrowRight', 'ArrowDown', '-', '0']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(350);
    const now = await picture();
    assert.notEqual(now, before, `${key} moves nothing`);
    before = now;
  }
  const middle = await pointOnMap(page, kSquares.XT0101[0] + 0.5, kSquares.XT0101[1] + 0.5);
  const box = await page.locator('.map canvas').first().boundingBox();
  // Steps of 80 pixels come within 40 of it.
  for (let at = 0; at < Math.round((box.width / 2 - middle.x) / 80); ++at) await page.keyboard.press('ArrowLeft');
  for (let at = 0; at < Math.round((box.height / 2 - middle.y) / 80); ++at) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await panel.waitFor();
  const chosen = new URL(page.url()).searchParams;
  assert.ok(chosen.get('area') === 'XT0101' || chosen.get('place') || chosen.get('lane'), `under the cross is ${chosen}`);
  // Without dragging: a button for each way.
  for (const name of ['Zoom in', 'Zoom out', 'Show the whole map', 'Move west', 'Move north', 'Move south', 'Move east']) {
    const button = page.getByRole('button', { name, exact: true });
    const size = await button.boundingBox();
    assert.ok(size.width >= 24 && size.height >= 24, name);
    before = await picture();
    await button.click();
    await page.waitForTimeout(350);
    if (name !== 'Show the whole map') assert.notEqual(await picture(), before, `${name} moves nothing`);
  }
  await context.close();
  assert.deepEqual(watched, []);
});

test('places and ways are chosen from the table; weeks and switches change what is asked for', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  await openMap(page, kBoard);
  await page.locator('.map details > summary').click();
  const { places } = await ask(page, `${kBoard}/map/places`);
  const { lanes } = await ask(page, `${kBoard}/map/lanes`);
  assert.equal(await page.getByRole('group', { name: 'Places' }).locator('tbody tr').count(), places.length);
  assert.equal(await page.getByRole('group', { name: 'Ways' }).locator('tbody tr').count(), lanes.length);
  const panel = page.locator('.map-panel');
  const place = places.find((one) => one.kind === 'facility' && one.packs_in > 0);
  await page.getByRole('group', { name: 'Places' }).getByRole('button', { name: place.name, exact: true }).click();
  await panel.getByText(told(`in ${new Intl.NumberFormat('en').format(place.packs_in)} packs`)).waitFor();
  const lane = lanes[0];
  const button = page.getByRole('group', { name: 'Ways' }).getByRole('button', { name: lane.id, exact: true });
  await button.click();
  await panel.getByText(lane.id, { exact: true }).waitFor();
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  await button.click();
  await panel.waitFor({ state: 'detached' });
  const { weeks } = await ask(page, `${kBoard}/map`);
  const one = await ask(page, `${kBoard}/map/lanes?from=${weeks[0]}&to=${weeks[0]}`);
  await page.getByLabel('To the week of').selectOption(weeks[0]);
  await page.waitForLoadState('networkidle');
  await settled(page);
  assert.equal(await page.getByRole('group', { name: 'Ways' }).locator('tbody tr').count(), one.lanes.length);
  await page.getByLabel('Ways', { exact: true }).first().uncheck();
  await page.getByRole('group', { name: 'Ways' }).waitFor({ state: 'detached' });
  await context.close();
  assert.deepEqual(watched, []);
});

test('the public edition asks for no place and no way, and names none', async () => {
  const { page, context, watched } = await visitor(browser, books.origin, { storage });
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openMap(page, `${kBoard}?edition=public`);
  assert.ok(asked.includes(`/api/v1${kBoard}/map`));
  assert.deepEqual(asked.filter((path) => /\/map\/(places|lanes)$/.test(path)), []);
  await page.locator('.map details > summary').click();
  const text = await page.locator('.plan-map').innerText();
  for (const name of ['Amber hospital', 'North store', 'north-birk', 'the river floods']) assert.ok(!text.includes(name), name);
  await page.getByLabel('Public edition: areas only').uncheck();
  await page.getByRole('group', { name: 'Places' }).waitFor();
  await context.close();
  assert.deepEqual(watched, []);
});

test('the public reads of no plan and of no activity that is not public; a country is chosen by keyboard', async () => {
  books.run('registrar', 'activity', 'edit', 'AFG-covid', '--set', 'classification=public');
  const visit = async (storageState, user) => {
    const visitorOf = await visitor(browser, books.origin, storageState ? { storage: storageState } : {});
    if (!storageState) await setUp(visitorOf.page, books.invite(user));
    return visitorOf;
  };
  const all = await visit(storage);
  await openMap(all.page, '/who-what-where');
  const whole = await ask(all.page, '/who-what-where?limit=1000');
  await all.page.locator('.map details > summary').first().click();
  const rows = await all.page.locator('.map tbody tr').all();
  const said = [];
  for (const row of rows) said.push((await row.locator('th, td').allTextContents()).map(plain).slice(0, 2));
  assert.deepEqual(said.map(([name, n]) => [name.split(' ').at(-1), n]), whole.countries.map((one) => [one.iso3, String(one.activities)]));
  await toMap(all.page);
  await all.page.keyboard.press('PageDown');
  await all.page.waitForFunction((iso3) => new URL(location.href).searchParams.get('country') === iso3, whole.countries[0].iso3);
  await settled(all.page);
  const there = await ask(all.page, `/who-what-where?country=${whole.countries[0].iso3}&limit=1000`);
  await all.page.getByText(told(`${there.count} activities`)).first().waitFor();
  await all.context.close();

  const publicly = await visit(null, 'rita');
  await publicly.page.goto('/who-what-where');
  await settled(publicly.page);
  const open = await ask(publicly.page, '/who-what-where?limit=1000');
  assert.ok(open.count > 0 && open.count < whole.count, `${open.count} of ${whole.count} are public`);
  const text = await publicly.page.locator('main').innerText();
  for (const one of whole.activities) {
    const hidden = !open.activities.some((other) => other.id === one.id);
    if (hidden && !open.activities.some((other) => other.title.en === one.title.en)) assert.ok(!text.includes(one.title.en), one.id);
  }
  await publicly.page.goto(kBoard);
  await publicly.page.locator('main [role=alert]').first().waitFor();
  assert.equal(await publicly.page.locator('.map').count(), 0);
  await publicly.context.close();
  assert.deepEqual([...all.watched, ...publicly.watched], []);
});

test('on paper a map is dark on white, with its legend, dates and source, whatever the screen has', async () => {
  const { page, context } = await visitor(browser, books.origin, { storage, scheme: 'dark' });
  await openMap(page, `${kBoard}?places=no&lanes=no`);
  const corner = await pixelAt(page, 3, 200);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.notEqual(await pixelAt(page, 3, 200), corner);
  assert.equal(await pixelAt(page, 3, 200), '255,255,255');
  await page.emulateMedia({ media: 'print' });
  for (const wanted of [/Planned, not delivered: weeks of/, /scale bar is exact at latitude/, /Boundaries: .*a test/]) await page.locator('.map-note', { hasText: wanted }).first().waitFor();
  assert.ok(await page.locator('.map-legend').isVisible());
  assert.ok(!(await page.locator('.map-buttons').isVisible()));
  assert.ok(await page.getByText('Amber', { exact: true }).last().isVisible(), 'the names of a table are printed');
  if (pictures) await page.screenshot({ path: join(pictures, 'plan-map.print.png'), fullPage: true });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await pixelAt(page, 3, 200), corner);
  await context.close();
});

for (const language of kLanguages) {
  test(`every map in ${language}, wide and at 360 px, light and dark; never mirrored`, async () => {
    const screens = [
      ['plan-map', `${kBoard}?area=XT0102`],
      ['plan-map-lane', `${kBoard}?lane=north-birk`],
      ['plan-map-public', `${kBoard}?edition=public`],
      ['who-what-where', '/who-what-where'],
      ['who-what-where-country', '/who-what-where?country=NER'],
    ];
    const problems = [];
    let first;
    for (const [form, size, scheme] of [['desktop', kDesktop, 'light'], ['phone', kPhone, 'light'], ['dark', kDesktop, 'dark']]) {
      const { page, context, watched } = await visitor(browser, books.origin, { language, size, scheme, storage });
      for (const [name, path] of screens) {
        await openMap(page, path);
        for (const summary of await page.locator('.map details > summary').all()) await summary.click();
        for (const one of await faults(page)) problems.push(`${name} (${form}): ${one}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) problems.push(`${name} (${form}): ${over} px wider than the screen`);
        if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.${form}.png`), fullPage: true });
      }
      if (form === 'desktop') {
        await openMap(page, `${kBoard}?places=no&lanes=no`);
        const { x, y } = await pointOnMap(page, kSquares.XT0102[0] + 0.5, kSquares.XT0102[1] + 0.8);
        await page.locator('.map canvas').first().click({ position: { x, y } });
        first = new URL(page.url()).searchParams.get('area');
        if (first !== 'XT0102') problems.push(`east is where ${first} is`);
      }
      problems.push(...watched);
      await context.close();
    }
    assert.deepEqual(problems, []);
  });
}
