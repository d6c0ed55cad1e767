import { fieldName, language, t, word } from '../../lib/i18n.svelte';

/** Rows of the permission table in the reader's words. */

const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '');
const kActs = new Set(['ledger', 'proposal', 'books']);

export const conditionWords = (text: string): { text: string; lang: string | undefined } =>
  text && `condition.${slug(text)}` in language.texts ? { text: word('condition', slug(text)), lang: undefined } : { text, lang: 'en' };

export function whatWords(kind: string, what: string): string {
  const step = /^step to (\w+)/.exec(what);
  const level = /^of class (\w+)/.exec(what);
  if (step) return t('permissions.step', { to: word('state', step[1] ?? '') });
  if (level) return t('permissions.class', { level: word('classification', level[1] ?? '') });
  return kActs.has(kind) || `act.${slug(what)}` in language.texts ? word('act', slug(what)) : fieldName(what);
}

/** `draft, review or signature`; nothing: any. */
export const statesOf = (text: string): string[] => text.split(/, | or /).filter(Boolean);
