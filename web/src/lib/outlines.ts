import address from '../generated/member_state_shapes.json?url';
import type { Shapes } from '../ui/map/geometry';

/** Outlines of the member states: a file of this application, fetched once. */
export type StateShapes = Shapes & { source: string; licence: string };
let asked: Promise<StateShapes> | null = null;

export function stateShapes(): Promise<StateShapes> {
  asked ??= fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json() as Promise<StateShapes>;
  });
  asked.catch(() => (asked = null));
  return asked;
}
