import { newKey, read, write } from '../../lib/api';
import { asProblem } from '../../lib/problem';
import { kPlans, kScenarios, tableApi, withQuery, type Plan, type PlanLine, type Table } from './plans';

export interface RowEdit {
  line?: number;
  set?: Record<string, string>;
  remove?: true;
}

/**
 * A change of a scenario and a new plan under it, in up to three steps: a copy, the edit, the plan. Each has a key of its own and
 * is not done again once it was done, so that after a refusal or a lost answer the rest can go on.
 */
export class ChangeAndSolve {
  private keys = { copy: newKey(), edit: newKey(), plan: newKey() };
  private copied = '';
  private edited = '';

  /** What was done by now, for a form that is filled in anew. */
  get begun(): boolean {
    return this.copied !== '' || this.edited !== '';
  }

  private async step<T>(name: keyof ChangeAndSolve['keys'], method: 'POST' | 'PATCH', url: string, body: unknown): Promise<T> {
    try {
      return await write<T>({ method, url, body, key: this.keys[name] });
    } catch (error) {
      if (asProblem(error).status !== 0) this.keys[name] = newKey();
      throw error;
    }
  }

  async run(plan: Plan, copy: string, file: string, reason: string, edit: RowEdit, policy = plan.policy): Promise<PlanLine> {
    const scenario = copy || plan.scenario;
    if (copy && this.copied !== copy) {
      await this.step('copy', 'POST', kScenarios, { name: copy, copy_of: plan.scenario });
      this.copied = copy;
    }
    const wanted = JSON.stringify([scenario, file, reason, edit]);
    if (this.edited !== wanted) {
      const { body: table } = await read<Table>(withQuery(tableApi(scenario, file), { limit: 1 }));
      await this.step('edit', 'PATCH', tableApi(scenario, file), { version: table.version, reason, rows: [edit] });
      this.edited = wanted;
    }
    const wish = { scenario, policy, engine: plan.engine, include: plan.include, time_limit: plan.time_limit };
    return this.step<PlanLine>('plan', 'POST', kPlans, wish);
  }
}
