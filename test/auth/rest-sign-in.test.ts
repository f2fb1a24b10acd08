import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { Browser } from '../support/browser.ts';
import { as } from '../support/graphql-client.ts';
import { call, demoUser, json } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

type Request = Parameters<typeof call>[2];

const signedIn = async (): Promise<Browser> => {
  const browser = new Browser(app.url);
  const response = await browser.fetch('/auth', { method: 'POST', ...json(demoUser) });
  expect(response.status).toBe(200);
  return browser;
};

describe('the status of the caller', () => {
  it.each(['GET /auth', 'POST /auth', 'GET /api/Authenticate', 'POST /json/reply/Authenticate'])('%s', async (line) => {
    const browser = await signedIn();
    for (const headers of [browser.headers, as('user@acme.test')]) {
      const { text } = await call(app.url, line, { headers });
      expect(JSON.parse(text)).toEqual({
        userId: demoIds.user,
        userName: 'user@acme.test',
        displayName: 'User Acme',
        roles: ['User'],
        permissions: [],
      });
    }
  });

  it.each<[string, Record<string, string>, unknown]>([
    [
      'a user',
      as('user@acme.test'),
      {
        isAuthenticated: true,
        id: demoIds.user,
        firstName: 'User',
        lastName: 'Acme',
        name: 'User Acme',
        emailAddress: 'user@acme.test',
        accountIds: [demoIds.acme],
        accountNames: ['Acme'],
        roles: ['User'],
      },
    ],
    ['an anonymous caller', {}, { isAuthenticated: false, accountIds: [], accountNames: [], roles: [] }],
  ])('GET /auth/status of %s', async (_who, headers, expected) => {
    const answer = await call(app.url, 'GET /auth/status', { headers });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual(expected);
  });

  it.each(['GET /auth/status.xml', 'GET /xml/reply/GetAuthStatus'])('%s returns XML', async (line) => {
    const { text } = await call(app.url, line, { headers: as('admin@acme.test') });
    expect(text).toContain('xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Authentication"');
    expect(text).toContain('<UserInfo ');
    expect(text).toContain('<IsAuthenticated>true</IsAuthenticated>');
    expect(text).toContain('>Acme</d2p1:string><d2p1:string>Globex</d2p1:string></AccountNames>');
  });
});

describe('signing out', () => {
  it.each<[string, Request]>([
    ['GET /auth/logout', {}],
    ['POST /auth/logout', {}],
    ['POST /auth/Logout', json({ provider: 'credentials' })],
    ['POST /auth', json({ provider: 'logout' })],
    ['POST /api/Authenticate', json({ provider: 'logout' })],
    ['GET /api/Authenticate?provider=logout', {}],
  ])('%s %j', async (line, request) => {
    const browser = await signedIn();
    const answer = await call(app.url, line, { ...request, headers: { ...request?.headers, ...browser.headers } });
    expect(answer).toMatchObject({ status: 200, text: '{}' });
    expect(answer.headers.getSetCookie()).toEqual(
      ['ss-id', 'ss-pid', 'ss-opt'].map((name) => `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`),
    );
    expect(await call(app.url, 'GET /auth', browser)).toMatchObject({ status: 401 });
  });

  it('succeeds for an anonymous caller', async () => {
    expect(await call(app.url, 'POST /auth/logout')).toMatchObject({ status: 200, text: '{}' });
  });
});

/** Sends exactly the requests of the vendor's command line tool. */
describe('the flow of the vendor CLI', () => {
  it('signs in, reads its status and creates a session', async () => {
    const login = await call(app.url, 'POST /auth/credentials', {
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ provider: 'credentials', ...demoUser, rememberMe: true }),
    });
    const jar = login.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    expect(jar).toEqual([expect.stringMatching(/^ss-id=.+/), expect.stringMatching(/^ss-pid=.+/), 'ss-opt=perm']);
    const headers = { accept: 'application/json', cookie: jar.join('; ') };
    const status = await call(app.url, 'GET /auth/status', { headers });
    expect(JSON.parse(status.text)).toMatchObject({
      isAuthenticated: true,
      accountIds: [demoIds.acme],
      accountNames: ['Acme'],
      emailAddress: 'user@acme.test',
    });
    const session = await call(app.url, 'POST /sessions', {
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'Voice' }),
    });
    expect(session.status).toBe(200);
    expect(JSON.parse(session.text)).toMatchObject({ channel: 'Voice', createdBy: demoIds.user });
  });
});
