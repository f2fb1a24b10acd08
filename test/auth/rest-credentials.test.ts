import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from '../support/graphql-client.ts';
import { call, demoUser, json, responseStatus } from '../support/rest-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

type Request = Parameters<typeof call>[2];

const credentials = { provider: 'credentials', ...demoUser };
const query = new URLSearchParams(demoUser).toString();
const form = (values: Record<string, string>): Request => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(values).toString(),
});
const multipart = (values: Record<string, string>): Request => {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  return { body };
};
const xml = (type = 'application/xml'): Request => ({
  headers: { 'content-type': type },
  body: `<Authenticate xmlns="http://schemas.servicestack.net/types"><UserName>${demoUser.userName}</UserName><Password>${demoPassword}</Password></Authenticate>`,
});
const jsv: Request = {
  headers: { 'content-type': 'application/jsv' },
  body: `{userName:${demoUser.userName},password:${demoPassword}}`,
};
describe('signing in', () => {
  it.each<[string, Request]>([
    ['POST /auth/credentials', json(credentials)],
    ['POST /auth/credentials', json(demoUser)],
    ['POST /auth/credentials/', json(demoUser)],
    ['POST //auth//credentials', json(demoUser)],
    ['POST /Auth/Credentials', json({ UserName: demoUser.userName, PASSWORD: demoPassword })],
    ['POST /auth/login', json(demoUser)],
    ['POST /auth/basic', json(demoUser)],
    ['POST /auth', json(credentials)],
    ['POST /auth', json(demoUser)],
    ['POST /auth.json', json(demoUser)],
    ['POST /auth/credentials', form(demoUser)],
    ['POST /auth/credentials', form(credentials)],
    ['POST /auth/credentials', multipart(credentials)],
    [`POST /auth/credentials?${query}`, {}],
    [`POST /auth/credentials?provider=credentials&${query}`, {}],
    ['POST /auth/credentials?format=json', xml()],
    ['POST /auth/credentials.json', xml('text/xml; charset=utf-8')],
    ['POST /auth/credentials?format=json', jsv],
    ['POST /api/Authenticate', json(credentials)],
    ['POST /api/authenticate', json(demoUser)],
    ['POST /api/Authenticate', { ...json(demoUser), headers: { 'content-type': 'text/plain' } }],
    ['POST /json/reply/Authenticate', json(credentials)],
    ['POST /json/oneway/Authenticate', json(credentials)],
    ['POST /xml/reply/Authenticate?format=json', xml()],
    ['POST /jsv/reply/Authenticate.json', jsv],
  ])('%s %j', async (line, request) => {
    const answer = await call(app.url, line, request);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual(['ss-id', 'ss-pid', 'ss-opt']);
    expect(JSON.parse(answer.text)).toEqual({
      userId: demoIds.user,
      sessionId: expect.stringMatching(/^[\w-]{20}$/),
      userName: 'user@acme.test',
      displayName: 'User Acme',
      roles: ['User'],
      permissions: [],
      authProvider: 'credentials',
    });
  });

  it.each([
    ['POST /auth/credentials.xml', 'application/xml', '<UserName>user@acme.test</UserName>'],
    ['POST /auth/credentials?format=jsv', 'application/jsv', 'userName:user@acme.test'],
    ['POST /auth/credentials.csv', 'text/csv', 'user@acme.test'],
    ['POST /auth/credentials.html', 'text/html; charset=utf-8', 'user@acme.test'],
    ['POST /api/Authenticate.xml', 'application/xml', '<AuthProvider>credentials</AuthProvider>'],
  ])('%s returns %s', async (line, contentType, part) => {
    const answer = await call(app.url, line, json(demoUser));
    expect(answer.headers.get('content-type')).toBe(contentType);
    expect(answer.text).toContain(part);
  });

  it('returns XML in the namespace and the element order of ServiceStack', async () => {
    const { text } = await call(app.url, 'POST /auth.xml', json(demoUser));
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?><AuthenticateResponse xmlns:i="[^"]+" xmlns="http:\/\/schemas.servicestack.net\/types"><UserId>[0-9a-f]{24}<\/UserId><SessionId>/,
    );
  });

  it.each<[string, Request, number, string, string, string[]]>([
    [
      'POST /auth/credentials',
      json({ ...demoUser, password: 'x' }),
      401,
      'Unauthorized',
      'Invalid Username or Password',
      [],
    ],
    ['POST /auth', json({ ...demoUser, userName: 'x' }), 401, 'Unauthorized', 'Invalid Username or Password', []],
    ['POST /auth/credentials', {}, 400, 'NotEmpty', 'userName must not be empty.', ['UserName', 'Password']],
    ['POST /auth/credentials', json({}), 400, 'NotEmpty', 'userName must not be empty.', ['UserName', 'Password']],
    ['POST /api/Authenticate', json({ userName: 'x' }), 400, 'NotEmpty', 'password must not be empty.', ['Password']],
    [
      'POST /auth/github',
      json(demoUser),
      404,
      'NotFound',
      "No configuration was added for OAuth provider 'github'",
      [],
    ],
    ['GET /auth/github', {}, 404, 'NotFound', "No configuration was added for OAuth provider 'github'", []],
    ['GET /auth/credentials', {}, 405, 'NotImplementedException', 'GET Authenticate requests are disabled.', []],
    [
      `GET /auth/credentials?${query}`,
      {},
      405,
      'NotImplementedException',
      'GET Authenticate requests are disabled.',
      [],
    ],
    [`GET /auth?${query}`, {}, 405, 'NotImplementedException', 'GET Authenticate requests are disabled.', []],
    [
      `GET /api/Authenticate?${query}`,
      {},
      405,
      'NotImplementedException',
      'GET Authenticate requests are disabled.',
      [],
    ],
    ['GET /auth', {}, 401, 'Unauthorized', 'Not Authenticated', []],
    ['GET /api/Authenticate', {}, 401, 'Unauthorized', 'Not Authenticated', []],
    ['POST /api/Authenticate', json({}), 401, 'Unauthorized', 'Not Authenticated', []],
    ['POST /auth/credentials', { ...json({}), body: '{"userName' }, 400, 'SerializationException', '', []],
    [
      'POST /auth/credentials',
      json({ ...demoUser, rememberMe: 'x' }),
      400,
      'SerializationException',
      '',
      ['RememberMe'],
    ],
    ['PUT /api/Authenticate', json(demoUser), 405, 'NotImplementedException', 'Could not find method named Put', []],
  ])('%s %j is refused: %s %s', async (line, request, status, errorCode, message, fields) => {
    const answer = await call(app.url, line, request);
    expect(answer).toMatchObject({ status, statusText: errorCode });
    const { errors, ...refusal } = responseStatus(answer);
    expect(refusal.errorCode).toBe(errorCode);
    expect(refusal.message).toContain(message);
    expect(errors).toMatchObject(fields.map((name) => ({ fieldName: expect.stringMatching(new RegExp(name, 'i')) })));
    expect(answer.headers.getSetCookie()).toEqual([]);
    const challenge = status === 401 ? 'credentials realm="/auth/credentials"' : null;
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  });

  it('returns errors in the requested format', async () => {
    const answer = await call(app.url, 'POST /auth/credentials.xml', json({ ...demoUser, password: 'x' }));
    expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('<ErrorCode>Unauthorized</ErrorCode>') });
  });

  it.each(['PUT /auth', 'DELETE /auth/logout', 'GET /auth/a/b', 'POST /auth/status/x'])(
    '%s returns 404',
    async (line) => {
      expect(await call(app.url, line)).toMatchObject({ status: 404, text: '404' });
    },
  );
});

it('checks no further password of a batch after a wrong one', async () => {
  const answer = await call(app.url, 'POST /api/Authenticate[]', json([{ ...demoUser, password: 'x' }, demoUser]));
  expect(answer.status).toBe(401);
  expect(answer.headers.get('x-autobatch-completed')).toBe('0');
  expect(answer.headers.getSetCookie()).toEqual([]);
});

describe('a wrong password in a header', () => {
  it.each(['GET /auth/status', 'POST /sessions', 'GET /auth', 'POST /graphql'])('is refused at %s', async (line) => {
    const { headers, body } = json({ query: '{ me { id } }' });
    const withBody = line.startsWith('POST') ? { body } : {};
    const answer = await call(app.url, line, {
      headers: { ...headers, ...as('user@acme.test', 'wrong') },
      ...withBody,
    });
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('Invalid Username or Password');
  });
});
