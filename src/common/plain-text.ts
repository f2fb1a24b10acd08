/** What is longer JSON itself sees through more quickly. */
const maxLength = 64;

/** Whether JSON and UTF-8 have the text as it is. Most texts are short and need no escapes, which is quicker to see than to ask JSON for. */
export function needsNoEscapes(text: string): boolean {
  if (text.length > maxLength) return false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // control characters, quotation mark, backslash, halves of surrogate pairs
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit <= 0xdfff)) return false;
  }
  return true;
}
