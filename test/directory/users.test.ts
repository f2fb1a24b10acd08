import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangeMeDocument,
  ChangePasswordDocument,
  ChangeUserDocument,
  type ChangeUserMutationVariables,
  CreateApiKeyDocument,
  CreateSessionDocument,
  CreateUserDocument,
  CreateUserEndpointDocument,
  type CreateUserMutationVariables,
  DeleteUserDocument,
  ListEndpointsDocument,
  ListUsersDocument,
  type ListUsersQueryVariables,
  MeDocument,
  ReadEndpointDocument,
  ReadSessionDocument,
  ReadUserDocument,
  RemoveUserFromAccountDocument,
} from '../operations/operations.generated.ts';
import { errorSummary } from '../support/error-response.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock();
const app = useTestApp({}, { clock });

const admin = as('admin@acme.test');
const manager = as('manager@acme.test');
const password = 'long enough';
let count = 0;

const create = (input: Partial<CreateUserMutationVariables['input']> = {}, who = admin) => {
  const emailAddress = `new${++count}@acme.test`;
  const whole = { emailAddress, password, accountId: demoIds.acme, roles: ['User'], ...input };
  return send(app.url, CreateUserDocument, { input: whole }, who);
};
const created = async (...args: Parameters<typeof create>) => {
  const { data, errors } = await create(...args);
  expect(errors).toEqual([]);
  if (!data?.newUser) throw new Error('no data');
  return data.newUser;
};
/** Creates a user of both demo accounts. */
const createdInBoth = async () => {
  const one = await created();
  const { data } = await change({ userId: one.id, accountIds: [demoIds.acme, demoIds.globex] });
  expect(data?.patchUser?.accountNames).toEqual(['Acme', 'Globex']);
  return one;
};
const change = (input: ChangeUserMutationVariables['input'], who = admin) =>
  send(app.url, ChangeUserDocument, { input }, who);
const read = async (id: string, who = admin) => (await dataOf(app.url, ReadUserDocument, { userId: id }, who)).user;
const remove = (id: string, who = admin) => send(app.url, DeleteUserDocument, { userId: id }, who);
const list = async (filter: ListUsersQueryVariables['filter'], who = manager) =>
  (await dataOf(app.url, ListUsersDocument, { filter }, who)).users;
const isSignedIn = async (who: Record<string, string>) => (await send(app.url, MeDocument, {}, who)).status === 200;

describe('a user', () => {
  it('is created, signs in, is changed and deleted', async () => {
    const one = await created({ firstName: 'Ann' });
    expect(one).toMatchObject({ name: 'Ann', roles: ['User'], homeAccountId: demoIds.acme, accountNames: ['Acme'] });
    expect(await isSignedIn(as(one.emailAddress, password))).toBe(true);
    const avatarUrl = 'https://pictures.test/1';
    const { data } = await change({ userId: one.id, lastName: 'Lee', avatarUrl, roles: [] });
    expect(data?.patchUser).toEqual({ ...one, name: 'Ann Lee', lastName: 'Lee', avatarUrl, roles: [] });
    expect((await remove(one.id)).errors).toEqual([]);
    expect(await read(one.id)).toBeNull();
    clock.advance(5_000);
    expect(await isSignedIn(as(one.emailAddress, password))).toBe(false);
    const lines = app.logged.filter(({ msg, id }) => msg === 'directory.changed' && id === one.id);
    expect(lines.map(({ change: what, fields }) => [what, fields]).slice(1)).toEqual([
      ['changed', ['lastName', 'avatarUrl', 'roles']],
      ['deleted', []],
    ]);
  });

  it('never exposes its password', async () => {
    const one = await created();
    const answers = await Promise.all([
      call(app.url, `GET /users/${one.id}`, { headers: admin }),
      call(app.url, 'GET /users?all=true', { headers: admin }),
    ]);
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toMatch(/passwordHash|argon2/i);
    }
    expect(JSON.stringify(app.logged)).not.toMatch(/argon2id|long enough/);
  });

  const malformed: [string, Partial<CreateUserMutationVariables['input']>, string[]][] = [
    [
      'every validation error at once',
      { emailAddress: 'x', password: 'short', roles: ['Root'], firstName: 'x'.repeat(101) },
      ['firstName MaximumLength', 'emailAddress Email', 'roles Predicate', 'password Length'],
    ],
    ['no e-mail address', { emailAddress: ' ' }, ['emailAddress NotEmpty']],
  ];
  it.each(malformed)('is not created with %s', async (_, input, fields) => {
    expect(await errorSummary(create(input))).toEqual(['BAD_USER_INPUT', ...fields]);
  });

  it('is not created in an unknown account', async () => {
    expect(await errorSummary(create({ accountId: 'f'.repeat(24) }))).toEqual(['NOT_FOUND', 'accountId NotFound']);
  });

  it.each<[string, Omit<ChangeUserMutationVariables['input'], 'userId'>, string[]]>([
    ['no e-mail address', { emailAddress: '' }, ['emailAddress NotEmpty']],
    ['no account', { accountIds: [] }, ['accountIds NotEmpty']],
    ['an unknown account', { accountIds: ['f'.repeat(24)] }, ['accountIds NotFound']],
    ['a short password', { newPassword: 'short' }, ['newPassword Length']],
    ['a picture that is a script', { avatarUrl: 'javascript:1' }, ['avatarUrl RegularExpression']],
    ['a home account outside its accounts', { homeAccountId: demoIds.globex }, ['homeAccountId Predicate']],
  ])('is not changed to %s', async (_, input, fields) => {
    expect(await errorSummary(change({ userId: demoIds.agent, ...input }))).toEqual(['BAD_USER_INPUT', ...fields]);
  });

  it('has a unique e-mail address, case-insensitive and under concurrency', async () => {
    const addresses = ['same@acme.test', 'SAME@acme.test'];
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => create({ emailAddress: addresses[index % 2] ?? '' })),
    );
    const rejected = answers.filter(({ errors }) => errors.length > 0);
    expect(rejected).toHaveLength(7);
    for (const { errors } of rejected) {
      expect(errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', errors: [{ fieldName: 'emailAddress' }] });
    }
    const clash = change({ userId: demoIds.agent, emailAddress: 'Same@Acme.test' });
    expect(await errorSummary(clash)).toEqual(['CONFLICT', 'emailAddress Conflict']);
  });

  it('is deleted with its endpoint, and its sessions stay readable', async () => {
    const one = await created({ firstName: 'Gone' });
    const mine = as(one.emailAddress, password);
    const { newUserEndpoint } = await dataOf(
      app.url,
      CreateUserEndpointDocument,
      { input: { userId: one.id } },
      manager,
    );
    const { newSession } = await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } }, mine);
    await remove(one.id);
    expect(
      (await dataOf(app.url, ReadEndpointDocument, { endpointId: newUserEndpoint.id }, manager)).endpoint,
    ).toBeNull();
    const { session } = await dataOf(app.url, ReadSessionDocument, { id: newSession.id });
    expect(session).toMatchObject({ endpointName: null, createdBy: one.id, members: [{ displayName: 'Gone' }] });
  });

  it('loses its endpoint when it is removed from an account, and cannot leave its last account', async () => {
    const one = await createdInBoth();
    await dataOf(app.url, CreateUserEndpointDocument, { input: { userId: one.id } }, manager);
    const left = await dataOf(
      app.url,
      RemoveUserFromAccountDocument,
      { userId: one.id, accountId: demoIds.acme },
      admin,
    );
    expect(left.removeUserFromAccount).toMatchObject({
      accountIds: [demoIds.globex],
      homeAccountId: demoIds.globex,
    });
    const { endpoints } = await dataOf(app.url, ListEndpointsDocument, { filter: { types: ['User'] } }, manager);
    expect(endpoints.nodes.map(({ userId }) => userId)).not.toContain(one.id);
    const variables = { userId: one.id, accountId: demoIds.globex };
    expect(await errorSummary(send(app.url, RemoveUserFromAccountDocument, variables, admin))).toEqual([
      'CONFLICT',
      'accountId Conflict',
    ]);
  });

  it('cannot delete itself or revoke its own role SystemAdministrator', async () => {
    expect(await errorSummary(remove(demoIds.admin))).toEqual(['CONFLICT', 'userId Conflict']);
    expect(await errorSummary(change({ userId: demoIds.admin, roles: ['User'] }))).toEqual([
      'CONFLICT',
      'roles Conflict',
    ]);
  });
});

describe('self-service', () => {
  it('a user without any role changes its own name', async () => {
    const input = { firstName: 'Vera', lastName: null };
    const { patchMe } = await dataOf(app.url, ChangeMeDocument, { input }, as('viewer@acme.test'));
    expect(patchMe).toMatchObject({ id: demoIds.viewer, name: 'Vera' });
    const issue = send(app.url, ChangeMeDocument, { input: { avatarUrl: 'file:///x' } }, as('viewer@acme.test'));
    expect(await errorSummary(issue)).toEqual(['BAD_USER_INPUT', 'avatarUrl RegularExpression']);
    expect(await errorSummary(send(app.url, ChangeMeDocument, { input }, {}))).toEqual(['UNAUTHENTICATED']);
  });

  it('a user changes its password with the old one; within five seconds only the new one is valid', async () => {
    const one = await created();
    const mine = as(one.emailAddress, password);
    const changeTo = (oldPassword: string, newPassword: string, who = mine) =>
      send(app.url, ChangePasswordDocument, { oldPassword, newPassword }, who);
    expect(await errorSummary(changeTo('wrong', 'another long one'))).toEqual([
      'BAD_USER_INPUT',
      'oldPassword Predicate',
    ]);
    expect(await errorSummary(changeTo(password, 'short'))).toEqual(['BAD_USER_INPUT', 'newPassword Length']);
    const { newApiKey } = await dataOf(app.url, CreateApiKeyDocument, { name: 'k' }, mine);
    const byKey = changeTo(password, 'another long one', { authorization: `Bearer ${newApiKey.key}` });
    expect(await errorSummary(byKey)).toEqual(['FORBIDDEN']);
    expect((await changeTo(password, 'another long one')).errors).toEqual([]);
    clock.advance(5_000);
    expect(await isSignedIn(mine)).toBe(false);
    expect(await isSignedIn(as(one.emailAddress, 'another long one'))).toBe(true);
  });
});

it('a revoked or granted role takes effect within five seconds', async () => {
  const one = await created({ roles: ['Manager'] });
  const mine = as(one.emailAddress, password);
  expect((await list({}, mine)).totalCount).toBeGreaterThan(0);
  await change({ userId: one.id, roles: [] });
  clock.advance(5_000);
  expect(await errorSummary(send(app.url, ListUsersDocument, {}, mine))).toEqual(['FORBIDDEN']);
  await change({ userId: one.id, roles: ['User', 'SystemAdministrator'] });
  clock.advance(5_000);
  expect(await read(demoIds.globexUser, mine)).toMatchObject({ emailAddress: 'user@globex.test' });
});
