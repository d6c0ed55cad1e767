import { newKey, read, rehearse, worthAgain, write, type Command } from './api';
import { asProblem, type Problem } from './problem';

export interface Wish {
  method: 'POST' | 'PATCH';
  url: string;
  body: unknown;
}

const same = (one: Wish, other: Wish): boolean =>
  one.method === other.method && one.url === other.url && JSON.stringify(one.body) === JSON.stringify(other.body);

/**
 * One thing that somebody does with the books: asked for, shown as it would be (nothing is written), then written.
 * The key is made when it is shown and kept until an answer came, also when somebody goes back to the form and asks
 * for the same once more. What was refused stands in `problem`; what was typed belongs to the form and stays.
 */
export class Deed<Shown, Done = Shown> {
  /** What would be done. */
  shown = $state.raw<Shown | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  private command: Command | null = null;
  /** It was sent, and whether it was done is not known: asked for once more, it is shown as it was and sent as it was. */
  private unanswered: { command: Command; shown: Shown } | null = null;

  /**
   * Asks what would be done. `record`: address of the record that it changes; it is read before, so that what is
   * replaced is what somebody saw, or nothing is.
   */
  async show(wish: Wish, record = ''): Promise<Shown | null> {
    this.problem = null;
    if (this.unanswered && same(this.unanswered.command, wish)) {
      this.command = this.unanswered.command;
      return (this.shown = this.unanswered.shown);
    }
    this.busy = true;
    try {
      const etag = record ? (await read<unknown>(record)).etag : '';
      const shown = await rehearse<Shown>(wish);
      this.command = { ...wish, key: newKey(), ...(etag ? { etag } : {}) };
      this.shown = shown;
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.busy = false;
    return this.shown;
  }

  /** Writes what was shown; nothing where it is refused or no answer comes. */
  async write(): Promise<Done | null> {
    if (!this.command || this.shown === null) return null;
    this.busy = true;
    this.problem = null;
    this.unanswered = { command: this.command, shown: this.shown };
    let done: Done | null = null;
    try {
      done = await write<Done>(this.command);
      this.unanswered = null;
      this.back();
    } catch (error) {
      this.problem = asProblem(error);
      if (!worthAgain(this.problem)) this.unanswered = null;
    }
    this.busy = false;
    return done;
  }

  /** To the form; nothing of what was shown is done. */
  back(): void {
    this.shown = null;
    this.command = null;
    this.problem = null;
  }
}
