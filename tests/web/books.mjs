// A real `imdad serve` on a free port, on the books of examples/oic-2022 with a proposal and a recall added, so that
// no screen is empty. IMDAD is the program; the application is built beforehand by web/build.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const imdad = process.env.IMDAD ?? 'imdad';
const kNotice = '0000000000000000000000000000000000000000000000000000000000000001';

export class Books {
  /** `empty`: of no example; whoever makes them fills them. `fill`: fills them, with `amina` of the secretariat. */
  constructor({ empty = false, fill } = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'imdad-web-'));
    this.file = join(this.folder, 'books.db');
    this.secretary = fill ? 'amina' : 'secretary';
    fill?.(this);
    if (fill || empty) return;
    // Made once in a run of several files of tests, then copied.
    const made = process.env.IMDAD_MADE_BOOKS && join(process.env.IMDAD_MADE_BOOKS, 'oic-2022');
    if (made && existsSync(made)) {
      cpSync(made, this.folder, { recursive: true });
      return;
    }
    this.load();
    if (!made) return;
    const mine = mkdtempSync(`${made}-`);
    cpSync(this.folder, mine, { recursive: true });
    try {
      renameSync(mine, made);
    } catch {
      rmSync(mine, { recursive: true }); // another file of tests was quicker
    }
  }

  /** The example, with what makes every screen hold something. */
  load() {
    execFileSync(join(kRoot, 'examples', 'oic-2022', 'load'), ['--db', this.file], {
      env: { ...process.env, IMDAD: imdad },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.run('secretary', 'threshold', 'set', 'USD', '5000000');
    this.run(
      'secretary', 'pledge', 'commit', 'CBPF-AFG-11', '--to', 'CBPF-AFG', '--agreement', 'letter-GBR', '--unit', 'USD',
      '--amount', '1000000', '--earmark', 'CBPF-AFG', '--on', '2022-07-20', '--reason', 'a test: second tranche',
    );
    this.run('secretary', 'recall', '--unit', 'COV-SVC', '--lot', 'D742', '--reason', 'a test: notice of the maker', '--document', kNotice);
  }

  run(user, ...args) {
    return execFileSync(imdad, [...args, '--db', this.file, '--as', user], { encoding: 'utf8', maxBuffer: 1 << 28 });
  }

  /** The path of a link with which `user` chooses a password. */
  invite(user, by = this.secretary) {
    const found = /\/set-up#[0-9a-f]+/.exec(this.run(by, 'user', 'invite', user));
    if (!found) throw new Error('the invitation holds no link');
    return found[0];
  }

  /** Where it listened before, so that a browser finds it again. */
  async again(...options) {
    await this.serve(...options, '--listen', new URL(this.origin).host);
  }

  async serve(...options) {
    const log = openSync(join(this.folder, 'server.log'), 'a');
    this.process = spawn(imdad, ['serve', '--db', this.file, '--web', process.env.IMDAD_WEB ?? join(kRoot, 'web', 'dist'), ...(options.includes('--listen') ? [] : ['--listen', '127.0.0.1:0']), ...options], {
      stdio: ['ignore', 'pipe', log],
    });
    let said = '';
    await new Promise((done, failed) => {
      this.process.stdout.on('data', (text) => {
        said += text;
        if (/127\.0\.0\.1:\d+/.test(said)) done();
      });
      this.process.once('exit', () => failed(new Error(`the server did not start: ${readFileSync(join(this.folder, 'server.log'), 'utf8')}`)));
    });
    this.origin = `http://127.0.0.1:${/127\.0\.0\.1:(\d+)/.exec(said)[1]}`;
  }

  /** `SIGKILL`: it dies in the middle of whatever it does. */
  async stop(signal = 'SIGTERM') {
    if (this.process?.exitCode === null && this.process.signalCode === null) {
      this.process.removeAllListeners('exit');
      const ended = new Promise((done) => this.process.once('exit', done));
      this.process.kill(signal);
      await ended;
    }
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
