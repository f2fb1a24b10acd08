import { beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangePasswordDocument,
  ChangeUserDocument,
  CreateApiKeyDocument,
  CreateUserDocument,
  ReadUserDocument,
} from '../operations/operations.generated.ts';
import { as, dataOf, type GraphqlAnswer, send } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { demoPassword } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';

type Headers = Record<string, string>;

const app = useTestApp();
let admin: Headers;
let manager: Headers;
beforeAll(async () => {
  const keyOf = async (owner: string): Promise<Headers> => {
    const { newApiKey } = await dataOf(app.url, CreateApiKeyDocument, { name: 'job' }, as(owner));
    return { authorization: `Bearer ${newApiKey.key}` };
  };
  admin = await keyOf('admin@acme.test');
  manager = await keyOf('manager@acme.test');
});

const newPassword = 'known to the thief';
const user = (more: object = {}) => ({
  accountId: demoIds.acme,
  emailAddress: 'thief@acme.test',
  password: newPassword,
  ...more,
});
const errorOf = <T>({ errors }: GraphqlAnswer<T>) => [errors[0]?.extensions.code, errors[0]?.message];
const patch = (input: object, key = admin) =>
  send(app.url, ChangeUserDocument, { input: { userId: demoIds.viewer, ...input } }, key);
const rest = (line: string, body: object, key = admin) =>
  call(app.url, line, { ...json(body), headers: { ...json(body).headers, ...key } });

describe('an API key cannot make the rights of its owner outlive it:', () => {
  it.each<[what: string, attempt: () => Promise<unknown[]>, action: string]>([
    [
      'it creates no key',
      async () => errorOf(await send(app.url, CreateApiKeyDocument, { name: 'x' }, admin)),
      'create another',
    ],
    [
      'it does not change the password of its owner, also with the old one',
      async () =>
        errorOf(await send(app.url, ChangePasswordDocument, { oldPassword: demoPassword, newPassword }, admin)),
      'change the password',
    ],
    [
      "an administrator's sets no password of the administrator",
      async () => errorOf(await patch({ userId: demoIds.admin, newPassword })),
      'set a password',
    ],
    [
      "an administrator's sets no password of others",
      async () => errorOf(await patch({ newPassword })),
      'set a password',
    ],
    ["a manager's sets no password", async () => errorOf(await patch({ newPassword }, manager)), 'set a password'],
    [
      "an administrator's creates no administrator",
      async () =>
        errorOf(await send(app.url, CreateUserDocument, { input: user({ roles: ['SystemAdministrator'] }) }, admin)),
      'create a user',
    ],
    [
      "a manager's creates no user",
      async () => errorOf(await send(app.url, CreateUserDocument, { input: user() }, manager)),
      'create a user',
    ],
    [
      'it gives no role',
      async () => errorOf(await patch({ roles: ['SystemAdministrator'] })),
      'give a user roles or accounts',
    ],
    [
      'it gives no account',
      async () => errorOf(await patch({ accountIds: [demoIds.acme, demoIds.globex] })),
      'give a user roles or accounts',
    ],
  ])('%s', async (_what, attempt, action) => {
    expect(await attempt()).toEqual(['FORBIDDEN', `An API key cannot ${action}. Sign in with your password.`]);
  });

  it.each([
    ['POST /users', () => user()],
    [`PATCH /users/${demoIds.admin}`, () => ({ newPassword })],
    [`PATCH /users/${demoIds.viewer}`, () => ({ newPassword })],
    [`PATCH /users/${demoIds.viewer}`, () => ({ roles: ['SystemAdministrator'] })],
    [`PATCH /users/${demoIds.viewer}`, () => ({ accountIds: [demoIds.acme, demoIds.globex] })],
    ['POST /apikeys', () => ({ name: 'x' })],
  ])('%s is refused', async (line, body) => {
    const { status, text } = await rest(line, body());
    expect([status, JSON.parse(text).responseStatus.errorCode]).toEqual([403, 'Forbidden']);
    const sent = { 'x-api-key': admin.authorization?.slice('Bearer '.length) ?? '' };
    expect((await rest(line, body(), sent)).status).toBe(403);
    expect((await rest(line, body(), as(sent['x-api-key'], ''))).status).toBe(403);
  });

  it('nothing has changed', async () => {
    const { user: viewer } = await dataOf(app.url, ReadUserDocument, { userId: demoIds.viewer }, admin);
    expect(viewer).toMatchObject({ roles: [], accountIds: [demoIds.acme] });
    for (const owner of ['admin@acme.test', 'viewer@acme.test'])
      expect((await call(app.url, 'GET /auth/status', { headers: as(owner) })).status).toBe(200);
  });
});

describe('an API key may', () => {
  it('change a user in other ways, and send the roles and accounts that the user has', async () => {
    const input = { userId: demoIds.agent, firstName: 'Ann', roles: ['User'], accountIds: [demoIds.acme] };
    expect((await patch(input)).errors).toEqual([]);
  });

  it('take roles', async () => {
    expect((await patch({ userId: demoIds.agent, roles: [] })).errors).toEqual([]);
  });
});
