import type { Query } from '../../lib/query.svelte';
import { isOver, planApi, type Plan } from './plans';

/** What the planner last said while it seeks a better plan. */
export interface SoFar {
  value: number;
  bound: number;
  worst_area: number;
  worst_area_bound: number;
  seconds: number;
}

/**
 * Follows a plan while it is made: server-sent events tell of each step, and the plan is read again when there
 * is something new to read. A browser takes up where it was after a break; a server that is gone is asked again.
 */
export class Follow {
  soFar = $state.raw<SoFar | null>(null);
  stage = $state('');
  broken = $state(false);
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(query: Query<Plan>, id: string) {
    // Only that matters here: a plan that is read again is still followed by the same connection.
    const under = $derived(query.body !== null && !isOver(query.body));
    $effect(() => {
      if (!under) return;
      let source: EventSource | null = null;
      const open = (): void => {
        source = new EventSource(planApi(id, '/events'));
        source.onopen = () => (this.broken = false);
        source.onmessage = (event: MessageEvent<string>) => {
          const said = JSON.parse(event.data) as Partial<SoFar> & { stage?: string; estimate?: boolean; first?: boolean; plan?: boolean; state?: string };
          if (said.stage) this.stage = said.stage;
          if (said.bound !== undefined) this.soFar = said as SoFar;
          if (said.estimate || said.first || said.plan || said.state) void query.again();
        };
        source.addEventListener('end', () => {
          source?.close();
          void query.again();
        });
        source.onerror = () => {
          this.broken = true;
          if (source?.readyState !== EventSource.CLOSED) return;
          // Refused, as by a session that ended: the reading asks for the password, then it goes on.
          this.retry = setTimeout(() => void query.again().then(open), 3000);
        };
      };
      open();
      return () => {
        clearTimeout(this.retry);
        source?.close();
      };
    });
  }
}
