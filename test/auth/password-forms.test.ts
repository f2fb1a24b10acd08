import { expect, it } from 'vitest';
import { hashPassword, isPassword } from '../../src/domain/auth/passwords.ts';

it.each([
  ['a composed and a decomposed letter', 'caf\u00e9 battery', 'cafe\u0301 battery'],
  ['a wide and a narrow letter', '\uff50assword staple', 'password staple'],
])('a password matches in another Unicode form: %s', async (_, set, typed) => {
  expect(await isPassword(await hashPassword(set), typed)).toBe(true);
  expect(await isPassword(await hashPassword(typed), set)).toBe(true);
  expect(await isPassword(await hashPassword(set), `${typed} `)).toBe(false);
});
