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

/** Another process has this long until its change counts here. */
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

/** The ways in, each just used, so that whatever is remembered is as fresh as can be. */
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

/** 200 for who may create a session, 403 without the role, 401 for nobody. */
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
  it('a changed password ends cookies and Basic; an API key goes on', async () => {
    await changeUser(app.database, userName, { passwordHash: newHash });
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 401, basic: 401, key: 200 });
    expect(await statusOf(as(userName, newPassword))).toBe(200);
  });

  it('a role that was taken away is missing on every way in, and back when it is given back', async () => {
    await changeUser(app.database, userName, { roles: [] });
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 403, basic: 403, key: 403 });
    await changeUser(app.database, userName, { roles: ['User'] });
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 200, basic: 200, key: 200 });
  });

  it('a clock that was set back keeps nothing from counting', async () => {
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
      expect(me.accountIds).toEqual([demoIds.acme, demoIds.globex]);
    }
  });

  it('a user of another name signs in by that name only', async () => {
    await changeUser(app.database, userName, { emailAddress: 'renamed@acme.test' });
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 200, basic: 401, key: 200 });
    expect(await statusOf(as('renamed@acme.test'))).toBe(200);
    await changeUser(app.database, 'renamed@acme.test', { emailAddress: userName });
  });

  it('a deleted user is anonymous', async () => {
    const user = await directly(app.database, (db) =>
      db.collection('users').findOneAndDelete({ emailAddress: userName }),
    );
    clock.advance(promised);
    expect(await statuses()).toEqual({ cookie: 401, basic: 401, key: 401 });
    if (user) await directly(app.database, (db) => db.collection('users').insertOne(user));
  });
});

describe('at once', () => {
  it('the new password signs in, by cookie and by Basic', async () => {
    await changeUser(app.database, userName, { passwordHash: newHash });
    expect(await statusOf(as(userName, newPassword))).toBe(200);
    const browser = new Browser(app.url);
    await browser.send(SignInDocument, { userName, password: newPassword });
    expect(await statusOf(browser.headers)).toBe(200);
  });

  it('a sign-in that another process made by a new password counts here', async () => {
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
