import { IsoDates } from '../../../common/time/iso-date.ts';

/** The text of a scalar that every format writes alike: dates as ISO 8601 in UTC, anything else as it prints. */
export function wireText(value: unknown): string {
  return value instanceof Date ? isoDates.text(value) : wellFormed(String(value));
}

const isoDates = new IsoDates();

/** Lone surrogates have no UTF-8: they become U+FFFD here, as they would on the way out. */
export function wellFormed(text: string): string {
  // the first pattern is much the quicker one, and nearly always enough
  return /[\uD800-\uDFFF]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\uFFFD') : text;
}

/** The entries of a dictionary value. */
export function dictionaryEntries(value: unknown): readonly { readonly key: string; readonly value: string | null }[] {
  return value as readonly { key: string; value: string | null }[];
}
