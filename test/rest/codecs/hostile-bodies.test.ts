import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TypeRef } from '../../../src/api/contract/model.ts';
import { codecs } from '../../../src/api/rest/codecs/codecs.ts';
import { decodeParams } from '../../../src/api/rest/codecs/params.ts';
import { AppError } from '../../../src/common/errors/app-error.ts';
import { arbitraryOf } from '../../support/arbitrary-of.ts';
import { catchAppError } from '../../support/catch-app-error.ts';
import { contract, newSession, refTo, sessionInfo } from '../../support/contract.ts';
import { damaged, largeBodies, numbersFrom } from '../../support/fuzz/hostile-bodies.ts';

/** What is read or refused; anything else it ends in fails the test. */
function outcome(read: () => unknown): 'read' | 'refused' {
  try {
    read();
    return 'read';
  } catch (error) {
    if (error instanceof AppError) return 'refused';
    throw error;
  }
}

describe.each(Object.values(codecs))('$format', (codec) => {
  test('10,000 damaged or random bodies are read or refused', () => {
    const [session] = fc.sample(arbitraryOf(refTo(sessionInfo), contract), { numRuns: 1, seed: 1 });
    const whole = codec.encode(session, refTo(sessionInfo), contract);
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const text = damaged(whole, numbersFrom(seed));
        outcomes.add(outcome(() => codec.decode(text, sessionInfo, contract)));
      }),
      { numRuns: 10_000 },
    );
    expect([...outcomes].sort()).toEqual(['read', 'refused']);
  });

  // time that grows with the square of the size would be minutes here; what it is, `npm run bench -- fuzz` measures
  test.each(largeBodies)('half a megabyte of %s has an end', (_, text) => {
    for (const read of [codec.decode, codec.decodeList]) {
      expect(outcome(() => read(text, newSession, contract))).toMatch(/^re/);
    }
  });
});

describe('refuses input beyond the depth and size limits before building it', () => {
  const lists = (depth: number): string => `{"nope":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
  const values = (count: number): string => `{"nope":[${'1,'.repeat(count - 2)}1]}`;
  const signs = JSON.stringify({ displayName: '[{,"'.repeat(40) });
  test.each<[what: string, format: 'json' | 'jsv' | 'csv', text: string, reason: RegExp | null]>([
    ['32 deep', 'json', lists(32), null],
    ['33 deep', 'json', lists(33), /deeper than 32/],
    ['33 deep', 'jsv', lists(34), /deeper than 32/],
    ['20,000 values', 'json', values(20_000), null],
    ['20,001 values', 'json', values(20_002), /more than 20000 values/],
    ['20,001 values', 'jsv', values(20_002), /more than 20000 values/],
    ['20,001 fields', 'csv', ','.repeat(20_001), /more than 20000 values/],
    ['signs that are text', 'json', signs, null],
  ])('%s in %s', (_what, format, text, reason) => {
    const read = (): unknown => codecs[format].decode(text, newSession, contract);
    if (reason)
      expect(catchAppError(read)).toMatchObject({ code: 'MALFORMED_REQUEST', message: expect.stringMatching(reason) });
    else expect(outcome(read)).toBe('read');
  });

  test.each(['json', 'jsv', 'csv'] as const)('the largest batch there is, in %s', (format) => {
    const [session] = fc.sample(arbitraryOf(refTo(newSession), contract), { numRuns: 1, seed: 1 }) as object[];
    const full = { ...session, memberEmailAddresses: Array.from({ length: 100 }, () => 'a@x.io') };
    const list: TypeRef = { kind: 'list', of: refTo(newSession), nullable: false };
    const text = codecs[format].encode(
      Array.from({ length: 100 }, () => full),
      list,
      contract,
    );
    expect(codecs[format].decodeList(text, newSession, contract)).toHaveLength(100);
  });
});

test('the same name a hundred thousand times in a query', () => {
  const params = Array.from({ length: 100_000 }, (): [string, string] => ['memberEmailAddresses', 'a,[{']);
  expect(outcome(() => decodeParams(params, newSession, contract))).toBe('refused');
});

test('limits the size of a batch and of its list of issues', () => {
  const rows = (count: number): string => `Channel,Direction\n${'x,y\n'.repeat(count)}`;
  const tooLong = catchAppError(() => codecs.csv.decodeList(rows(101), newSession, contract));
  expect(tooLong.message).toContain('at most 100');
  const { errors } = catchAppError(() => codecs.csv.decodeList(rows(100), newSession, contract));
  expect(errors.map(({ fieldName }) => fieldName)).toEqual(['Channel', 'Direction']);
});
