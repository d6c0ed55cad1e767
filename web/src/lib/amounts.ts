import { language, number } from './i18n.svelte';

/**
 * Amounts come as text ("1,000,000.00", "-5000000.00") or as whole smallest units ("100000000"). A currency
 * has as many places as ISO 4217 gives it; goods are whole.
 */

let currencies: Set<string> | null = null;

export function decimalsOf(unit: string): number {
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  if (!currencies.has(unit)) return 0;
  return new Intl.NumberFormat('en', { style: 'currency', currency: unit }).resolvedOptions().maximumFractionDigits ?? 0;
}

/** Whole smallest units as the number that people write. */
export const fromMinor = (amount: string | number, unit: string): number => Number(amount) / 10 ** decimalsOf(unit);

export const minor = (amount: string | number, unit: string): string => number(fromMinor(amount, unit), decimalsOf(unit));

/** A decimal text of the API in the reader's digits, with the places that it has. */
export function decimal(text: string): string {
  const plain = text.replaceAll(',', '');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return text;
  return number(Number(plain), plain.split('.')[1]?.length ?? 0);
}

/** "468,000 COV-AZ": the amount in the reader's digits, the unit as it is. */
export function withUnit(text: string): string {
  const [amount, ...unit] = text.split(' ');
  return unit.length ? `${decimal(amount ?? '')} ${unit.join(' ')}` : decimal(text);
}

export const compare = (a: string, b: string): number => a.localeCompare(b, language.rules, { numeric: true });

/** Eastern Arabic digits are taken as well as Western ones, and what people put between thousands. */
export const western = (text: string): string => text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/[\s,٬\u00a0\u202f]/g, '');

const decimalMark = (): string => new Intl.NumberFormat(language.rules).formatToParts(1.5).find((one) => one.type === 'decimal')?.value ?? '.';

/**
 * What somebody typed, in whole smallest units, `places` of which make one: "1 500,50" of a French reader is "150050". The
 * mark before decimals is that of the reader's language or a point. Nothing where it is no amount, or a finer one.
 */
export function typedAmount(text: string, places: number): string | null {
  const marked = text.trim().replaceAll('٫', '.').replaceAll(decimalMark() === ',' ? ',' : '\uffff', '.');
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(western(marked)) ?? [];
  if (whole === '' || decimals.length > places) return null;
  const digits = `${whole}${decimals.padEnd(places, '0')}`.replace(/^0+(?=\d)/, '');
  return digits === '0' ? digits : `${sign}${digits}`;
}

/** The same as it would be typed: without marks between thousands, and without decimals that are none. */
export function amountToType(minorUnits: string, places: number): string {
  if (!/^-?\d+$/.test(minorUnits)) return minorUnits;
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec(minorUnits) ?? [];
  const long = digits.padStart(places + 1, '0');
  const decimals = places ? long.slice(-places).replace(/0+$/, '') : '';
  const whole = places ? long.slice(0, -places) : long;
  return `${sign}${whole}${decimals ? `${decimalMark() === ',' ? ',' : '.'}${long.slice(-places)}` : ''}`;
}
