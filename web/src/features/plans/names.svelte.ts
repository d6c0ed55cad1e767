import { read } from '../../lib/api';
import { asObject, tableApi, withQuery, type Table } from './plans';

/** Names of programmes as the scenario has them; the id where it cannot be asked. */
export function programmeNames(scenario: () => string): (id: string) => string {
  let names = $state.raw<Record<string, string>>({});
  $effect(() => {
    const name = scenario();
    if (!name) return;
    const stop = new AbortController();
    read<Table>(withQuery(tableApi(name, 'programmes.csv'), { limit: 1000 }), stop.signal).then(
      ({ body }) => (names = Object.fromEntries(body.rows.map((row) => asObject(body, row.cells)).map((row) => [row['programme_id'] ?? '', row['name'] ?? '']))),
      () => {},
    );
    return () => stop.abort();
  });
  return (id) => names[id] || id;
}
