import { checkValues } from '../../http/body-shape.ts';
import { readQuoted } from './quoted-text.ts';

/**
 * Parses the first rows of CSV text, with any line ends. Empty lines are skipped. An empty field is null unless quoted.
 *
 * @throws Error when a quote is not closed, text follows a closing quote, or there are too many fields
 */
export function parseCsv(source: string, maxRows: number): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  let at = 0;
  let fields = 0;
  while (at < source.length && rows.length < maxRows) {
    checkValues(++fields);
    const field = readField(source, at);
    row.push(field.text);
    at = field.end;
    if (source[at] === ',') {
      at++;
      if (at < source.length) continue;
      row.push(null);
    }
    if (row.length > 1 || row[0] !== null) rows.push(row);
    row = [];
    at += source.startsWith('\r\n', at) ? 2 : 1;
  }
  return rows;
}

function readField(source: string, start: number): { text: string | null; end: number } {
  if (source[start] !== '"') {
    let end = start;
    while (end < source.length && !',\r\n'.includes(source.charAt(end))) end++;
    return { text: end === start ? null : source.slice(start, end), end };
  }
  const quote = readQuoted(source, start);
  if (!quote) throw new Error(`the quote at position ${start} has no end`);
  const after = source[quote.end];
  if (after !== undefined && !',\r\n'.includes(after)) {
    throw new Error(`text after the closing quote at position ${quote.end}`);
  }
  return quote;
}
