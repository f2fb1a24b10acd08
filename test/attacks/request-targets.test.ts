import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { sendRaw } from '../support/raw-request.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const headers = { ...as('user@acme.test'), 'content-type': 'application/json' };
const send = (line: string, more: Record<string, string | string[]> = {}) => {
  const [method = '', target = ''] = line.split(' ');
  return sendRaw(app.url, {
    method,
    target,
    headers: { ...headers, ...more },
    ...(method === 'POST' && { body: '{}' }),
  });
};

describe('an unusual request target', () => {
  it.each<[line: string, status: number]>([
    ['POST //sessions', 200],
    ['POST /api//NewSession', 200],
    ['POST http://elsewhere.test/sessions', 200],
    ['POST http://elsewhere.test/api/NewSession', 200],
    ['POST /sessions#x', 200],
    ['POST /sessions?', 200],
    ['POST /sessions??&&==%zz', 200],
    ['POST /sessions?http://x/y', 200],
    // the first segment after `//` is a path segment, not a host
    ['POST //elsewhere.test/sessions', 404],
    ['POST //elsewhere.test:x/sessions', 404],
    ['POST //', 404],
    ['POST ///', 404],
    ['POST http://', 404],
    ['POST http://elsewhere.test:99999/sessions', 404],
    ['POST http:///', 404],
    // the server must not normalize a path that a reverse proxy has admitted
    ['POST /open/../sessions', 404],
    ['POST /open/%2e%2e/sessions', 404],
    ['POST /\\sessions', 404],
    ['POST /%2Fsessions', 404],
    ['POST /api%2FNewSession', 404],
    ['POST /sessions%00', 404],
    ['POST /%', 404],
    ['POST /sessions/%zz', 404],
    ['POST /%E0%A4%A', 404],
    [`POST /${'x'.repeat(8_000)}`, 404],
    [`POST ${'/x'.repeat(4_000)}`, 404],
    ['POST /api/%', 404],
    [`POST /api/${'NewSession'.repeat(700)}`, 405],
    ['POST /api/__proto__', 405],
    ['POST /api/constructor', 405],
    ['POST /json/reply/toString[]', 405],
    ['POST /api/[]', 405],
    ['POST /api/.json', 405],
    ['POST /__proto__/reply/NewSession', 404],
    ['POST /sessions?__proto__=x&constructor=y&toString=z', 200],
    ['GET *', 404],
    ['OPTIONS *', 404],
    ['OPTIONS /sessions', 404],
    ['OPTIONS /api/NewSession', 405],
    ['HEAD /sessions', 200],
    ['HEAD /sessions/outgoing', 404],
    ['HEAD /api/NewSession', 405],
    ['TRACE /sessions', 404],
    [`GET /${'x'.repeat(200)}/metadata`, 404],
    ['PROPFIND /sessions', 404],
    ['PROPFIND /api/NewSession', 404],
  ])('%s returns %i', async (line, status) => {
    const answer = await send(line);
    expect(answer.status).toBe(status);
    if (!line.startsWith('HEAD') && status === 404) expect(answer.text).toBe('404');
    if (!line.startsWith('HEAD') && status === 405) expect(answer.text).toContain('"NotImplementedException"');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    ['PUT /api/NewSession', 'POST'],
    ['PUT /api/Authenticate', 'GET, HEAD, POST'],
    ['GET /auth/credentials', 'GET, HEAD, POST'],
    ['GET /json/reply/PatchSession', 'PATCH, POST'],
    ['GET /api/Nothing', ''],
  ])('%s returns 405 with the allowed methods', async (line, allowed) => {
    expect(await send(line)).toMatchObject({ status: 405, headers: { allow: allowed } });
  });
});

describe('a compressed body', () => {
  it.each([
    ['/sessions', {}, /^\{"responseStatus":\{"errorCode":"UnsupportedMediaType"/],
    ['/sessions', { accept: 'application/xml' }, /<ErrorCode>UnsupportedMediaType</],
    ['/json/reply/NewSession', {}, /"UnsupportedMediaType"/],
    ['/graphql', {}, /"code":"UNSUPPORTED_MEDIA_TYPE"/],
  ])('is refused at %s %j', async (path, more, expected) => {
    const answer = await send(`POST ${path}`, { 'content-encoding': 'gzip', ...more });
    expect(answer.status).toBe(415);
    expect(answer.text).toMatch(expected);
  });

  it('is accepted with Content-Encoding: Identity', async () => {
    expect((await send('POST /sessions', { 'content-encoding': 'Identity' })).status).toBe(200);
  });
});

describe('unusual headers', () => {
  it.each<[what: string, headers: Record<string, string | string[]>, status: number]>([
    ['two method overrides', { 'x-http-method-override': ['POST', 'POST'] }, 404],
    ['an invalid method override', { 'x-http-method-override': '\u00ff, \t!' }, 404],
    ['two Accepts', { accept: ['application/xml', 'application/json'] }, 200],
    ['two X-Account-Ids', { 'x-account-id': ['a', 'b'] }, 404],
    ['two Idempotency-Keys', { 'idempotency-key': ['a', 'b'] }, 200],
    ['an empty Idempotency-Key', { 'idempotency-key': '' }, 400],
    ['a long Accept', { accept: 'a/b;q=0.1,'.repeat(1_200) }, 200],
  ])('%s', async (_, more, status) => {
    expect((await send('POST /sessions', more)).status).toBe(status);
  });

  it.each(['x', ';', '/', 'application/', 'text/\u00ff', 'application/json;', 'application/json; charset="', ''])(
    '/api reads a body of any Content-Type as JSON: %j',
    async (contentType) => {
      const answer = await send('POST /api/NewSession', { 'content-type': contentType });
      expect([answer.status, answer.contentType]).toEqual([200, 'application/json; charset=utf-8']);
    },
  );

  it.each(['x', ';', 'text/\u00ff', ''])('a custom route refuses the Content-Type %j', async (contentType) => {
    expect((await send('POST /sessions', { 'content-type': contentType })).status).toBe(415);
  });
});
