import { checkDepth, checkValues } from './body-shape.ts';
import { readQuoted } from './quoted-text.ts';

/** What JSV text holds before a type is put on it: text, lists of it, and maps without a prototype. */
export type JsvValue = string | JsvValue[] | { [key: string]: JsvValue };

/** Reads a JSV map or list; throws an Error that says what is wrong and where. */
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

  /** `closer` ends the map or list that the value stands in. */
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

  /** Spaces belong to the text; a line end does not, for text that has one is quoted. */
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

  /** Spaces after a line end are indentation, those before one may be text. */
  private skipLineEnd(): void {
    const next = this.afterSpace();
    if (/[\r\n]/.test(this.source.slice(this.at, next))) this.at = next;
  }

  /** Where the next thing is that is no space: space counts only inside a text. */
  private afterSpace(): number {
    let next = this.at;
    while (next < this.source.length && ' \t\r\n'.includes(this.source.charAt(next))) next++;
    return next;
  }
}
