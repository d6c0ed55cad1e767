import type { components } from '../generated/api';
import { forgetAnswers, hooks, once } from './api';
import { forgetNames } from './names.svelte';
import { asProblem, Problem } from './problem';

export interface Role {
  role: string;
  /** A party, place or programme that it is limited to: `WHO`, `@AF0101-store`, `#who-plan`; empty: none. */
  scope: string;
}

export interface SessionDocument {
  user: string;
  roles: Role[];
  csrf: string;
  expires_at: string;
  idle_minutes: number;
}

type Sent = components['schemas']['Session'];

/** The server writes a role as `ROLE[:PARTY][@PLACE][#PROGRAMME]`. */
function opened(sent: Sent): SessionDocument {
  return {
    user: sent.user,
    roles: sent.roles.map((text) => {
      const [, role = text, scope = ''] = /^(\w+):?(.*)$/.exec(text) ?? [];
      return { role, scope };
    }),
    csrf: sent.csrf ?? '',
    expires_at: sent.expires_at ?? '',
    idle_minutes: sent.idle_minutes ?? 0,
  };
}

const kAddress = '/api/v1/session';

/** Who sits before the screen. The cookie that proves it is never seen here. */
class Session {
  document = $state<SessionDocument | null>(null);
  /** The server could not be asked at all. */
  fault = $state<Problem | null>(null);
  /** Somebody was here and the session ended: said on the page of the log-in. */
  ended = $state(false);
  /** Somebody waits for the password to be typed again. */
  asking = $state<((confirmed: boolean) => void) | null>(null);

  constructor() {
    hooks.csrf = () => this.document?.csrf ?? '';
    hooks.lost = () => {
      if (this.document) this.ended = true;
      this.forget();
    };
    hooks.stepUp = () => new Promise((resolve) => (this.asking = resolve));
  }

  has(...roles: string[]): boolean {
    return this.document?.roles.some((one) => roles.includes(one.role)) ?? false;
  }

  async resume(): Promise<void> {
    this.fault = null;
    try {
      this.document = opened(await once<Sent>('GET', kAddress));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status !== 401) this.fault = problem;
    }
  }

  async logIn(user: string, password: string): Promise<void> {
    this.begin(await once<Sent>('POST', kAddress, { user, password }));
  }

  /** Whose link it is; refused when it has been used or is too old. */
  async invited(token: string): Promise<string> {
    return (await once<{ user: string }>('POST', '/api/v1/set-up', { token })).user;
  }

  async setUp(token: string, password: string): Promise<void> {
    this.begin(await once<Sent>('POST', '/api/v1/set-up', { token, password }));
  }

  async changePassword(old: string, password: string): Promise<void> {
    const answer = await once<Sent | undefined>('POST', `${kAddress}/password`, { old, new: password });
    if (answer?.csrf) this.document = opened(answer);
  }

  async stepUp(password: string): Promise<void> {
    this.document = opened(await once<Sent>('POST', `${kAddress}/step-up`, { password }));
    this.answer(true);
  }

  /** Ends the wait of whoever asked for the password. */
  answer(confirmed: boolean): void {
    this.asking?.(confirmed);
    this.asking = null;
  }

  async logOut(): Promise<void> {
    await once<void>('DELETE', kAddress);
    this.forget();
    this.ended = false;
  }

  private begin(sent: Sent): void {
    forgetAnswers();
    forgetNames();
    this.ended = false;
    this.document = opened(sent);
  }

  private forget(): void {
    forgetAnswers();
    forgetNames();
    this.document = null;
    this.answer(false);
  }
}

export const session = new Session();
