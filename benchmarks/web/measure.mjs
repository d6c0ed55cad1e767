// What the benchmarks of this folder share: options, times between frames, and the table of results.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { kRoot } from '../../tests/web/books.mjs';

export const given = (name, usual) => {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return usual;
  const value = process.argv[at + 1];
  if (typeof usual !== 'number') return value;
  if (!(Number(value) > 0)) throw new Error(`--${name}: ${value} is no number greater than 0`);
  return Number(value);
};

/** Times between frames while `act` goes on, in milliseconds. */
export async function frames(page, act) {
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

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

const git = (...args) => execFileSync('git', args, { cwd: kRoot, encoding: 'utf8' }).trim();

/** One row for each figure. A run that measures one part only (`--only`) keeps the rows of the others. */
export class Results {
  static columns = ['date', 'commit', 'cores', 'cpu', 'load', 'part', 'what', 'size', 'runs', 'figure', 'unit', 'median', 'least', 'most'];

  constructor(file) {
    this.file = file;
    const dirty = git('status', '--porcelain', '--', 'src', 'web', 'benchmarks/web') !== '';
    this.common = [new Date().toISOString().slice(0, 10), git('rev-parse', '--short=12', 'HEAD') + (dirty ? '-dirty' : ''), cpus().length, cpus()[0]?.model ?? ''];
    this.rows = [];
  }

  /** `values`: one for each run. */
  add(part, what, size, figure, unit, values, digits = 0) {
    const of = (value) => value.toFixed(digits);
    const row = [...this.common, loadavg()[0].toFixed(1), part, what, size, values.length, figure, unit, of(quantile(values, 0.5)), of(Math.min(...values)), of(Math.max(...values))];
    this.rows.push(row);
    console.log(row.slice(5).join(', '));
  }

  /** Of a part that was measured; the rows of the other parts stay as they are in the file. */
  write(part) {
    const quoted = (value) => (/[",\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`);
    const at = Results.columns.indexOf('part');
    const kept = existsSync(this.file) ? readFileSync(this.file, 'utf8').trim().split('\n').slice(1).filter((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)[at] !== part) : [];
    const mine = this.rows.filter((row) => row[at] === part).map((row) => row.map(quoted).join(','));
    writeFileSync(this.file, `${[Results.columns.join(','), ...kept, ...mine].join('\n')}\n`);
  }
}

export const kResults = given('out', join(kRoot, 'benchmarks', 'results', 'web.csv'));
