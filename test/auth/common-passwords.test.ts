import { describe, expect, it, vi } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangePasswordDocument,
  ChangeUserDocument,
  CreateUserDocument,
  MeDocument,
} from '../operations/operations.generated.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call, json, responseStatus } from '../support/rest-client.ts';
import { demoPassword, startTestApp } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';

const loaded = vi.hoisted(() => ({ count: 0 }));
vi.mock('@zxcvbn-ts/language-common', async (importOriginal) => {
  loaded.count += 1;
  return importOriginal();
});

const app = useTestApp();
const admin = as('admin@acme.test');
const newUser = (password: string, emailAddress = 'common@acme.test') =>
  send(app.url, CreateUserDocument, { input: { accountId: demoIds.acme, emailAddress, password } }, admin);
const rest = (line: string, body: object) =>
  call(app.url, line, { ...json(body), headers: { ...json(body).headers, ...admin } });

it('the list is not loaded before a password is set', async () => {
  await dataOf(app.url, MeDocument, {}, admin);
  expect(loaded.count).toBe(0);
});

describe('a common password is refused', () => {
  it.each([
    ['the most common one', 'password'],
    ['of digits', '12345678'],
    ['in capitals', 'PassWord'],
    ['with a ligature', 'swordﬁsh'],
    ['in full-width letters', 'ｐａｓｓｗｏｒｄ'],
    ['the last in the list', 'dalmatio'],
  ])('%s: %s', async (_what, password) => {
    const { errors } = await newUser(password);
    expect(errors).toMatchObject([
      {
        message: 'password is one of the 10,000 most common passwords. Choose another one.',
        extensions: { code: 'BAD_USER_INPUT', errors: [{ fieldName: 'password', errorCode: 'Predicate' }] },
      },
    ]);
  });

  it('by newUser, patchUser and changePassword, in GraphQL and REST', async () => {
    const input = { userId: demoIds.agent, newPassword: 'qwertyuiop' };
    const sentence = 'newPassword is one of the 10,000 most common passwords. Choose another one.';
    expect((await send(app.url, ChangeUserDocument, { input }, admin)).errors).toMatchObject([{ message: sentence }]);
    const own = { oldPassword: demoPassword, newPassword: 'qwertyuiop' };
    expect((await send(app.url, ChangePasswordDocument, own, admin)).errors).toMatchObject([{ message: sentence }]);
    const patched = await rest(`PATCH /users/${demoIds.agent}`, { newPassword: 'qwertyuiop' });
    expect([patched.status, responseStatus(patched).message]).toEqual([400, sentence]);
    const made = await rest('POST /users', { emailAddress: 'common@acme.test', password: 'qwertyuiop' });
    expect(made.status).toBe(400);
    expect(responseStatus(made).errors).toEqual([
      {
        errorCode: 'Predicate',
        fieldName: 'Password',
        message: 'password is one of the 10,000 most common passwords. Choose another one.',
      },
    ]);
    expect(loaded.count).toBe(1);
  });

  it('as INITIAL_ADMIN_PASSWORD', async () => {
    const admin = { INITIAL_ADMIN_EMAIL: 'root@acme.test', INITIAL_ADMIN_PASSWORD: 'iloveyou1' };
    await expect(startTestApp({ ...admin, SEED_DEMO: '0' })).rejects.toThrow(
      'INITIAL_ADMIN_PASSWORD: password is one of the 10,000 most common passwords. Choose another one.',
    );
  });
});

describe('a password is accepted', () => {
  it.each([
    ['that contains a common one', 'my password'],
    ['that is common with a space', 'pass word'],
    ['of random letters', 'kxwqzjvbnr'],
    ['that is the most common after the list', 'ranger12'],
  ])('%s: %s', async (_what, password) => {
    expect((await newUser(password, `${password.replace(' ', '')}@acme.test`)).errors).toEqual([]);
  });
});
