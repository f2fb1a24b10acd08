import { describe, expect, it } from 'vitest';
import type { FieldError } from '../../src/common/errors/app-error.ts';
import { checkText } from '../../src/common/validation/text.ts';

function check(text: string, max = 256) {
  const issues: FieldError[] = [];
  const value = checkText('displayName', text, max, issues);
  return { value, errors: issues.map(({ errorCode }) => errorCode) };
}

describe('texts', () => {
  it('are stored in normal form C', () => {
    expect(check('Zoe\u0308').value).toBe('Zo\u00eb');
  });

  it('have single spaces in place of other white space', () => {
    expect(check(' Ann\tof\u2028 Acme\u00a0 Ltd\u3000\r\n').value).toBe('Ann of Acme Ltd');
  });

  it('are counted in characters as a person counts them', () => {
    const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}';
    expect(check(family.repeat(256)).errors).toEqual([]);
    expect(check(family.repeat(257)).errors).toEqual(['MaximumLength']);
    expect(check('x\u0323\u0301'.repeat(256)).errors).toEqual([]);
    expect(check('a'.repeat(257)).errors).toEqual(['MaximumLength']);
  });

  it('have at most 16 code units for each character', () => {
    expect(check(`a${'\u0301\u0323'.repeat(10)}`, 1).errors).toEqual(['MaximumLength']);
  });

  it.each(['a\0b', 'a\r\nb', 'a\u0007b', 'a\u0085b', 'a\ud800b'])('must not contain control characters: %j', (text) => {
    expect(check(text).errors).toEqual(['RegularExpression']);
  });
});
