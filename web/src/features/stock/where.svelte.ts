import { router } from '../../lib/router.svelte';
import { session } from '../../lib/session.svelte';

/**
 * Which shelf, and as of which day: both in the address. Whose role is limited to a place sees that one unless the
 * address says another; `*` is the list of all.
 */

const today = (): string => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};

const own = (): string => session.document?.roles.map((one) => /@([^#]+)/.exec(one.scope)?.[1] ?? '').find(Boolean) ?? '';

export const where = {
  get at(): string {
    const asked = router.place.query.get('at') ?? '';
    return asked === '*' ? '' : asked || own();
  },
  /** The day that the address names; empty: today. */
  get asked(): string {
    const text = router.place.query.get('day') ?? '';
    return /^\d{4}-\d\d-\d\d$/.test(text) ? text : '';
  },
  get day(): string {
    return this.asked || today();
  },
  /** The business day of what is written: the server's own where the address names none. */
  get on(): { on?: string } {
    return this.asked ? { on: this.asked } : {};
  },
  /** The address of another screen about the same place and day. */
  link(path: string, more: Record<string, string> = {}): string {
    const query = new URLSearchParams();
    const asked = { at: router.place.query.get('at') ?? '', day: this.asked, ...more };
    for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value);
    const text = query.toString();
    return path + (text ? `?${text}` : '');
  },
};
