import { wireText } from './wire-text.ts';

/** A regular expression is faster for text above this length, in UTF-16 code units. */
const maxLength = 64;

/** Returns the escaped text of a scalar for the content of an element. */
export function xmlText(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : escaped(wireText(value));
  return escaped(wireText(value));
}

/** Fast path for short text: whether the text needs no escapes. */
function isPlain(text: string): boolean {
  if (text.length > maxLength) return false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // control characters, `&`, `<`, `>`, surrogates and all code units above
    if (unit < 0x20 || unit === 0x26 || unit === 0x3c || unit === 0x3e || unit >= 0xd800) return false;
  }
  return true;
}

/**
 * Escapes text: `&`, `<` and `>` as entities; as .NET does, characters that XML 1.0 does not allow, and `\r`, which
 * parsers normalize to a line feed, as numeric references.
 */
function escaped(text: string): string {
  return text.replace(/[&<>]|[^\t\n\u0020-\uFFFD]/g, (character) => {
    return names[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
