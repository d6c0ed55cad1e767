import type { Entity } from './documents';
import { inLanguage } from './i18n.svelte';

/** Reading the flat paths of an entity: `terms.parties[WHO].focal_point`. */

export const kIllustrative = /^(External|Illustrative)\b/;

/** Given by others, outside the instruments of the organisation: the same four types as in the books. */
const external = new Set(['bilateral_grant', 'contribution_letter', 'tripartite_donation_agreement', 'response_plan']);
export const isExternal = (entity: Entity): boolean => external.has(entity.fields['type'] ?? '');

export function titleOf(entity: Entity): { text: string; lang: string } {
  const get = (lang: string) =>
    entity.fields[`title.${lang}`] ?? entity.fields[`terms.title.${lang}`] ?? entity.fields[`names.${lang}`];
  const plain = entity.fields['title'];
  if (plain) return { text: plain, lang: 'en' };
  const found = inLanguage({ en: get('en'), fr: get('fr'), ar: get('ar') });
  return found.text ? found : { text: entity.id, lang: '' };
}

/** Elements of a keyed list: key -> its fields, in the order of the books. */
export function elements(entity: Entity, list: string): [string, Record<string, string>][] {
  const found = new Map<string, Record<string, string>>();
  const prefix = `${list}[`;
  for (const [path, value] of Object.entries(entity.fields)) {
    if (!path.startsWith(prefix)) continue;
    const end = path.indexOf(']', prefix.length);
    if (end < 0) continue;
    const key = path.slice(prefix.length, end);
    const element = found.get(key) ?? {};
    element[path.slice(end + 2)] = value;
    found.set(key, element);
  }
  return [...found];
}

/** How far an activity's first indicator with both figures is on its way; nothing without a figure. */
export function progress(activity: Entity): number | null {
  for (const [, one] of elements(activity, 'indicators')) {
    const [baseline, target, actual] = [Number(one['baseline'] ?? 0), one['target'], one['actual']];
    if (target === undefined || actual === undefined || Number(target) === baseline) continue;
    return (Number(actual) - baseline) / (Number(target) - baseline);
  }
  return null;
}
