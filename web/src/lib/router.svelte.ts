import type { Component } from 'svelte';
import { filled, kNoFilter, patternOf, type Address } from '../addresses';

/** Every screen has an address; filters are in its query, so that what somebody sees can be sent and printed. */

export interface Place {
  path: string;
  query: URLSearchParams;
}

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });

export const router = $state<{ place: Place; visits: number }>({ place: here(), visits: 0 });

export function go(to: string, replace = false): void {
  if (to !== location.pathname + location.search) {
    history[replace ? 'replaceState' : 'pushState'](null, '', to);
  }
  router.place = here();
  router.visits += 1;
}

/** Writes filters into the address without a new entry of the history and without moving the focus. */
export function setQuery(changes: Record<string, string>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
  router.place = here();
}

export function startRouter(): void {
  addEventListener('popstate', () => {
    router.place = here();
    router.visits += 1;
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href);
    if (to.origin !== location.origin || link.target || link.hasAttribute('download')) return;
    if (to.pathname.startsWith('/api/')) return;
    if (to.hash && to.pathname === location.pathname) return;
    event.preventDefault();
    go(to.pathname + to.search);
  });
}

export type Screen = () => Promise<{ default: Component<any> }>;

export interface Route {
  pattern: RegExp;
  screen: Screen;
  /** Names of what the pattern captures. */
  names: string[];
  open: boolean;
  /** What it asks the server for first, with the names of the pattern in it. */
  ahead: readonly string[];
}

/** An id may hold an escaped slash. */
export function route({ path, open = false, ahead = [] }: Address, screen: Screen): Route {
  const { text, names } = patternOf(path);
  return { pattern: new RegExp(text), screen, names, open, ahead };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Nothing stands in the page's address by which a screen asks for something else first. */
export const isUnfiltered = (): boolean => [...router.place.query.keys()].every((name) => kNoFilter.includes(name));

export interface Match {
  route: Route;
  values: Record<string, string>;
  /** What it asks the server for first, where its own address is unfiltered. */
  ahead: string[];
}

export function match(routes: Route[], path: string): Match | null {
  for (const one of routes) {
    const found = one.pattern.exec(path);
    if (!found) continue;
    const named = Object.fromEntries(one.names.map((name, at) => [name, unescaped(found[at + 1] ?? '')]));
    const escaped = Object.fromEntries(Object.entries(named).map(([name, value]) => [name, encodeURIComponent(value)]));
    return { route: one, values: named, ahead: filled(one.ahead, escaped) };
  }
  return null;
}
