// Books and a scenario with long lists, made by the command line: lots on one shelf, pledges, a table of places.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Books } from './books.mjs';
import { putTutorial } from './tutorial_plan.mjs';

export const kKeeper = 'amina';
export const kUnit = 'GAUZE';
export const kShelf = 'central-store';
const kPosted = 20_000;

const id = (kind, number) => kind.toString(16).padStart(8, '0') + number.toString(16).padStart(24, '0');
export const lotName = (number) => `LOT-${String(number).padStart(6, '0')}`;
export const pledgeName = (number) => `P-${String(number).padStart(6, '0')}`;
export const placeName = (line) => `post-${line}`;

/** `lots` on one shelf, `pledges` of one state, a scenario `long` whose places.csv has as many rows as `places`. */
export function longBooks({ lots, pledges, places }) {
  const fill = (books) => {
    books.run(kKeeper, 'init');
    books.run(kKeeper, 'user', 'add', 'petra', ...['planner', 'secretariat', 'logistics', 'finance'].flatMap((role) => ['--role', role]));
    const post = (columns, rows) => {
      for (let at = 0; at < rows.length; at += kPosted) {
        const file = join(books.folder, 'rows.csv');
        writeFileSync(file, `${[columns, ...rows.slice(at, at + kPosted)].join('\n')}\n`);
        books.run(kKeeper, 'post', file);
      }
    };
    const many = (count, row) => Array.from({ length: count }, (_, at) => row(at + 1));
    post('kind,id,business_date,unit,unit_kind,decimals,reason', [`define_unit,${id(1, 1)},2022-07-24,${kUnit},goods,,made up`, `define_unit,${id(1, 2)},2022-07-24,USD,currency,2,made up`]);
    post('kind,id,business_date,holder,unit,lot,expiry,amount,reason', many(lots, (at) => `opening_balance,${id(2, at)},2022-07-24,${kShelf},${kUnit},${lotName(at)},2030-01-31,${100 + (at % 50)},made up`));
    post('kind,id,business_date,holder,to,unit,pledge,amount,reason', many(pledges, (at) => `pledge,${id(3, at)},2022-07-24,QAT,TUR,USD,${pledgeName(at)},${100 * at},made up`));
  };
  const books = new Books({ fill });
  const folder = join(books.folder, 'workspace', 'scenarios', 'long');
  mkdirSync(folder, { recursive: true });
  putTutorial(folder);
  const rows = Array.from({ length: places }, (_, at) => `${placeName(at + 2)},Post ${at + 2},facility,5,XT0101,3.${at % 1000},-29.${at % 1000},public,made up`);
  writeFileSync(join(folder, 'places.csv'), `place_id,name,kind,level,area,lat,lon,sensitivity,origin\n${rows.join('\n')}\n`);
  return books;
}
