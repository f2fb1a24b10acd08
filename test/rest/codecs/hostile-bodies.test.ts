import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/kernel/app-error.ts';
import { codecs } from '../../../src/rest/codecs/codecs.ts';
import { decodeParams } from '../../../src/rest/codecs/params.ts';
import { sampleBody } from '../../../src/rest/metadata/http-samples.ts';
import { catchAppError } from '../../support/catch-app-error.ts';
import { contract, newSession, refTo, sessionInfo } from '../../support/contract.ts';

const BODY = 512 * 1024;

/**
 * Whether a body is read or refused in that many milliseconds of this process's own time; anything else it ends in
 * fails the test. A second and third try forgive a garbage collection, and a machine that is busy with other things.
 */
function isAnsweredWithin(milliseconds: number, read: () => unknown): boolean {
  return [1, 2, 3].some(() => {
    const start = process.cpuUsage();
    try {
      read();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
    const { user, system } = process.cpuUsage(start);
    return user + system < milliseconds * 1_000;
  });
}

const pieces = [
  ...'{}[]<>"\',:;&=\\/\0\n \uD800é',
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

/** A body of the format with pieces of it lost, doubled, or replaced by what means something to a parser. */
function damaged(whole: string, seed: number): string {
  const next = numbersFrom(seed);
  let text = next(5) === 0 ? '' : whole;
  for (let cuts = 1 + next(4); cuts > 0; cuts--) {
    const from = next(text.length + 1);
    const inserted = next(3) === 0 ? text.slice(from, from + next(60)) : (pieces[next(pieces.length)] ?? '');
    text = text.slice(0, from) + inserted.repeat(1 + next(3)) + text.slice(from + next(40));
  }
  return text;
}

/** Whole numbers below a limit, the same ones for the same seed (xorshift). */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

describe.each(Object.values(codecs))('$format', (codec) => {
  test('10,000 damaged or random bodies are read or refused, each at once', () => {
    const whole = sampleBody(contract, refTo(sessionInfo), codec.format);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const text = damaged(whole, seed);
        expect(isAnsweredWithin(100, () => codec.decode(text, sessionInfo, contract))).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  test.each([
    ['open brackets', '['.repeat(BODY)],
    ['open braces', '{"a":'.repeat(BODY / 5)],
    ['JSV braces', '{a:'.repeat(BODY / 3)],
    ['open tags', '<a>'.repeat(80_000)],
    ['quotes', '"'.repeat(BODY)],
    ['an open quote', `{a:"${'""'.repeat(BODY / 2)}`],
    ['commas', `[${','.repeat(BODY)}`],
    ['commas and line ends', `Channel\n${',\n'.repeat(BODY / 2)}`],
    ['spaces', `{${' '.repeat(BODY)}`],
    ['spaces and colons', `{${' :'.repeat(BODY / 2)}`],
    ['ampersands', `<a>${'&#x1;'.repeat(50_000)}</a>`],
    ['CDATA without end', `<a>${'<![CDATA['.repeat(25_000)}`],
    ['attributes', `<a ${Array.from({ length: 20_000 }, (_, n) => `a${n}=""`).join(' ')}/>`],
    ['namespaces', `<a ${Array.from({ length: 10_000 }, (_, n) => `xmlns:a${n}="b"`).join(' ')}/>`],
    ['bad items', `{"memberEmailAddresses":[${'{},'.repeat(150_000)}{}]}`],
    ['a long number', `{"displayName":${'9'.repeat(BODY)}}`],
    ['half characters', `{"displayName":"${'\uD800'.repeat(BODY / 3)}"}`],
    ['a long list', `{memberEmailAddresses:[${'a,'.repeat(BODY / 2)}]}`],
    ['many columns', `${'Channel,'.repeat(100_000)}\n${'zzz,'.repeat(30_000)}`],
  ])('half a megabyte of %s takes no longer', (_, text) => {
    for (const read of [codec.decode, codec.decodeList]) {
      expect(isAnsweredWithin(500, () => read(text, newSession, contract))).toBe(true);
    }
  });
});

test('the same name a hundred thousand times in a query', () => {
  const params = Array.from({ length: 100_000 }, (): [string, string] => ['memberEmailAddresses', 'a,[{']);
  expect(isAnsweredWithin(500, () => decodeParams(params, newSession, contract))).toBe(true);
});

test('a batch has an end, and so has the list of its faults', () => {
  const rows = (count: number): string => `Channel,Direction\n${'x,y\n'.repeat(count)}`;
  const tooLong = catchAppError(() => codecs.csv.decodeList(rows(101), newSession, contract));
  expect(tooLong.message).toContain('at most 100');
  const { errors } = catchAppError(() => codecs.csv.decodeList(rows(100), newSession, contract));
  expect(errors.map(({ fieldName }) => fieldName)).toEqual(['Channel', 'Direction']);
});
