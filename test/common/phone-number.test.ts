import { describe, expect, it } from 'vitest';
import { phoneDigits, toE164 } from '../../src/common/validation/phone-number.ts';

describe('phone numbers', () => {
  it.each([
    ['+15550123', '+15550123'],
    ['+1 555 0123', '+15550123'],
    ['+1 (555) 01-23', '+15550123'],
    ['+1\u2011555\u20130123', '+15550123'],
    ['+49 89/123456', '+4989123456'],
    ['+1\u00a0555.0123', '+15550123'],
    ['\u202a+1 555 0123\u202c', '+15550123'],
    ['\uff0b\uff11\uff15\uff15\uff15\uff10\uff11\uff12\uff13', '+15550123'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['+44(0)2079460958', '+442079460958'],
    ['+49 (0) 89 123456', '+4989123456'],
    // the zero belongs to numbers of Italy and San Marino
    ['+39 (0)6 1234567', '+39061234567'],
    ['+378 (0)549 123456', '+3780549123456'],
  ])('converts %s to %s', (given, number) => {
    expect(toE164(given)).toBe(number);
  });

  it.each([
    'anonymous',
    '12345',
    'ACME',
    '+1 555 0123 ext. 7',
    'sip:ann@example.com',
    '+0123456',
    '+1234567890123456',
    '020 7946 0958',
  ])('returns null for %s', (given) => {
    expect(toE164(given)).toBeNull();
  });

  it('returns the digits of a part of a number', () => {
    expect([phoneDigits('555-01'), phoneDigits('+1 (555)'), phoneDigits('ACME 1'), phoneDigits('-')]).toEqual([
      '55501',
      '+1555',
      null,
      null,
    ]);
  });
});
