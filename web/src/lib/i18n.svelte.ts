/**
 * Texts, numbers and days in the reader's language. Catalogues are loaded when somebody wants them; changing
 * the language changes the texts on the page, not the page.
 */

import complete from '../generated/complete.json';

export type Locale = 'en' | 'fr' | 'ar' | 'id' | 'prs' | 'ps';
export type Text = string | Record<string, string>;
export type Values = Record<string, string | number | { text: string; href: string }>;
type Catalogue = Record<string, Text>;

interface Language {
  id: Locale;
  name: string;
  dir: 'ltr' | 'rtl';
  /** By which plurals, numbers and days are known, the first that the browser knows; nothing: the id. */
  rules?: string[];
}

/** The languages of the books, which every screen is complete in. */
export const kLocales: Language[] = [
  { id: 'en', name: 'English', dir: 'ltr' },
  { id: 'fr', name: 'Français', dir: 'ltr' },
  { id: 'ar', name: 'العربية', dir: 'rtl' },
];

/**
 * Being translated: offered once nothing is missing (web/scripts/catalogue.mjs). Until then a translator sees one with
 * `?language=ps` in the address, in English where there is no text yet.
 */
const kPrepared: Language[] = [
  { id: 'id', name: 'Bahasa Indonesia', dir: 'ltr' },
  { id: 'prs', name: 'دری', dir: 'rtl', rules: ['fa-AF', 'fa'] },
  { id: 'ps', name: 'پښتو', dir: 'rtl', rules: ['ps', 'fa-AF', 'fa'] },
];

const all = [...kLocales, ...kPrepared];
export const kOffered = all.filter((one) => kLocales.includes(one) || (complete as string[]).includes(one.id));

const catalogues: Record<Locale, () => Promise<{ default: Record<string, Text | null> }>> = {
  en: () => import('../i18n/en.json'),
  fr: () => import('../i18n/fr.json'),
  ar: () => import('../i18n/ar.json'),
  id: () => import('../i18n/id.json'),
  prs: () => import('../i18n/prs.json'),
  ps: () => import('../i18n/ps.json'),
};

const kStored = 'imdad.language';

export const language = $state<{ locale: Locale; rules: string; texts: Catalogue; dir: 'ltr' | 'rtl' }>({ locale: 'en', rules: 'en', texts: {}, dir: 'ltr' });

async function textsOf(locale: Locale): Promise<Catalogue> {
  const own = (await catalogues[locale]()).default;
  if (kOffered.some((one) => one.id === locale)) return own as Catalogue;
  const english = (await catalogues.en()).default as Catalogue;
  return { ...english, ...Object.fromEntries(Object.entries(own).filter((one): one is [string, Text] => one[1] !== null)) };
}

export async function setLocale(locale: Locale, keep = true): Promise<void> {
  const chosen = all.find((one) => one.id === locale)!;
  language.texts = await textsOf(locale);
  language.locale = locale;
  language.rules = Intl.PluralRules.supportedLocalesOf(chosen.rules ?? [locale])[0] ?? 'en';
  language.dir = chosen.dir;
  document.documentElement.lang = locale;
  document.documentElement.dir = language.dir;
  if (!keep) return;
  try {
    localStorage.setItem(kStored, locale);
  } catch {
    // A browser without storage asks for the language of the system each time.
  }
}

export async function startTexts(): Promise<void> {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(kStored);
  } catch {
    // As above.
  }
  const shown = all.find((one) => one.id === new URLSearchParams(location.search).get('language'));
  if (shown) return setLocale(shown.id, false);
  const wanted = [stored, ...navigator.languages].map((tag) => tag?.split('-')[0]);
  const first = wanted.find((tag) => kOffered.some((one) => one.id === tag));
  await setLocale((first as Locale | undefined) ?? 'en');
}

function pattern(key: string, values: Values): string | undefined {
  const text = language.texts[key];
  if (text === undefined || typeof text === 'string') return text;
  const count = Number(values['n'] ?? 0);
  return text[new Intl.PluralRules(language.rules).select(count)] ?? text['other'];
}

export type Part = { text: string } | { value: string; href: string; isolated: boolean };

/** In French a space stands before these signs, and a line does not begin with one. */
export const unbroken = (text: string): string => (language.locale === 'fr' ? text.replace(/ (?=[:;?!»%])|(?<=«) /g, kNoBreak) : text);

/** The text of `key` in pieces: what stands in the catalogue, and what is put into it. */
export function parts(key: string, values: Values = {}): Part[] {
  const text = pattern(key, values) ?? key;
  return unbroken(text)
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((piece): Part => {
      const name = /^\{(\w+)\}$/.exec(piece)?.[1];
      if (!name) return { text: piece };
      const value = values[name] ?? '';
      if (typeof value === 'number') return { value: number(value), href: '', isolated: false };
      if (typeof value === 'string') return { value, href: '', isolated: true };
      return { value: value.text, href: value.href, isolated: true };
    });
}

// Signs that keep what is put in from turning the text around it; named by number, never typed.
const kNoBreak = String.fromCharCode(0xa0);
const kIsolate = String.fromCharCode(0x2068);
const kLeftToRight = String.fromCharCode(0x2066);
const kEnd = String.fromCharCode(0x2069);

/** As one text, for attributes and titles; what is put in is isolated by characters instead of elements. */
export function t(key: string, values: Values = {}): string {
  return parts(key, values)
    .map((part) => ('text' in part ? part.text : part.isolated ? kIsolate + part.value + kEnd : part.value))
    .join('');
}

/** A word that the API uses as a code: its text, or the code itself where there is none yet. */
export function word(group: string, code: string): string {
  const key = `${group}.${code.replaceAll(' ', '_')}`;
  const text = language.texts[key];
  return typeof text === 'string' ? text : code.replaceAll('_', ' ');
}

/**
 * The name of a field by its path: `terms.parties[WHO].focal_point`. One in a language says which; where a
 * path has no text of its own, its last part has one.
 */
export function fieldName(path: string): string {
  const plain = path.replace(/\[[^\]]*\]/g, '');
  const own = language.texts[`field.${plain}`];
  if (typeof own === 'string') return own;
  const tongue = /^(.*)\.(en|fr|ar)$/.exec(plain);
  if (tongue) return t('field.in', { field: fieldName(tongue[1] ?? ''), language: t(`language.${tongue[2]}`) });
  return word('field', plain.split('.').at(-1) ?? plain);
}

export const number = (value: number, digits = 0): string =>
  new Intl.NumberFormat(language.rules, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** What is there but rounds to nothing is said to be little, and what is missing but rounds to all to be nearly all. */
export function percent(share: number): string {
  const written = (value: number) =>
    new Intl.NumberFormat(language.rules, { style: 'percent', maximumFractionDigits: value < 0.1 || value > 0.99 ? 1 : 0 }).format(value);
  if (share > 0 && share < 0.001) return `${kLeftToRight}<${written(0.001)}${kEnd}`;
  if (share < 1 && share > 0.999) return `${kLeftToRight}>${written(0.999)}${kEnd}`;
  return written(share);
}

export const short = (value: number): string =>
  new Intl.NumberFormat(language.rules, { notation: 'compact', maximumFractionDigits: 1 }).format(value);

/** `2022-07-24`, or a moment such as `2026-11-27 22:01:21` (UTC). */
export function day(text: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  if (!match) return text;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return new Intl.DateTimeFormat(language.rules, { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

/** `2022-Q3`, as people of the language say it; anything else as it is. */
export function quarter(text: string): string {
  const match = /^(\d{4})-Q([1-4])$/.exec(text);
  return match ? t('quarter.name', { quarter: match[2] ?? '', year: match[1] ?? '' }) : text;
}

export function moment(text: string): string {
  const date = new Date(/[TZ]/.test(text) ? text : `${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat(language.rules, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

/** Of several languages' texts the reader's, else English, else whichever there is. */
export function inLanguage(texts: Record<string, string | undefined>): { text: string; lang: string } {
  for (const lang of [language.locale, 'en', 'fr', 'ar']) {
    const text = texts[lang];
    if (text) return { text, lang };
  }
  return { text: '', lang: language.locale };
}
