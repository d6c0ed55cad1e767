import { kKinds } from './lib/kinds.ts';

/** Which screen is at which address, and what it asks the server for first. Plain data: the build reads it too. */
export interface Address {
  path: string;
  /** A file of src/features. */
  screen: string;
  /** Also for whoever has not logged in. */
  open?: boolean;
  /**
   * Asked for together with the screen's code, not after it, where the address bears no filter. Only what the screen asks
   * for whoever looks at it (of a plan: once it has a result).
   */
  ahead?: readonly string[];
  /** The same, of what is asked for once in a visit. */
  once?: readonly string[];
  /** Parts (files of src/features, or data) that the screen fetches when somebody comes near them: they come last, while it is being made. */
  near?: readonly string[];
}

const kNames = ['/api/v1/parties?limit=1000'];
const kAll = '?limit=1000';
/** Parts of an address by which nothing else is asked for first. */
export const kNoFilter = ['language', 'with'];
const kWhere: Record<string, string[]> = {
  agreements: ['/api/v1/who-what-where?agreement=:id&limit=1000'],
  'action-plans': ['/api/v1/who-what-where?plan=:id&limit=1000'],
};

export const kAddresses = [
  { path: '/', screen: 'today/Today', ahead: ['/api/v1/due', '/api/v1/proposals?outcome=open'] },
  { path: '/set-up', screen: 'account/SetUp', open: true },
  { path: '/log-in', screen: 'account/GoOn' },
  { path: '/me', screen: 'account/Me' },
  {
    path: '/agreements',
    screen: 'agreements/Agreements',
    ahead: [`/api/v1/consultations${kAll}`, `/api/v1/agreements${kAll}`, `/api/v1/action-plans${kAll}`, `/api/v1/activities${kAll}`],
    once: kNames,
  },
  { path: '/agreements/:id/status', screen: 'agreements/Status', ahead: ['/api/v1/agreements/:id', '/api/v1/agreements/:id/status'], once: kNames },
  { path: '/parties', screen: 'parties/Parties', ahead: kNames },
  { path: '/people', screen: 'people/People', ahead: [`/api/v1/users${kAll}`] },
  { path: '/people/:name', screen: 'people/Person', ahead: ['/api/v1/users/:name/permissions'] },
  { path: '/parties/:id/brief', screen: 'parties/Brief', ahead: ['/api/v1/parties/:id/brief'] },
  { path: '/permissions', screen: 'parties/Permissions' },
  { path: '/new/:segment', screen: 'record/NewRecord' },
  ...kKinds.map(({ segment }) => ({ path: `/${segment}/:id`, screen: 'record/Record' as const, ahead: [`/api/v1/${segment}/:id`, ...(kWhere[segment] ?? [])], once: [...kNames, '/api/v1'], near: kWhere[segment] ? ['where/OfRecord'] : [] })),
  { path: '/proposals/:id', screen: 'today/Proposal' },
  { path: '/pledges', screen: 'pledges/Pledges', ahead: [`/api/v1/pledges${kAll}`], once: kNames },
  { path: '/pledges/:id', screen: 'pledges/Pledge', ahead: ['/api/v1/pledges/:id'], once: kNames },
  { path: '/donor', screen: 'pledges/Donor' },
  { path: '/donor/:party', screen: 'pledges/Donor' },
  { path: '/stock', screen: 'stock/Shelf' },
  { path: '/stock/receive', screen: 'stock/Receive' },
  { path: '/stock/issue', screen: 'stock/Issue' },
  { path: '/stock/use', screen: 'stock/Use' },
  { path: '/stock/count', screen: 'stock/Count' },
  { path: '/stock/quarantine', screen: 'stock/Quarantine' },
  { path: '/stock/write-off', screen: 'stock/WriteOff' },
  { path: '/stock/recall', screen: 'stock/Recall' },
  { path: '/shipments/:id', screen: 'stock/Shipment' },
  { path: '/trace', screen: 'trace/Trace' },
  { path: '/trace/:id', screen: 'trace/Trace', ahead: ['/api/v1/trace/:id'], once: kNames },
  { path: '/balances', screen: 'balances/Balances' },
  { path: '/trial-balance', screen: 'balances/TrialBalance' },
  { path: '/plans', screen: 'plans/Plans' },
  { path: '/plans/:id', screen: 'plans/Board', ahead: ['/api/v1/plans/:id', '/api/v1/plans/:id/coverage?limit=40'], near: ['plans/PlanMap', 'member_state_shapes.json'] },
  { path: '/plans/:id/why', screen: 'plans/Why', ahead: ['/api/v1/plans/:id', '/api/v1/plans/:id/explanation?limit=20', '/api/v1/plans/:id/coverage?limit=1000'] },
  { path: '/plans/:id/compare', screen: 'plans/Compare' },
  { path: '/scenarios/:name', screen: 'scenarios/Scenario' },
  { path: '/who-what-where', screen: 'where/Where' },
  { path: '/exceptions', screen: 'checks/Exceptions' },
  { path: '/audit', screen: 'checks/Audit' },
] as const satisfies readonly Address[];

export type ScreenName = (typeof kAddresses)[number]['screen'];

/** `/pledges/:id` as a regular expression, and the names in it. */
export function patternOf(path: string): { text: string; names: string[] } {
  const names: string[] = [];
  const text = path.replace(/:(\w+)/g, (_, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  return { text: `^${text}/?$`, names };
}

/** Addresses with values, escaped, in the place of their names. */
export const filled = (addresses: readonly string[], values: Record<string, string>): string[] =>
  addresses.map((one) => one.replace(/:(\w+)/g, (whole, name: string) => values[name] ?? whole));
