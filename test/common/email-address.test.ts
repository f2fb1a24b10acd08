import { describe, expect, it } from 'vitest';
import { emailAddressForms, isEmailAddress, normalizeEmailAddress } from '../../src/common/validation/email-address.ts';

describe('e-mail addresses', () => {
  it.each([
    ['ann@acme.test', 'ann@acme.test'],
    ['Bob@X.example', 'bob@x.example'],
    ['ann@пример.рф', 'ann@пример.рф'],
    ['ann@xn--e1afmkfd.xn--p1ai', 'ann@пример.рф'],
    ['Ann@ПРИМЕР.РФ', 'ann@пример.рф'],
    ['用户@例え.テスト', '用户@例え.テスト'],
    ['jose\u0301@x.example', 'jos\u00e9@x.example'],
    ['sales&more@x.example', 'sales&more@x.example'],
    ["o'neil+calls@x.example", "o'neil+calls@x.example"],
    ['a/b=c!{d}@x.example', 'a/b=c!{d}@x.example'],
  ])('accepts %s and compares it as %s', (given, normal) => {
    expect(isEmailAddress(given)).toBe(true);
    expect(normalizeEmailAddress(given)).toBe(normal);
  });

  it.each([
    '',
    'ann',
    '@x.example',
    'ann@',
    'ann@localhost',
    'ann@x..example',
    'ann@x.example.',
    'ann@-x.example',
    'ann@%78.example',
    'ann@1.2.3.4',
    'ann@[1.2.3.4]',
    'ann@xn--zz-.example',
    'a b@x.example',
    'a..b@x.example',
    '.a@x.example',
    '<a>@x.example',
    'a@b@x.example',
    'sip:ann@example.com',
    'mailto:ann@example.com',
    `${'a'.repeat(65)}@x.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('refuses %s', (given) => {
    expect(isEmailAddress(given)).toBe(false);
  });

  it('returns both forms of an international domain', () => {
    expect(emailAddressForms('Ann@xn--e1afmkfd.xn--p1ai')).toEqual(['ann@пример.рф', 'ann@xn--e1afmkfd.xn--p1ai']);
    expect(emailAddressForms('ann')).toEqual([]);
  });
});
