import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IsoDates } from '../../src/common/time/iso-date.ts';

test('dates are written as toISOString writes them, whichever came before', () => {
  const dates = new IsoDates();
  const near = fc.integer({ min: -200_000_000, max: 200_000_000 }).map((ms) => new Date(ms));
  const any = fc.date({ noInvalidDate: true });
  fc.assert(
    fc.property(fc.oneof(near, any), (date) => {
      expect(dates.text(date)).toBe(date.toISOString());
    }),
    { numRuns: 2_000 },
  );
  expect(() => dates.text(new Date(Number.NaN))).toThrow(RangeError);
});
