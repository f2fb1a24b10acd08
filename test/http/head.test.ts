import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock } from '../support/fake-clock.ts';
import { as } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, { clock: new FakeClock() });
});
afterAll(() => app.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** Headers that differ between two equal requests, or describe the transfer of a body. */
const volatile = ['date', 'x-request-id', 'ratelimit-remaining', 'ratelimit-reset', 'transfer-encoding'];

function send(method: string, path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(app.url + path, { method, headers: { ...headers, connection: 'close' } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part) => {
        body += part;
      });
      response.on('end', () => {
        const kept = Object.entries(response.headers).filter(([name]) => !volatile.includes(name));
        resolve({ status: response.statusCode, headers: Object.fromEntries(kept), body });
      });
    });
    sent.on('error', reject).end();
  });
}

const user = as('user@acme.test');

describe('HEAD returns status and headers of GET without a body', () => {
  it.each<[path: string, headers: Record<string, string>, status: number]>([
    ['/sessions', user, 200],
    ['/sessions?countPerPage=2', { ...user, accept: 'application/xml' }, 200],
    ['/sessions.csv', user, 200],
    ['/sessions.xml?all=true', user, 200],
    ['/sessions?all=true', user, 200],
    ['/sessions/my', user, 200],
    ['/api/ListSessions', user, 200],
    ['/json/reply/ListSessions', user, 200],
    ['/xml/oneway/ListSessions', user, 200],
    ['/auth', user, 200],
    ['/sessions', {}, 401],
    ['/sessions?page=-1', user, 400],
    ['/sessions/000000000000000000000000', user, 404],
    ['/sessions/outgoing', user, 404],
    ['/api/NewSession', user, 405],
    ['/nothing', user, 404],
    ['/metadata', {}, 200],
    ['/json/metadata?op=NewSession', {}, 200],
    ['/xml/metadata?op=Nope', {}, 404],
    ['/types', {}, 200],
    ['/types/csharp', {}, 200],
    ['/types/typescript', {}, 200],
    ['/types/mjs', {}, 200],
    ['/types/typescript.d', {}, 200],
    ['/types/metadata', {}, 200],
    ['/openapi.json', {}, 200],
    ['/health/live', {}, 200],
    ['/health/ready', {}, 200],
    ['/console', {}, 200],
    ['/graphql', { accept: 'text/html' }, 200],
    ['/graphql?query=%7Bme%7Bname%7D%7D', { ...user, 'apollo-require-preflight': '1' }, 200],
  ])('%s %j: %i', async (path, headers, status) => {
    const get = await send('GET', path, headers);
    const head = await send('HEAD', path, headers);
    expect([get.status, head.status]).toEqual([status, status]);
    expect(head.headers).toEqual(get.headers);
    expect(get.body).not.toBe('');
    expect(head.body).toBe('');
  });

  it('changes nothing on a route without GET', async () => {
    expect((await send('HEAD', '/sessions/outgoing', user)).status).toBe(404);
    expect(await send('PUT', '/api/ListSessions', user)).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD, POST' },
    });
  });
});
