/**
 * Texts, numbers and days in the reader's language. Catalogues are loaded when somebody wants them; changing
 * the language changes the texts on the page, not the page.
 */

export type Locale = 'en' | 'fr' | 'ar';
export type Text = string | Record<string, string>;
export type Values = Record<string, string | number | { text: string; href: string }>;
type Catalogue = Record<string, Text>;

export const kLocales: { id: Locale; name: string; dir: 'ltr' | 'rtl' }[] = [
  { id: 'en', name: 'English', dir: 'ltr' },
  { id: 'fr', name: 'Français', dir: 'ltr' },
  { id: 'ar', name: 'العربية', dir: 'rtl' },
];

const catalogues: Record<Locale, () => Promise<{ default: Catalogue }>> = {
  en: () => import('../i18n/en.json'),
  fr: () => import('../i18n/fr.json'),
  ar: () => import('../i18n/ar.json'),
};

const kStored = 'imdad.language';

export const language = $state<{ locale: Locale; texts: Catalogue; dir: 'ltr' | 'rtl' }>({ locale: 'en', texts: {}, dir: 'ltr' });

export async function setLocale(locale: Locale): Promise<void> {
  const texts = (await catalogues[locale]()).default;
  language.texts = texts;
  language.locale = locale;
  language.dir = kLocales.find((one) => one.id === locale)!.dir;
  document.documentElement.lang = locale;
  document.documentElement.dir = language.dir;
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
  const wanted = [stored, ...navigator.languages].map((tag) => tag?.slice(0, 2));
  const first = wanted.find((tag) => kLocales.some((one) => one.id === tag));
  await setLocale((first as Locale | undefined) ?? 'en');
}

function pattern(key: string, values: Values): string | undefined {
  const text = language.texts[key];
  if (text === undefined || typeof text === 'string') return text;
  const count = Number(values['n'] ?? 0);
  return text[new Intl.PluralRules(language.locale).select(count)] ?? text['other'];
}

export type Part = { text: string } | { value: string; href: string; isolated: boolean };

/** The text of `key` in pieces: what stands in the catalogue, and what is put into it. */
export function parts(key: string, values: Values = {}): Part[] {
  const text = pattern(key, values) ?? key;
  return text
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
  new Intl.NumberFormat(language.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** What is there but rounds to nothing is said to be little, and what is missing but rounds to all to be nearly all. */
export function percent(share: number): string {
  const written = (value: number) =>
    new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: value < 0.1 || value > 0.99 ? 1 : 0 }).format(value);
  if (share > 0 && share < 0.001) return `${kLeftToRight}<${written(0.001)}${kEnd}`;
  if (share < 1 && share > 0.999) return `${kLeftToRight}>${written(0.999)}${kEnd}`;
  return written(share);
}

export const short = (value: number): string =>
  new Intl.NumberFormat(language.locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);

/** `2022-07-24`, or a moment such as `2026-11-27 22:01:21` (UTC). */
export function day(text: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  if (!match) return text;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

export function moment(text: string): string {
  const date = new Date(/[TZ]/.test(text) ? text : `${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

/** Of several languages' texts the reader's, else English, else whichever there is. */
export function inLanguage(texts: Record<string, string | undefined>): { text: string; lang: string } {
  for (const lang of [language.locale, 'en', 'fr', 'ar']) {
    const text = texts[lang];
    if (text) return { text, lang };
  }
  return { text: '', lang: language.locale };
}
