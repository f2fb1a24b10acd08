/** The quoting that JSV and CSV share: in `"`, with each inner `"` doubled. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Reads quoted text whose opening `"` is at `start`; `end` is past the closing one, `undefined` if there is none. */
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
