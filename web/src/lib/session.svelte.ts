import { forgetAnswers, hooks, once } from './api';
import { forgetNames } from './names.svelte';
import { asProblem, Problem } from './problem';

export interface SessionDocument {
  user: string;
  roles: { role: string; scope: string }[];
  csrf: string;
  expires_at: string;
  idle_minutes: number;
  stepped_up_until: string | null;
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
      this.document = await once<SessionDocument>('GET', kAddress);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status !== 401) this.fault = problem;
    }
  }

  async logIn(user: string, password: string): Promise<void> {
    this.begin(await once<SessionDocument>('POST', kAddress, { user, password }));
  }

  async setUp(token: string, user: string, password: string): Promise<void> {
    this.begin(await once<SessionDocument>('POST', '/api/v1/set-up', { token, user, password }));
  }

  async changePassword(old: string, password: string): Promise<void> {
    const answer = await once<SessionDocument | undefined>('POST', `${kAddress}/password`, { old, new: password });
    if (answer?.csrf) this.document = answer;
  }

  async stepUp(password: string): Promise<void> {
    this.document = await once<SessionDocument>('POST', `${kAddress}/step-up`, { password });
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

  private begin(document: SessionDocument): void {
    forgetAnswers();
    forgetNames();
    this.ended = false;
    this.document = document;
  }

  private forget(): void {
    forgetAnswers();
    forgetNames();
    this.document = null;
    this.answer(false);
  }
}

export const session = new Session();
