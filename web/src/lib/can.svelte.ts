import { read } from './api';

/**
 * What the server that is there can do, by the names of its operations: an act that it does not have yet is not
 * offered. Asked for once, when a screen first wants to know.
 */

const known = $state<{ operations: Set<string> | null; asked: boolean }>({ operations: null, asked: false });

export function can(operation: string): boolean {
  return known.operations?.has(operation) ?? false;
}

export function needOperations(): void {
  if (known.asked) return;
  known.asked = true;
  read<{ routes: { operation: string }[] }>('/api/v1')
    .then(({ body }) => (known.operations = new Set(body.routes.map((one) => one.operation))))
    .catch(() => (known.asked = false));
}
