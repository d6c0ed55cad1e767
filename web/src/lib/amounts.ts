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
