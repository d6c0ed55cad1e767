import { untrack } from 'svelte';
import { read } from './api';
import { asProblem, Problem } from './problem';

/**
 * One document of the server, asked for again whenever its address changes, or `isOld` says of it that it is of before
 * what is known by now. What was shown stays until the new answer is there.
 */
export class Query<T> {
  body = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(true);
  /** There is more than what is here. */
  more = $state(false);
  private next = '';
  private stop: AbortController | null = null;
  private readonly url: () => string;
  private readonly join: ((before: T, page: T) => T) | undefined;
  private readonly changing: boolean;

  constructor(url: () => string, join?: (before: T, page: T) => T, isOld?: (body: T) => boolean) {
    this.url = url;
    this.join = join;
    this.changing = isOld !== undefined;
    // Another place of the same page is no other document.
    const wanted = $derived(this.url());
    $effect(() => {
      const address = wanted;
      untrack(() => void this.ask(address));
      return () => this.stop?.abort();
    });
    if (!isOld) return;
    let old: T | null = null;
    $effect(() => {
      // Asked for once: if the server knows of nothing newer, it is not asked without end.
      if (this.loading || this.problem || !this.body || this.body === old || !isOld(this.body)) return;
      old = this.body;
      void this.again();
    });
  }

  again(): Promise<void> {
    return this.ask(this.url());
  }

  async showMore(): Promise<void> {
    if (!this.next || !this.join || !this.body) return;
    const before = this.body;
    await this.ask(this.next, (page) => this.join!(before, page));
  }

  /** Everything that there is more of, page by page; shown at once, when the last one is there. */
  async showAll(): Promise<void> {
    if (!this.next || !this.join || !this.body) return;
    const pages: T[] = [];
    const [url, before] = [this.url(), this.body];
    do await this.ask(this.next, (page) => (pages.push(page), before));
    while (this.next && !this.problem && this.url() === url);
    if (this.url() === url) this.body = pages.reduce(this.join, before);
  }

  private async ask(address: string, made: (page: T) => T = (page) => page): Promise<void> {
    this.stop?.abort();
    if (!address) {
      this.body = null;
      this.loading = false;
      return;
    }
    const stop = (this.stop = new AbortController());
    this.loading = true;
    try {
      const answer = await read<T>(address, stop.signal, this.changing);
      if (stop.signal.aborted) return;
      this.body = made(answer.body);
      this.next = answer.next;
      this.more = answer.next !== '';
      this.problem = null;
    } catch (error) {
      if (stop.signal.aborted) return;
      this.problem = asProblem(error);
    }
    this.loading = false;
  }
}
