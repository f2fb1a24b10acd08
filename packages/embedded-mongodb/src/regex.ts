import { BSONRegExp } from 'bson';
import { StoreError, unsupported } from './store-error.ts';

/** What a pattern is made of, where PCRE (MongoDB's regular expressions) and JavaScript agree or a translation is exact. */
const token =
  /\\[dDwWsSbBnrt]|\\x[\da-fA-F]{2}|\\[^\p{L}\p{N}]|\[\^?(?:\\[dwsnrt]|\\[^\p{L}\p{N}]|[^\\[\]])+\]|\(\?[:=!]|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^\\[\]{}]/uy;

const space = '\\t\\n\\v\\f\\r ';
const start = '(?<![^])';
const end = '(?![^])';

/** Compiles a regular expression. Throws CommandNotSupported for what JavaScript would match otherwise than PCRE. */
export function compileRegex(source: BSONRegExp | string, options = ''): RegExp {
  const pattern = source instanceof BSONRegExp ? source.pattern : source;
  const flags = source instanceof BSONRegExp && options === '' ? source.options : options;
  if (/[^imsxu]/.test(flags)) throw new StoreError(51108, `invalid flag in regex options: ${flags}`);
  if (flags.includes('x')) throw unsupported('the regular expression option x');
  const tokens = tokensOf(pattern);
  const translated = tokens.map((one) => translate(one, flags.includes('m'), flags.includes('s'))).join('');
  try {
    return new RegExp(translated, flags.includes('i') ? 'iu' : 'u');
  } catch {
    throw new StoreError(51091, `Regular expression is invalid: ${pattern}`);
  }
}

function tokensOf(pattern: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < pattern.length) {
    const at = token.lastIndex;
    const [found] = token.exec(pattern) ?? [];
    if (found === undefined) throw unsupported(`the regular expression ${pattern} (from character ${at})`);
    tokens.push(found);
  }
  return tokens;
}

/** PCRE's `.` stops at line feeds only, its `$` also matches before a last line feed, its classes are of ASCII. */
function translate(one: string, multiline: boolean, dotAll: boolean): string {
  switch (one) {
    case '.':
      return dotAll ? '[^]' : '[^\\n]';
    case '^':
      return multiline ? `(?:${start}|(?<=\\n)(?=[^]))` : start;
    case '$':
      return multiline ? `(?=\\n|${end})` : `(?=\\n?${end})`;
    case '\\s':
      return `[${space}]`;
    case '\\S':
      return `[^${space}]`;
    default:
      return one.startsWith('[') ? one.replaceAll('\\s', space) : escaped(one);
  }
}

/** An escaped sign that needs no escape in PCRE is a mistake in JavaScript's strict mode. */
function escaped(one: string): string {
  return one.startsWith('\\') && !/^\\(?:x..|[\w^$\\.*+?()[\]{}|/])$/.test(one) ? one.slice(1) : one;
}
