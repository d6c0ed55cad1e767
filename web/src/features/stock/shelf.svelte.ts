import { address } from '../../lib/api';
import { Query } from '../../lib/query.svelte';
import type { Held } from './stock';
import { where } from './where.svelte';

/** Everything that lies at a place, first what expires first; all of it, as a form must not miss a lot. */
export function shelfOf(at: () => string, stage = ''): Query<{ stock: Held[] }> {
  return new Query<{ stock: Held[] }>(() => address('/api/v1/stock', undefined, { at: at(), stage, today: where.day, limit: 1000 }));
}
