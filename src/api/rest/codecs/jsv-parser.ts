import { checkDepth, checkValues } from '../../http/body-shape.ts';
import { readQuoted } from './quoted-text.ts';

/** A parsed JSV value before it is bound to a type: text, a list, or a map without a prototype. */
export type JsvValue = string | JsvValue[] | { [key: string]: JsvValue };

/**
 * Parses a JSV map or list.
 *
 * @throws Error with the reason and the position when the text is not JSV
 */
export function parseJsv(source: string): JsvValue {
  const parser = new JsvParser(source);
  const value = parser.value(']', 0);
  parser.expectEnd();
  return value;
}

class JsvParser {
  private at = 0;
  private values = 0;

  constructor(private readonly source: string) {}

  /**
   * Parses the next value.
   *
   * @param closer the bracket that ends the enclosing map or list
   */
  value(closer: '}' | ']', depth: number): JsvValue {
    checkDepth(depth, this.at);
    checkValues(++this.values);
    switch (this.source[this.afterSpace()]) {
      case '{':
        return this.map(depth);
      case '[':
        return this.list(depth);
      case '"':
        return this.quotedText();
      default:
        this.skipLineEnd();
        return this.bareText(closer);
    }
  }

  expectEnd(): void {
    if (this.afterSpace() < this.source.length) throw new Error(`unexpected text at position ${this.at}`);
  }

  private map(depth: number): JsvValue {
    const map: { [key: string]: JsvValue } = Object.create(null);
    this.eachItem('}', () => {
      this.at = this.afterSpace();
      const key = this.source[this.at] === '"' ? this.quotedText() : this.bareText(':');
      if (this.source[this.at] !== ':') throw new Error(`expected ':' at position ${this.at}`);
      this.at++;
      map[key] = this.value('}', depth + 1);
    });
    return map;
  }

  private list(depth: number): JsvValue {
    const items: JsvValue[] = [];
    this.eachItem(']', () => items.push(this.value(']', depth + 1)));
    return items;
  }

  private eachItem(closer: '}' | ']', readItem: () => void): void {
    this.at = this.afterSpace() + 1;
    while (this.source[this.afterSpace()] !== closer) {
      readItem();
      const next = this.afterSpace();
      if (this.source[next] === ',') this.at = next + 1;
      else if (this.source[next] !== closer) throw new Error(`expected '${closer}' at position ${next}`);
    }
    this.at = this.afterSpace() + 1;
  }

  private quotedText(): string {
    const start = this.afterSpace();
    const quote = readQuoted(this.source, start);
    if (!quote) throw new Error(`the quote at position ${start} has no end`);
    this.at = quote.end;
    return quote.text;
  }

  /** Parses unquoted text. Spaces are part of it; a line end terminates it, because text with line ends is quoted. */
  private bareText(closer: string): string {
    const start = this.at;
    while (this.at < this.source.length) {
      const character = this.source.charAt(this.at);
      if (character === closer || character === '\n' || character === '\r') break;
      if (character === ',' && closer !== ':') break;
      this.at++;
    }
    return this.source.slice(start, this.at);
  }

  /** Skips whitespace that has a line end, which is indentation. Whitespace without a line end is part of the text. */
  private skipLineEnd(): void {
    const next = this.afterSpace();
    if (/[\r\n]/.test(this.source.slice(this.at, next))) this.at = next;
  }

  /** Returns the position of the next character that is not whitespace. */
  private afterSpace(): number {
    let next = this.at;
    while (next < this.source.length && ' \t\r\n'.includes(this.source.charAt(next))) next++;
    return next;
  }
}
