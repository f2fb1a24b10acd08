import { describe, expect, it } from 'vitest';
import { FakeClock } from '../support/fake-clock.ts';
import { as } from '../support/graphql-client.ts';
import { openSocket } from '../support/live-client.ts';
import { exchange } from '../support/raw-request.ts';
import { call, responseStatus } from '../support/rest-client.ts';
import { expectUnharmed } from '../support/unharmed.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ TRUST_PROXY: '1' }, { clock: new FakeClock() });
const formType = 'application/x-www-form-urlencoded';
/** Headers of an anonymous client with a budget of its own. */
const from = (address: string) => ({ 'x-forwarded-for': address, accept: 'application/json' });
const messageOf = (text: string): string => JSON.parse(text).errors[0].message;

describe('a request without a route is answered before its body arrives', () => {
  const json = 'Content-Type: application/json';
  it.each([
    ['an unknown path', 'POST /nope', `Content-Type: ${formType}`, 404],
    ['an unknown path of two segments', 'PUT /nope/1', json, 404],
    ['a known path with another method', 'PATCH /sessions', json, 404],
    ['a page', 'POST /metadata', json, 404],
    ['an unknown operation', 'POST /json/reply/Nope', json, 405],
    ['an unknown operation as a form', 'POST /api/Nope', `Content-Type: ${formType}`, 405],
    ['GraphQL with another method', 'PUT /graphql', json, 405],
  ])('%s', async (_what, line, type, status) => {
    const head = `${line} HTTP/1.1\r\nHost: x\r\n${type}\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n`;
    expect(await exchange(app.url, `${head}a&a&`)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});

describe('a body is parsed after authentication', () => {
  const wrong = { ...as('user@acme.test', 'wrong'), ...from('192.0.2.1') };
  it.each([
    ['JSON for GraphQL', 'POST /graphql', 'application/json', '{'],
    ['JSON for an event stream', 'POST /graphql', 'application/json', '{'],
    ['JSON for REST', 'POST /sessions', 'application/json', '{'],
    ['a form that may override the method', 'POST /sessions', formType, 'a&'.repeat(30_000)],
  ])('%s', async (what, line, type, body) => {
    const accept = what.includes('stream') ? 'text/event-stream' : 'application/json';
    const answer = await call(app.url, line, { headers: { ...wrong, accept, 'content-type': type }, body });
    expect(answer.status).toBe(401);
  });
});

describe('a body with too many values is refused before they are built', () => {
  const keys = (count: number): string => `{${Array.from({ length: count }, (_, n) => `"${n}":1`).join(',')}}`;
  const parts = (count: number): string =>
    `${'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(count)}--b--\r\n`;
  const elements = (inner: string): string => `<Authenticate>${inner}</Authenticate>`;
  const attributes = Array.from({ length: 33 }, (_, n) => ` a${n}=""`).join('');
  it.each([
    ['a form', formType, 'a&'.repeat(20_001), 'more than 20000 values'],
    ['a multipart form', 'multipart/form-data; boundary=b', parts(20_000), 'more than 20000 values'],
    ['JSON with many members', 'application/json', keys(20_001), 'more than 20000 values'],
    ['JSON with many empty lists', 'application/json', `{"a":[${'[],'.repeat(10_000)}[]]}`, 'more than 20000 values'],
    ['deep JSON', 'application/json', '['.repeat(1_000_000), 'deeper than 32'],
    ['JSV', 'application/jsv', `{a:[${'1,'.repeat(20_000)}1]}`, 'more than 20000 values'],
    ['CSV', 'text/csv', 'a,'.repeat(20_001), 'more than 20000 values'],
    ['XML with many elements', 'application/xml', elements('<a/>'.repeat(20_000)), 'more than 20000 values'],
    ['XML with many attributes', 'application/xml', elements(`<a${attributes}/>`), 'more than 32 attributes'],
  ])('REST: %s', async (_what, type, body, reason) => {
    const headers = { ...from('192.0.2.2'), 'content-type': type };
    const answer = await call(app.url, 'POST /auth/credentials', { headers, body });
    expect(answer.status).toBe(400);
    expect(responseStatus(answer).message).toContain(reason);
  });

  it.each([
    ['many members', keys(20_001), 'more than 20000 values'],
    [
      'many lists in the variables',
      `{"query":"{__typename}","variables":{"a":[${'[],'.repeat(20_000)}[]]}}`,
      'more than 20000 values',
    ],
    ['deep lists', '['.repeat(1_000_000), 'deeper than 66'],
  ])('GraphQL: %s', async (_what, body, reason) => {
    const headers = { ...from('192.0.2.3'), 'content-type': 'application/json' };
    for (const accept of ['application/json', 'text/event-stream']) {
      const answer = await call(app.url, 'POST /graphql', { headers: { ...headers, accept }, body });
      expect(answer.status).toBe(400);
      expect(messageOf(answer.text)).toContain(reason);
    }
  });

  it('a message on a socket closes the connection with code 4400', async () => {
    const socket = await openSocket(app.url);
    socket.send({ type: 'ping', payload: { a: Array.from({ length: 20_001 }, () => 1) } });
    expect((await socket.closed).code).toBe(4400);
  });
});

it('of a long Accept header only the first 1,024 characters are read', async () => {
  const formatFor = async (ranges: number) => {
    const accept = `${'x/x,'.repeat(ranges)}application/xml`;
    const { headers } = await call(app.url, 'GET /sessions', { headers: { ...from('192.0.2.4'), accept } });
    return headers.get('content-type');
  };
  expect(await formatFor(250)).toBe('application/xml');
  expect(await formatFor(3_000)).toBe('application/json; charset=utf-8');
});

describe('parsing costs 4 points for each whole KiB of a body', () => {
  const remainingOf = async (address: string, type: string, path: string, bytes: number) => {
    const headers = { ...from(address), 'content-type': type };
    const answer = await call(app.url, `POST ${path}`, { headers, body: 'x'.repeat(bytes) });
    return answer.headers.get('ratelimit-remaining');
  };
  // an address has 60,000 points, and a request costs one of them
  it.each([
    ['JSON for GraphQL', '198.51.100.1', 'application/json', '/graphql'],
    ['JSON for REST', '198.51.100.2', 'application/json', '/auth/credentials'],
    ['JSON for which the caller lacks the role', '198.51.100.3', 'application/json', '/sessions'],
    ['a form', '198.51.100.4', formType, '/sessions'],
  ])('%s', async (_what, address, type, path) => {
    expect(await remainingOf(address, type, path, 1_023)).toBe('59999');
    expect(await remainingOf(address, type, path, 102_400)).toBe('59598');
  });

  it('a message on a socket, which is closed with code 1013 when the address has too few', async () => {
    const socket = await openSocket(app.url, { headers: { ...as('user@acme.test'), ...from('198.51.100.5') } });
    // 250 KiB cost 1,000 points
    for (let n = 0; n < 61; n += 1) socket.send({ type: 'ping', payload: { text: 'x'.repeat(255_960) } });
    expect((await socket.closed).code).toBe(1013);
  });
});

expectUnharmed(app);
