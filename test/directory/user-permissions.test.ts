import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangeUserDocument,
  type ChangeUserMutationVariables,
  CreateUserDocument,
  type CreateUserMutationVariables,
  DeleteUserDocument,
  ListUsersDocument,
  ReadNodeDocument,
  ReadUserDocument,
  RemoveUserFromAccountDocument,
} from '../operations/operations.generated.ts';
import { errorSummary } from '../support/error-response.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

const admin = as('admin@acme.test');
const manager = as('manager@acme.test');
const user = as('user@acme.test');
const viewer = as('viewer@acme.test');
const stranger = as('manager@globex.test');
const password = 'long enough';
let count = 0;

const create = (input: Partial<CreateUserMutationVariables['input']> = {}, who = manager) => {
  const whole = { emailAddress: `made${++count}@acme.test`, password, ...input };
  return send(app.url, CreateUserDocument, { input: whole }, who);
};
const createdId = async (...args: Parameters<typeof create>) => {
  const { data, errors } = await create(...args);
  expect(errors).toEqual([]);
  return data?.newUser?.id ?? '';
};
const change = (userId: string, input: Omit<ChangeUserMutationVariables['input'], 'userId'>, who = manager) =>
  send(app.url, ChangeUserDocument, { input: { userId, ...input } }, who);
const remove = (userId: string, who = manager) => send(app.url, DeleteUserDocument, { userId }, who);
const read = async (userId: string, who: Record<string, string>) =>
  (await dataOf(app.url, ReadUserDocument, { userId }, who)).user;

describe('a Manager', () => {
  it('creates a user without roles in its home account, changes it and deletes it', async () => {
    const { data } = await create({ firstName: 'Mia' });
    expect(data?.newUser).toMatchObject({ name: 'Mia', roles: [], accountIds: [demoIds.acme], accountNames: ['Acme'] });
    const id = data?.newUser?.id ?? '';
    const changed = await change(id, { lastName: 'Moe', newPassword: 'longer still' });
    expect(changed.data?.patchUser).toMatchObject({ name: 'Mia Moe', isAuthenticated: false });
    expect(await read(id, as(data?.newUser?.emailAddress ?? '', 'longer still'))).toMatchObject({
      name: 'Mia Moe',
      isAuthenticated: true,
    });
    expect((await remove(id)).errors).toEqual([]);
    expect(await read(id, manager)).toBeNull();
  });

  it('cannot create users in other accounts or move users there', async () => {
    expect(await errorSummary(create({ accountId: demoIds.globex }))).toEqual(['NOT_FOUND', 'accountId NotFound']);
    const moved = change(demoIds.agent, { accountIds: [demoIds.acme, demoIds.globex] });
    expect(await errorSummary(moved)).toEqual(['BAD_USER_INPUT', 'accountIds NotFound']);
  });

  it('cannot give, take or clear roles, not even its own', async () => {
    const refused = ['FORBIDDEN', 'roles Forbidden'];
    expect(await errorSummary(create({ roles: ['User'] }))).toEqual(refused);
    expect(await errorSummary(change(demoIds.agent, { roles: ['User', 'Manager'] }))).toEqual(refused);
    expect(await errorSummary(change(demoIds.agent, { roles: [] }))).toEqual(refused);
    expect(await errorSummary(change(demoIds.agent, { roles: null }))).toEqual(refused);
    expect(await errorSummary(change(demoIds.manager, { roles: ['SystemAdministrator'] }))).toEqual(refused);
    expect((await read(demoIds.agent, admin))?.roles).toEqual(['User']);
  });

  it('cannot change or delete a SystemAdministrator', async () => {
    expect(await errorSummary(change(demoIds.admin, { newPassword: 'taken over' }))).toEqual(['FORBIDDEN']);
    expect(await errorSummary(remove(demoIds.admin))).toEqual(['FORBIDDEN']);
  });

  it('cannot change or delete a user who also belongs to accounts of others', async () => {
    const id = await createdId({}, admin);
    const accountIds = [demoIds.acme, demoIds.globex];
    expect((await change(id, { accountIds }, admin)).errors).toEqual([]);
    expect(await errorSummary(change(id, { newPassword: 'taken over' }))).toEqual(['FORBIDDEN']);
    expect(await errorSummary(remove(id))).toEqual(['FORBIDDEN']);
    // each Manager sees only the account that it shares with the user
    expect(await read(id, manager)).toMatchObject({ accountIds: [demoIds.acme], accountNames: ['Acme'] });
    expect(await read(id, stranger)).toMatchObject({ accountNames: ['Globex'], homeAccountId: null });
  });

  it('cannot delete itself, whatever the case of its id', async () => {
    expect(await errorSummary(remove(demoIds.manager.toUpperCase()))).toEqual(['CONFLICT', 'userId Conflict']);
  });

  it('does not see users of other accounts', async () => {
    expect(await read(demoIds.agent, stranger)).toBeNull();
    const list = async (filter: object) => (await dataOf(app.url, ListUsersDocument, { filter }, stranger)).users;
    expect((await list({ accountIds: [demoIds.acme] })).totalCount).toBe(0);
    expect((await list({ ids: [demoIds.agent] })).nodes).toEqual([]);
    const paths = [`GET /users/${demoIds.agent}`, `PATCH /users/${demoIds.agent}`, `DELETE /users/${demoIds.agent}`];
    const answers = await Promise.all(paths.map((path) => call(app.url, path, { headers: stranger })));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

it.each([
  ['User', user],
  ['no role', viewer],
])('with %s alone, a user sees itself and no other, and changes no user', async (_, who) => {
  const self = who === user ? demoIds.user : demoIds.viewer;
  expect(await read(self, who)).toMatchObject({ id: self, isAuthenticated: true });
  const id = demoIds.agent;
  const answers = await Promise.all([
    errorSummary(send(app.url, ReadUserDocument, { userId: id }, who)),
    errorSummary(send(app.url, ListUsersDocument, {}, who)),
    errorSummary(create({}, who)),
    errorSummary(change(id, { firstName: 'x' }, who)),
    errorSummary(remove(id, who)),
    errorSummary(send(app.url, RemoveUserFromAccountDocument, { userId: id, accountId: demoIds.acme }, who)),
  ]);
  expect(answers).toEqual(Array(6).fill(['FORBIDDEN']));
});

it('node finds customers, endpoints and other users only for the roles that may list them', async () => {
  const ids = [demoIds.northShop, demoIds.supportTeam, demoIds.agent, demoIds.user, demoIds.acme];
  const typesFor = async (who: Record<string, string>) => {
    const answers = await Promise.all(ids.map((id) => dataOf(app.url, ReadNodeDocument, { id }, who)));
    return answers.map(({ node }) => node?.__typename ?? null);
  };
  expect(await typesFor(manager)).toEqual(['CustomerInfo', 'EndpointInfo', 'UserInfo', 'UserInfo', 'AccountInfo']);
  expect(await typesFor(user)).toEqual([null, null, null, 'UserInfo', 'AccountInfo']);
});
