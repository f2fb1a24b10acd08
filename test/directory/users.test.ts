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
import { call, json } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock();
const app = useTestApp({}, { clock });

const admin = as('admin@acme.test');
const user = as('user@acme.test');
const stranger = as('user@globex.test');
const password = 'long enough';
let count = 0;

const create = (input: Partial<CreateUserMutationVariables['input']> = {}, who = admin) => {
  const emailAddress = `new${++count}@acme.test`;
  const whole = { emailAddress, password, accountIds: [demoIds.acme], roles: ['User' as const], ...input };
  return send(app.url, CreateUserDocument, { input: whole }, who);
};
const created = async (...args: Parameters<typeof create>) => {
  const { data, errors } = await create(...args);
  expect(errors).toEqual([]);
  if (!data) throw new Error('no data');
  return data.newUser;
};
const change = (input: ChangeUserMutationVariables['input'], who = admin) =>
  send(app.url, ChangeUserDocument, { input }, who);
const read = async (id: string, who = admin) => (await dataOf(app.url, ReadUserDocument, { id }, who)).user;
const remove = (id: string, who = admin) => send(app.url, DeleteUserDocument, { id }, who);
const list = async (filter: ListUsersQueryVariables['filter'], who = user) =>
  (await dataOf(app.url, ListUsersDocument, { filter }, who)).users;
const isSignedIn = async (who: Record<string, string>) => (await send(app.url, MeDocument, {}, who)).status === 200;

describe('a user', () => {
  it('is created, signs in, is changed and deleted', async () => {
    const one = await created({ firstName: 'Ann', avatarUrl: 'https://pictures.test/1' });
    expect(one).toMatchObject({ name: 'Ann', roles: ['User'], homeAccountId: demoIds.acme });
    expect(await isSignedIn(as(one.emailAddress, password))).toBe(true);
    const { data } = await change({ id: one.id, lastName: 'Lee', avatarUrl: null, roles: [] });
    expect(data?.patchUser).toEqual({ ...one, name: 'Ann Lee', lastName: 'Lee', avatarUrl: null, roles: [] });
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

  it('keeps its password to itself', async () => {
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
      'every fault at once',
      { emailAddress: 'x', password: 'short', accountIds: [], avatarUrl: 'javascript:1', firstName: 'x'.repeat(101) },
      [
        'firstName MaximumLength',
        'avatarUrl RegularExpression',
        'emailAddress Email',
        'accountIds NotEmpty',
        'password Length',
      ],
    ],
    ['an unknown account', { accountIds: ['f'.repeat(24)] }, ['accountIds NotFound']],
    ['a home elsewhere', { homeAccountId: demoIds.globex }, ['homeAccountId Predicate']],
  ];
  it.each(malformed)('is not created with %s', async (_, input, fields) => {
    expect(await errorSummary(create(input))).toEqual(['BAD_USER_INPUT', ...fields]);
  });

  it.each<[string, Omit<ChangeUserMutationVariables['input'], 'id'>, string[]]>([
    ['no address', { emailAddress: '' }, ['emailAddress NotEmpty']],
    ['no account', { accountIds: [] }, ['accountIds NotEmpty']],
    ['a home elsewhere', { homeAccountId: demoIds.globex }, ['homeAccountId Predicate']],
  ])('is not changed to %s', async (_, input, fields) => {
    expect(await errorSummary(change({ id: demoIds.agent, ...input }))).toEqual(['BAD_USER_INPUT', ...fields]);
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
    const clash = change({ id: demoIds.agent, emailAddress: 'Same@Acme.test' });
    expect(await errorSummary(clash)).toEqual(['CONFLICT', 'emailAddress Conflict']);
  });

  it('takes its endpoint along when it goes, and sessions stay readable', async () => {
    const one = await created({ firstName: 'Gone' });
    const mine = as(one.emailAddress, password);
    const { newUserEndpoint } = await dataOf(app.url, CreateUserEndpointDocument, { input: { userId: one.id } });
    const { newSession } = await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } }, mine);
    await remove(one.id);
    expect((await dataOf(app.url, ReadEndpointDocument, { id: newUserEndpoint.id })).endpoint).toBeNull();
    const { session } = await dataOf(app.url, ReadSessionDocument, { id: newSession.id });
    expect(session).toMatchObject({ endpointName: null, createdBy: one.id, members: [{ displayName: 'Gone' }] });
  });

  it('leaves an account with its endpoint and its place in teams, but not the last account', async () => {
    const accountIds = [demoIds.acme, demoIds.globex];
    const one = await created({ accountIds });
    await dataOf(app.url, CreateUserEndpointDocument, { input: { userId: one.id } });
    const left = await dataOf(app.url, RemoveUserFromAccountDocument, { id: one.id, accountId: demoIds.acme }, admin);
    expect(left.removeUserFromAccount).toMatchObject({
      accountIds: [demoIds.globex],
      homeAccountId: demoIds.globex,
    });
    const { endpoints } = await dataOf(app.url, ListEndpointsDocument, { filter: { types: ['User'] } });
    expect(endpoints.nodes.map(({ userId }) => userId)).not.toContain(one.id);
    const variables = { id: one.id, accountId: demoIds.globex };
    expect(await errorSummary(send(app.url, RemoveUserFromAccountDocument, variables, admin))).toEqual([
      'CONFLICT',
      'accountId Conflict',
    ]);
  });

  it('cannot delete itself or give away its own administration', async () => {
    expect(await errorSummary(remove(demoIds.admin))).toEqual(['CONFLICT', 'id Conflict']);
    expect(await errorSummary(change({ id: demoIds.admin, roles: ['User'] }))).toEqual(['CONFLICT', 'roles Conflict']);
  });
});

describe('who may', () => {
  it('change users: a SystemAdministrator', async () => {
    const id = demoIds.agent;
    const answers = await Promise.all([
      errorSummary(create({}, user)),
      errorSummary(change({ id, firstName: 'x' }, user)),
      errorSummary(remove(id, user)),
      errorSummary(send(app.url, RemoveUserFromAccountDocument, { id, accountId: demoIds.acme }, user)),
    ]);
    expect(answers).toEqual(Array(4).fill(['FORBIDDEN']));
  });

  it('see users: who shares an account with them, and only that account', async () => {
    expect(await read(demoIds.agent, user)).toMatchObject({ accountIds: [demoIds.acme] });
    expect(await read(demoIds.agent, stranger)).toBeNull();
    expect((await list({ accountIds: [demoIds.acme] }, stranger)).totalCount).toBe(0);
    expect((await list({ ids: [demoIds.agent] }, stranger)).nodes).toEqual([]);
    const both = await created({ accountIds: [demoIds.acme, demoIds.globex] });
    expect(await read(both.id, stranger)).toMatchObject({ accountIds: [demoIds.globex], homeAccountId: null });
    const paths = [`GET /users/${demoIds.agent}`, `PATCH /users/${demoIds.agent}`, `DELETE /users/${demoIds.agent}`];
    const answers = await Promise.all(paths.map((path) => call(app.url, path, { headers: stranger })));
    expect(answers.map(({ status }) => status)).toEqual([404, 403, 403]);
  });

  it('see itself: everybody', async () => {
    const viewer = as('viewer@acme.test');
    expect(await read(demoIds.viewer, viewer)).toMatchObject({ emailAddress: 'viewer@acme.test' });
    expect(await errorSummary(send(app.url, ReadUserDocument, { id: demoIds.agent }, viewer))).toEqual(['FORBIDDEN']);
  });
});

describe('oneself', () => {
  it('changes the own name, without any role', async () => {
    const input = { firstName: 'Vera', lastName: null };
    const { patchMe } = await dataOf(app.url, ChangeMeDocument, { input }, as('viewer@acme.test'));
    expect(patchMe).toMatchObject({ id: demoIds.viewer, name: 'Vera' });
    const issue = send(app.url, ChangeMeDocument, { input: { avatarUrl: 'file:///x' } }, as('viewer@acme.test'));
    expect(await errorSummary(issue)).toEqual(['BAD_USER_INPUT', 'avatarUrl RegularExpression']);
    expect(await errorSummary(send(app.url, ChangeMeDocument, { input }, {}))).toEqual(['UNAUTHENTICATED']);
  });

  it('changes the own password with the old one; within five seconds only the new one is good', async () => {
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

it('a role that is taken or given counts within five seconds', async () => {
  const one = await created();
  const mine = as(one.emailAddress, password);
  expect((await list({}, mine)).totalCount).toBeGreaterThan(0);
  await change({ id: one.id, roles: [] });
  clock.advance(5_000);
  expect(await errorSummary(send(app.url, ListUsersDocument, {}, mine))).toEqual(['FORBIDDEN']);
  await change({ id: one.id, roles: ['User', 'SystemAdministrator'] });
  clock.advance(5_000);
  expect(await read(demoIds.globexUser, mine)).toMatchObject({ emailAddress: 'user@globex.test' });
});

it('REST creates, lists, reads, changes and deletes users', async () => {
  const rest = (line: string, body?: object) =>
    call(app.url, line, body ? { ...json(body), headers: { ...json(body).headers, ...admin } } : { headers: admin });
  const body = { emailAddress: 'rest@acme.test', password, accountIds: [demoIds.acme], roles: ['User'], lastName: 'R' };
  const made = await rest('POST /users', body);
  expect(made.status).toBe(200);
  const one = JSON.parse(made.text);
  expect(one).toMatchObject({ name: 'R', roles: ['User'], homeAccountId: demoIds.acme });
  const patched = await rest(`PATCH /users/${one.id}`, { lastName: '', emailAddress: 'Rest2@acme.test' });
  expect(JSON.parse(patched.text)).toMatchObject({
    emailAddress: 'rest2@acme.test',
    name: 'rest2@acme.test',
    roles: ['User'],
  });
  expect(JSON.parse((await rest(`GET /users/${one.id}`)).text)).toEqual(JSON.parse(patched.text));
  const listed = await rest('GET /users?nameFilter=REST2&sortField=emailAddress');
  expect(JSON.parse(listed.text)).toMatchObject({ items: [{ id: one.id }], totalCount: 1 });
  expect((await rest(`DELETE /users/${one.id}`)).status).toBe(204);
  expect((await rest(`GET /users/${one.id}`)).status).toBe(404);
});
