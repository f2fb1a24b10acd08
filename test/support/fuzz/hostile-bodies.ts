// Request bodies that have broken parsers. The tests expect that they are read or refused; `npm run bench -- fuzz` measures their cost.
const SIZE = 512 * 1024;

const pieces = [
  ...'a0{}[]<>"\',:;&=\\/\0\n \uD800é',
  ...[
    '""',
    '<!--',
    '-->',
    ']]>',
    '<![CDATA[',
    '<!DOCTYPE x',
    '&#0;',
    '&x;',
    'xmlns=""',
    '__proto__',
    '\u{1F600}',
    '1e999',
  ],
];

/** Draws a whole number below a limit. */
export type Draw = (limit: number) => number;

/** Whole numbers below a limit, the same ones for the same seed (xorshift). */
export function numbersFrom(seed: number): Draw {
  let state = seed | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

/** Draws an item of a list that is not empty. */
export function pick<T>(list: readonly T[], next: Draw): T {
  return list[next(list.length)] as T;
}

/** Damages a text: pieces of it are lost, doubled, or replaced by syntax; half of the time one piece only. */
export function damaged(whole: string, next: Draw): string {
  let text = next(20) === 0 ? '' : whole;
  const isGentle = next(2) === 0;
  for (let cuts = isGentle ? 1 : 1 + next(4); cuts > 0; cuts -= 1) {
    const from = next(text.length + 1);
    const inserted = next(3) === 0 ? text.slice(from, from + next(60)) : pick(pieces, next);
    text = text.slice(0, from) + inserted.repeat(1 + next(3)) + text.slice(from + (isGentle ? 0 : next(40)));
  }
  return text;
}

const many = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

/** Bodies of about half a megabyte: a quadratic parser takes minutes for one. */
export const largeBodies: readonly (readonly [name: string, body: string])[] = [
  ['open brackets', '['.repeat(SIZE)],
  ['open braces', '{"a":'.repeat(SIZE / 5)],
  ['JSV braces', '{a:'.repeat(SIZE / 3)],
  ['open tags', '<a>'.repeat(80_000)],
  ['quotes', '"'.repeat(SIZE)],
  ['an open quote', `{a:"${'""'.repeat(SIZE / 2)}`],
  ['commas', `[${','.repeat(SIZE)}`],
  ['commas and line ends', `Channel\n${',\n'.repeat(SIZE / 2)}`],
  ['spaces', `{${' '.repeat(SIZE)}`],
  ['spaces and colons', `{${' :'.repeat(SIZE / 2)}`],
  ['ampersands', `<a>${'&#x1;'.repeat(50_000)}</a>`],
  ['CDATA without end', `<a>${'<![CDATA['.repeat(25_000)}`],
  ['attributes', `<a ${many(20_000, (n) => `a${n}=""`)}/>`],
  ['namespaces', `<a ${many(10_000, (n) => `xmlns:a${n}="b"`)}/>`],
  ['bad items', `{"memberEmailAddresses":[${'{},'.repeat(150_000)}{}]}`],
  ['a long number', `{"displayName":${'9'.repeat(SIZE)}}`],
  ['half characters', `{"displayName":"${'\uD800'.repeat(SIZE / 3)}"}`],
  ['a long list', `{memberEmailAddresses:[${'a,'.repeat(SIZE / 2)}]}`],
  ['many columns', `${'Channel,'.repeat(100_000)}\n${'zzz,'.repeat(30_000)}`],
  ['form fields', 'memberEmailAddresses=a,[{&'.repeat(20_000)],
  ['parts', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(9_000)],
  ['dashes', '--x\r\n'.repeat(SIZE / 5)],
  ['part headers', `--x\r\n${'a: b\r\n'.repeat(SIZE / 6)}`],
];
