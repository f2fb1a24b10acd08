import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/domain/auth/passwords.ts';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { CreateApiKeyDocument, MeDocument, SignInDocument } from '../operations/operations.generated.ts';
import { Browser } from '../support/browser.ts';
import { changeUser, directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

/** Milliseconds after which a change by another process must take effect in this one. */
const promised = 5_000;
const userName = 'user@acme.test';
const newPassword = 'another battery, another staple';
const clock = new FakeClock(new Date().toISOString());
let app: TestApp;
let oldHash: string;
let newHash: string;
beforeAll(async () => {
  app = await startTestApp({}, { clock });
  [oldHash, newHash] = await Promise.all([hashPassword(demoPassword), hashPassword(newPassword)]);
});
afterAll(() => app.close());

type Headers = Record<string, string>;

/** Credentials of each kind. Each was just used, so that its cache entry is as fresh as possible. */
let ways: { cookie: Headers; basic: Headers; key: Headers };
beforeEach(async () => {
  await changeUser(app.database, userName, { passwordHash: oldHash, roles: ['User'] });
  clock.advance(promised);
  const browser = new Browser(app.url);
  await browser.send(SignInDocument, { userName, password: demoPassword });
  const { newApiKey } = await dataOf(app.url, CreateApiKeyDocument, { name: 'test' }, as(userName));
  ways = { cookie: browser.headers, basic: as(userName), key: { authorization: `Bearer ${newApiKey.key}` } };
  for (const headers of Object.values(ways)) expect(await statusOf(headers)).toBe(200);
});

/** Returns 200 for a caller who may create a session, 403 without the role, 401 without valid credentials. */
async function statusOf(headers: Headers): Promise<number> {
  const request = json({ channel: 'Fax' });
  return (await call(app.url, 'POST /sessions', { ...request, headers: { ...request.headers, ...headers } })).status;
}

const statuses = async () => ({
  cookie: await statusOf(ways.cookie),
  basic: await statusOf(ways.basic),
  key: await statusOf(ways.key),
});

describe('within five seconds', () => {
  it('a changed password invalidates cookies and Basic; an API key stays valid', async () => {
    await changeUser(app.database, userName, { passwordHash: newHash });
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 401, basic: 401, key: 200 });
    expect(await statusOf(as(userName, newPassword))).toBe(200);
  });

  it('a revoked role is missing with every kind of credentials, and back when it is granted again', async () => {
    await changeUser(app.database, userName, { roles: [] });
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 403, basic: 403, key: 403 });
    await changeUser(app.database, userName, { roles: ['User'] });
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 200, basic: 200, key: 200 });
  });

  it('a change takes effect even if the clock was set back', async () => {
    await changeUser(app.database, userName, { roles: [] });
    clock.advance(-60_000);
    expect(await statuses()).toEqual({ cookie: 403, basic: 403, key: 403 });
    clock.advance(60_000);
  });

  it('a user made SystemAdministrator sees every account', async () => {
    await changeUser(app.database, userName, { roles: ['User', 'SystemAdministrator'] });
    clock.advance(promised);
    for (const headers of Object.values(ways)) {
      const { me } = await dataOf(app.url, MeDocument, {}, headers);
      expect(me?.accountIds).toEqual([demoIds.acme, demoIds.globex]);
    }
  });

  it('a renamed user signs in only by the new name', async () => {
    await changeUser(app.database, userName, { emailAddress: 'renamed@acme.test' });
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 200, basic: 401, key: 200 });
    expect(await statusOf(as('renamed@acme.test'))).toBe(200);
    await changeUser(app.database, 'renamed@acme.test', { emailAddress: userName });
  });

  it('the credentials of a deleted user are refused', async () => {
    const user = await directly(app.database, (db) =>
      db.collection('users').findOneAndDelete({ emailAddress: userName }),
    );
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 401, basic: 401, key: 401 });
    if (user) await directly(app.database, (db) => db.collection('users').insertOne(user));
  });
});

describe('immediately', () => {
  it('a new password is accepted, by cookie and by Basic', async () => {
    await changeUser(app.database, userName, { passwordHash: newHash });
    expect(await statusOf(as(userName, newPassword))).toBe(200);
    const browser = new Browser(app.url);
    await browser.send(SignInDocument, { userName, password: newPassword });
    expect(await statusOf(browser.headers)).toBe(200);
  });

  it('a sign-in by the new password in another process is valid in this one', async () => {
    const other = await startTestApp({ MONGODB_URI: app.database.uri }, { clock });
    try {
      await changeUser(app.database, userName, { passwordHash: newHash });
      const browser = new Browser(other.url);
      await browser.send(SignInDocument, { userName, password: newPassword });
      expect(await statusOf(browser.headers)).toBe(200);
    } finally {
      await other.close();
    }
  });

  it('refuses 20 concurrent requests with an old password', async () => {
    await changeUser(app.database, userName, { passwordHash: newHash });
    clock.advance(promised);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(app.url, MeDocument, {}, as(userName))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });
});
