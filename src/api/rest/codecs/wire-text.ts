import { IsoDates } from '../../../common/time/iso-date.ts';

/** Returns the text of a scalar, which all formats share: ISO 8601 in UTC for dates, else the value as a string. */
export function wireText(value: unknown): string {
  return value instanceof Date ? isoDates.text(value) : wellFormed(String(value));
}

const isoDates = new IsoDates();

/** Replaces lone surrogates by U+FFFD, as encoding to UTF-8 would. */
export function wellFormed(text: string): string {
  // the first pattern is much faster, and rarely matches
  return /[\uD800-\uDFFF]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\uFFFD') : text;
}

/** Returns the entries of a dictionary value. */
export function dictionaryEntries(value: unknown): readonly { readonly key: string; readonly value: string | null }[] {
  return value as readonly { key: string; value: string | null }[];
}
