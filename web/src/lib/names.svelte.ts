import { read } from './api';
import type { EntityList } from './documents';
import { inLanguage } from './i18n.svelte';

/** Names of parties by code, asked for once: everybody knows "WHO", fewer "STE". */

const names = $state<{ byCode: Record<string, Record<string, string>>; asked: boolean }>({ byCode: {}, asked: false });

export function needNames(): void {
  if (names.asked) return;
  names.asked = true;
  read<EntityList>('/api/v1/parties?limit=1000')
    .then(({ body }) => {
      names.byCode = Object.fromEntries(
        body.entities.map((one) => [
          one.id,
          { en: one.fields['names.en'] ?? '', fr: one.fields['names.fr'] ?? '', ar: one.fields['names.ar'] ?? '' },
        ]),
      );
    })
    .catch(() => {
      // Whoever may not read them sees the codes.
      names.asked = false;
    });
}

export function nameOf(code: string): string {
  const texts = names.byCode[code];
  return (texts && inLanguage(texts).text) || code;
}

export const isParty = (code: string): boolean => code in names.byCode;

/** Whoever comes next may see other names. */
export function forgetNames(): void {
  names.asked = false;
  names.byCode = {};
}
