/** What the books tell of a row besides its columns, in parts that are said in the language of the screen (docs/api.md). */

import { withUnit } from './amounts';
import { day, word, type Values } from './i18n.svelte';

export interface Told {
  code: string;
  values: Record<string, string>;
}

const kNumbers = ['n', 'missing', 'surplus', 'damaged', 'number', 'actual', 'target'];

/** How a value is written goes by its name. */
function written(name: string, value: string): string | number {
  if (kNumbers.includes(name) && /^-?\d+$/.test(value)) return Number(value);
  if (!value) return '–';
  if (name === 'day' || name === 'expiry') return day(value);
  if (name === 'state' || name === 'strength') return word(name, value);
  return name === 'amount' ? withUnit(value) : value;
}

export const valuesOf = (told: Told): Values => Object.fromEntries(Object.entries(told.values).map(([name, value]) => [name, written(name, value)]));
