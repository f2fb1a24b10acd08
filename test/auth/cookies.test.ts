import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  MeDocument,
  SignInDocument,
  SignInTwiceDocument,
  SignOutDocument,
} from '../operations/operations.generated.ts';
import { Browser } from '../support/browser.ts';
import { directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { send } from '../support/graphql-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

const day = 24 * 3_600_000;
// close to the real time, because the TTL index of the database deletes expired sign-ins
const clock = new FakeClock(new Date().toISOString());
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, { clock });
});
afterAll(() => app.close());

const user = { userName: 'user@acme.test', password: demoPassword };

async function signedIn(rememberMe = false): Promise<Browser> {
  const browser = new Browser(app.url);
  const { errors } = await browser.send(SignInDocument, { ...user, rememberMe });
  expect(errors).toEqual([]);
  return browser;
}

const me = async (headers: Record<string, string>) => (await send(app.url, MeDocument, {}, headers)).data?.me;
const signInCount = () => directly(app.database, (db) => db.collection('signIns').countDocuments());

describe('signIn', () => {
  it('returns the user, and sets cookies that authenticate it', async () => {
    const browser = new Browser(app.url);
    const { data } = await browser.send(SignInDocument, { ...user, userName: ' User@ACME.test ' });
    expect(data?.signIn).toEqual({
      isAuthenticated: true,
      id: demoIds.user,
      firstName: 'User',
      lastName: 'Acme',
      name: 'User Acme',
      emailAddress: 'user@acme.test',
      avatarUrl: null,
      accountIds: [demoIds.acme],
      accountNames: ['Acme'],
      roles: ['User'],
    });
    expect((await browser.send(MeDocument, {})).data?.me).toEqual(data?.signIn);
  });

  it('returns every account to a SystemAdministrator', async () => {
    const browser = new Browser(app.url);
    const { data } = await browser.send(SignInDocument, { ...user, userName: 'admin@acme.test' });
    expect(data?.signIn).toMatchObject({
      accountIds: [demoIds.acme, demoIds.globex],
      accountNames: ['Acme', 'Globex'],
      roles: ['User', 'SystemAdministrator'],
    });
  });

  it.each([
    { rememberMe: false, option: 'temp', age: '' },
    { rememberMe: true, option: 'perm', age: 'Max-Age=2419200; ' },
  ])('sets cookies with a lifetime, rememberMe $rememberMe', async ({ rememberMe, option, age }) => {
    const { headers } = await send(app.url, SignInDocument, { ...user, rememberMe }, {});
    const cookies = headers.getSetCookie();
    const [token] = /(?<=^ss-id=)[\w-]{20}/.exec(cookies[0] ?? '') ?? [];
    expect(cookies).toEqual([
      `ss-id=${token}; Path=/; HttpOnly; SameSite=Lax`,
      `ss-pid=${token}; ${age}Path=/; HttpOnly; SameSite=Lax`,
      `ss-opt=${option}; ${age}Path=/; HttpOnly; SameSite=Lax`,
    ]);
  });

  it.each([
    [{ userName: '', password: '' }, ['userName', 'password']],
    [{ userName: ' ', password: 'x' }, ['userName']],
    [{ userName: 'x', password: '' }, ['password']],
  ])('reports the empty fields of %j', async (variables, fields) => {
    const { errors } = await send(app.url, SignInDocument, variables, {});
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.errors).toEqual(
      fields.map((fieldName) => ({
        fieldName,
        errorCode: 'NotEmpty',
        message: `${fieldName} must not be empty.`,
        path: [fieldName],
      })),
    );
  });

  it('creates a new token for every sign-in, whatever cookie the request has', async () => {
    const browser = new Browser(app.url);
    browser.cookies.set('ss-id', 'planted-by-an-attacker');
    await browser.send(SignInDocument, user);
    expect(browser.cookies.get('ss-id')).not.toBe('planted-by-an-attacker');
    expect(await me({ cookie: 'ss-id=planted-by-an-attacker' })).toBeNull();
  });

  it('ends the previous sign-in of the same browser', async () => {
    const browser = await signedIn();
    const { headers: before } = browser;
    await browser.send(SignInDocument, user);
    expect(await me(before)).toBeNull();
    expect(await me(browser.headers)).toMatchObject({ isAuthenticated: true });
  });

  it('keeps the current sign-in when the next one fails', async () => {
    const browser = await signedIn();
    const { errors } = await browser.send(SignInDocument, { ...user, password: 'wrong' });
    expect(errors).toMatchObject([{ message: 'Invalid Username or Password' }]);
    expect(await me(browser.headers)).toMatchObject({ isAuthenticated: true });
  });

  it('checks no further password of a request after a wrong one', async () => {
    const variables = { userName: user.userName, wrong: 'wrong', password: demoPassword };
    const both = await send(app.url, SignInTwiceDocument, variables, {});
    expect(both.errors.map((error) => error.message)).toEqual([
      'Invalid Username or Password',
      'An earlier sign-in of this request has failed.',
    ]);
    expect(both.headers.getSetCookie()).toEqual([]);
  });

  it('creates a separate token for each of 20 concurrent sign-ins', async () => {
    const before = await signInCount();
    const browsers = await Promise.all(Array.from({ length: 20 }, () => signedIn()));
    expect(new Set(browsers.map((browser) => browser.cookies.get('ss-id'))).size).toBe(20);
    expect(await signInCount()).toBe(before + 20);
  });
});

describe('signOut', () => {
  it('clears the cookies and deletes the sign-in from the database', async () => {
    const browser = await signedIn(true);
    const { headers: before } = browser;
    const count = await signInCount();
    const { data, headers } = await browser.send(SignOutDocument, {});
    expect(data?.signOut).toBe(true);
    expect(headers.getSetCookie()).toEqual(
      ['ss-id', 'ss-pid', 'ss-opt'].map((name) => `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`),
    );
    expect(browser.cookies.size).toBe(0);
    expect(await me(before)).toBeNull();
    expect(await signInCount()).toBe(count - 1);
  });

  it('keeps the other sign-ins of the user', async () => {
    const [one, other] = await Promise.all([signedIn(), signedIn()]);
    await one.send(SignOutDocument, {});
    expect(await me(other.headers)).toMatchObject({ isAuthenticated: true });
  });

  it('succeeds for an anonymous caller', async () => {
    const { data } = await send(app.url, SignOutDocument, {}, {});
    expect(data?.signOut).toBe(false);
  });
});

describe('a sign-in', () => {
  it.each([
    { rememberMe: false, days: 14 },
    { rememberMe: true, days: 28 },
  ])('expires after $days days', async ({ rememberMe, days }) => {
    const browser = await signedIn(rememberMe);
    clock.advance(days * day - 1);
    expect(await me(browser.headers)).toMatchObject({ isAuthenticated: true });
    clock.advance(1);
    expect(await me(browser.headers)).toBeNull();
    clock.advance(-days * day);
  });

  it('ends within five seconds when another process deletes it', async () => {
    const browser = await signedIn();
    expect(await me(browser.headers)).toMatchObject({ isAuthenticated: true });
    await directly(app.database, (db) => db.collection('signIns').deleteMany({}));
    clock.advance(5_000);
    expect(await me(browser.headers)).toBeNull();
  });
});

describe('reading cookies', () => {
  it.each<[string, (token: string) => Record<string, string>, boolean]>([
    ['ss-id alone', (token) => ({ cookie: `ss-id=${token}` }), true],
    ['ss-pid alone', (token) => ({ cookie: `ss-pid=${token}` }), true],
    ['an empty ss-id', (token) => ({ cookie: `ss-id=; ss-pid=${token}; ss-opt=temp` }), true],
    ['an empty ss-pid', (token) => ({ cookie: `ss-id=${token}; ss-pid=; ss-opt=perm` }), true],
    ['only empty cookies', () => ({ cookie: 'ss-id=; ss-pid=; ss-opt=' }), false],
    ['ss-pid where ss-opt is perm', (token) => ({ cookie: `ss-id=other; ss-pid=${token}; ss-opt=perm` }), true],
    ['ss-id where ss-opt is temp', (token) => ({ cookie: `ss-id=other; ss-pid=${token}; ss-opt=temp` }), false],
    ['ss-opt alone', () => ({ cookie: 'ss-opt=perm' }), false],
    ['other invalid cookies', (token) => ({ cookie: `01 Jan 2043 00:00:00 GMT=null; =x; a; ss-id=${token}` }), true],
    [
      'a percent-encoded value',
      (token) => ({ cookie: `ss-id=%${token.charCodeAt(0).toString(16)}${token.slice(1)}` }),
      true,
    ],
    ['a broken percent sign', () => ({ cookie: 'ss-id=%zz' }), false],
    ['the header X-ss-id', (token) => ({ 'x-ss-id': token }), true],
    [
      'the headers X-ss-pid and X-ss-opt over a cookie',
      (token) => ({ 'x-ss-pid': token, 'x-ss-opt': 'perm', cookie: 'ss-id=other' }),
      true,
    ],
    ['an unknown token', () => ({ cookie: 'ss-id=AAAAAAAAAAAAAAAAAAAA' }), false],
    ['object syntax in names', () => ({ cookie: 'ss-id[$ne]=x; __proto__=x' }), false],
  ])('%s', async (_what, headersOf, isSignedIn) => {
    const browser = await signedIn();
    const found = await me(headersOf(browser.cookies.get('ss-id') ?? ''));
    expect(found?.isAuthenticated ?? false).toBe(isSignedIn);
  });
});
