/** Maximum length for the loop; `JSON.stringify` is faster for longer texts. */
const maxLength = 64;

/**
 * Whether a text is the same in JSON and valid in UTF-8, so that it needs no escapes.
 * Most texts are short and plain; for them this check is faster than `JSON.stringify`.
 */
export function needsNoEscapes(text: string): boolean {
  if (text.length > maxLength) return false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // control characters, quotation mark, backslash, halves of surrogate pairs
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit <= 0xdfff)) return false;
  }
  return true;
}
