// Going through a page by keyboard alone, and giving the password when a sensitive act asks for it.
import { kPassword } from './browser.mjs';

/** Tab by tab to what answers to `name`; fails if it is never reached. */
export async function tabTo(page, role, name) {
  const wanted = page.getByRole(role, { name }).first();
  await wanted.waitFor();
  for (let at = 0; at < 160; ++at) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return wanted;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${role} ${name} is not reached by the Tab key`);
}

/** Waits for `wanted`; gives the password when it is asked for on the way, which `asked` counts. */
export async function confirmed(page, wanted, asked = { times: 0 }) {
  const dialog = page.getByRole('dialog', { name: 'Your password again' });
  await dialog.or(wanted).first().waitFor();
  if (await dialog.isVisible()) {
    asked.times += 1;
    await dialog.getByLabel('Password').fill(kPassword);
    await page.keyboard.press('Enter');
  }
  await wanted.waitFor();
}

/** What is put into a text is isolated by characters that nobody sees. */
export const told = (text) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[\\u2066-\\u2069]* [\\u2066-\\u2069]*'));
