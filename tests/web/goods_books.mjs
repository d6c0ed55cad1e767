// Books of a few stores with a plan in force and one truck to each of two places: those of the scenario
// plan_from_the_books, planned from examples/tutorial. Made once, copied for whoever wants its own.
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Books, kRoot } from './books.mjs';

const imdad = process.env.IMDAD ?? 'imdad';
const input = join(kRoot, 'tests', 'scenarios', 'plan_from_the_books', 'input');

/** The day on which the first trucks of the plan arrive. */
export const kDay = '2022-08-01';

function made() {
  const books = new Books({ empty: true });
  const env = { ...process.env, PATH: `${dirname(imdad)}:${process.env.PATH}`, IMDAD_DB: books.file };
  const run = (...args) => execFileSync(imdad, args, { env, cwd: books.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  execFileSync('bash', [join(input, 'setup.sh')], { env, cwd: books.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  run('post', join(input, 'opening.csv'), '--as', 'amina');
  run('snapshot', join(kRoot, 'examples', 'tutorial'), '--as-of', '2022-07-24', '--to', 'snap', '--as', 'lina');
  run('plan', 'snap', '--out', 'plan', '--include', 'pledged');
  const proposal = JSON.parse(run('adopt', 'snap', 'plan', '--as', 'lina', '--today', '2022-07-24', '--format', 'json')).proposal;
  run('proposal', 'approve', proposal, '--as', 'farid');
  run('ship', '--due', '--on', '2022-07-25', '--as', 'sami');
  run('user', 'add', 'nora', '--role', 'logistics@north', '--as', 'amina');
  return books;
}

let first = null;
const copies = [];

/** Books of their own. */
export function goodsBooks() {
  first ??= made();
  const books = new Books({ empty: true });
  copies.push(books);
  copyFileSync(first.file, books.file);
  const told = (...args) => JSON.parse(books.run('sami', ...args, '--format', 'json'));
  return Object.assign(books, {
    told,
    /** In smallest units, of one place and stage. */
    balance: (holder, stage, unit, lot) => {
      let rows = [];
      try {
        rows = told('balance', '--holder', holder, '--stage', stage, '--unit', unit).balances;
      } catch {
        // Nothing there is told as an error.
      }
      return rows.filter((one) => !lot || one.lot === lot).reduce((all, one) => all + one.amount, 0);
    },
  });
}

/** Ends every server that still runs, also after a test that failed, and removes all books. */
export async function forget() {
  for (const books of copies.splice(0)) {
    await books.stop();
    books.remove();
  }
  first?.remove();
  first = null;
}
