import { wireText } from './wire-text.ts';

/** What is longer a regular expression sees through more quickly. */
const maxLength = 64;

/** The text of a scalar as it stands in an element. */
export function xmlText(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : escaped(wireText(value));
  return escaped(wireText(value));
}

/** Whether XML has the text as it is: most texts are short and need no escapes. */
function isPlain(text: string): boolean {
  if (text.length > maxLength) return false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // control characters, `&`, `<`, `>`, halves of surrogate pairs and what follows them
    if (unit < 0x20 || unit === 0x26 || unit === 0x3c || unit === 0x3e || unit >= 0xd800) return false;
  }
  return true;
}

/**
 * `&`, `<` and `>` get their names. What XML 1.0 has no place for, and `\r`, which a reader would take for a line end,
 * become references, as .NET writes them.
 */
function escaped(text: string): string {
  return text.replace(/[&<>]|[^\t\n\u0020-\uFFFD]/g, (character) => {
    return names[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
