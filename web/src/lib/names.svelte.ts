import { address, read } from './api';
import type { Entity, EntityList } from './documents';
import { inLanguage } from './i18n.svelte';
import { byCode } from './kinds';
import { titleOf } from './register';

/** Names of parties by code, asked for once: everybody knows "WHO", fewer "STE". */

const names = $state<{ byCode: Record<string, Record<string, string>>; asked: boolean }>({ byCode: {}, asked: false });

/** Whoever is here by now: what was asked for before belongs to somebody else. */
let turn = 0;

/** Every record of a list, however many pages of the server they are; told page by page. */
export async function everyPage(url: string, told: (entities: Entity[]) => void): Promise<void> {
  const mine = turn;
  for (let next = url; next; ) {
    const page = await read<EntityList>(next);
    if (mine !== turn) return;
    told(page.body.entities);
    next = page.next;
  }
}

export function needNames(): void {
  if (names.asked) return;
  names.asked = true;
  everyPage('/api/v1/parties?limit=1000', (entities) => {
    const more = entities.map((one) => [
      one.id,
      { en: one.fields['names.en'] ?? '', fr: one.fields['names.fr'] ?? '', ar: one.fields['names.ar'] ?? '' },
    ]);
    names.byCode = { ...names.byCode, ...Object.fromEntries(more) };
  }).catch(() => {
    // Whoever may not read them sees the codes.
    names.asked = false;
  });
}

export function nameOf(code: string): string {
  const texts = names.byCode[code];
  return (texts && inLanguage(texts).text) || code;
}

export const partyCodes = (): string[] => Object.keys(names.byCode);

const forgetting: (() => void)[] = [];
/** What else is kept of what one person may read. */
export const forgotten = (forget: () => void): number => forgetting.push(forget);

export const isParty = (code: string): boolean => code in names.byCode;

const records = $state<{ read: Record<string, Entity> }>({ read: {} });
const sought = new Set<string>();

/** The title of a record that another one names, asked for once; until it is here, and where it may not be read, its id. */
export function titleFor(kind: string, id: string): { text: string; lang: string } {
  const found = byCode(kind);
  const key = `${kind} ${id}`;
  if (found && kind !== 'party' && !sought.has(key)) {
    sought.add(key);
    read<Entity>(address(found.one, id)).then(
      ({ body }) => (records.read[key] = body),
      () => {},
    );
  }
  const record = records.read[key];
  return record ? titleOf(record) : { text: id, lang: '' };
}

/** Whoever comes next may see other names. */
export function forgetNames(): void {
  turn += 1;
  names.asked = false;
  names.byCode = {};
  records.read = {};
  sought.clear();
  for (const forget of forgetting) forget();
}
