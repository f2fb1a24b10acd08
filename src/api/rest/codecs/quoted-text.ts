/** Quotes text for JSV and CSV: encloses it in `"` and doubles each `"` in it. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/**
 * Reads quoted text whose opening `"` is at `start`.
 *
 * @returns the text and the position after the closing `"`; `undefined` if there is no closing `"`
 */
export function readQuoted(source: string, start: number): { text: string; end: number } | undefined {
  let at = start + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    if (quote === -1) return undefined;
    if (source[quote + 1] !== '"') {
      return { text: source.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    }
    at = quote + 2;
  }
}
