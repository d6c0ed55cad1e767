import { route } from './lib/router.svelte';
import { kKinds } from './lib/kinds';

/** Every screen is a file of its own that is fetched when somebody goes there. */
export const kRoutes = [
  route('/', () => import('./features/today/Today.svelte')),
  route('/set-up', () => import('./features/account/SetUp.svelte'), true),
  route('/me', () => import('./features/account/Me.svelte')),
  route('/agreements', () => import('./features/agreements/Agreements.svelte')),
  route('/agreements/:id/status', () => import('./features/agreements/Status.svelte')),
  route('/parties', () => import('./features/parties/Parties.svelte')),
  route('/people', () => import('./features/people/People.svelte')),
  route('/people/:name', () => import('./features/people/Person.svelte')),
  route('/parties/:id/brief', () => import('./features/parties/Brief.svelte')),
  route('/permissions', () => import('./features/parties/Permissions.svelte')),
  route('/new/:segment', () => import('./features/record/NewRecord.svelte')),
  ...kKinds.map(({ segment }) => route(`/${segment}/:id`, () => import('./features/record/Record.svelte'))),
  route('/proposals/:id', () => import('./features/today/Proposal.svelte')),
  route('/pledges', () => import('./features/pledges/Pledges.svelte')),
  route('/pledges/:id', () => import('./features/pledges/Pledge.svelte')),
  route('/donor', () => import('./features/pledges/Donor.svelte')),
  route('/donor/:party', () => import('./features/pledges/Donor.svelte')),
  route('/trace', () => import('./features/trace/Trace.svelte')),
  route('/trace/:id', () => import('./features/trace/Trace.svelte')),
  route('/balances', () => import('./features/balances/Balances.svelte')),
  route('/trial-balance', () => import('./features/balances/TrialBalance.svelte')),
  route('/plans', () => import('./features/plans/Plans.svelte')),
  route('/plans/:id', () => import('./features/plans/Board.svelte')),
  route('/plans/:id/why', () => import('./features/plans/Why.svelte')),
  route('/plans/:id/compare', () => import('./features/plans/Compare.svelte')),
  route('/scenarios/:name', () => import('./features/scenarios/Scenario.svelte')),
  route('/exceptions', () => import('./features/checks/Exceptions.svelte')),
  route('/audit', () => import('./features/checks/Audit.svelte')),
];
