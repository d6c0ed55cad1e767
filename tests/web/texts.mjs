// The texts of a language as patterns, to find what a screen says in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kRoot } from './books.mjs';

export const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What the server refuses with this code, in a language, whatever is put into it. */
export function refusal(language, code) {
  const all = JSON.parse(readFileSync(join(kRoot, 'web', 'src', 'refusals', `${language}.json`), 'utf8'));
  return new RegExp(all[code].split(/\{\d+(?::\w+)?\}/).map((piece) => escaped(piece).replaceAll(/[ \u00a0\u202f]/g, '\\s')).join('.*'));
}

/** The text of the catalogue as a pattern; what is put in is isolated by signs that nobody sees. */
export function texts(language) {
  const all = JSON.parse(readFileSync(join(kRoot, 'web', 'src', 'i18n', `${language}.json`), 'utf8'));
  const told = (key, values = {}) => {
    // Where no number is said, any form of the plural will do.
    const forms = typeof all[key] === 'string' ? [all[key]] : values.n === undefined ? Object.values(all[key]) : [all[key][new Intl.PluralRules(language).select(values.n)] ?? all[key].other];
    return `(?:${forms.map((text) => pattern(text, values)).join('|')})`;
  };
  const pattern = (text, values) =>
    text
      .split(/(\{\w+\})/)
      .map((piece) => {
        const name = /^\{(\w+)\}$/.exec(piece)?.[1];
        // What the page says is compared with every kind of space made one.
        if (!name) return escaped(piece).replaceAll(/[ \u00a0\u202f]/g, '\\s');
        const value = values[name];
        return value === undefined ? '.*' : `[\\u2066-\\u2069]*${escaped(typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value)}[\\u2066-\\u2069]*`;
      })
      .join('');
  return (key, values) => new RegExp(told(key, values));
}
