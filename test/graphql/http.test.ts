import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const json = { 'content-type': 'application/json' };
const send = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/graphql`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify({ query }) });

interface Answer {
  readonly data?: unknown;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

describe('a request that is none', () => {
  const requests: [string, RequestInit, number, string][] = [
    ['half of a JSON text', { method: 'POST', headers: json, body: '{"query":' }, 400, 'MALFORMED_REQUEST'],
    [
      'another content type',
      { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a,b' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'a body of over 1 MiB',
      { method: 'POST', headers: json, body: `"${'x'.repeat(1_048_576)}"` },
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['a syntax error', { method: 'POST', headers: json, body: '{"query":"{"}' }, 400, 'GRAPHQL_PARSE_FAILED'],
    [
      'a field that does not exist',
      { method: 'POST', headers: json, body: '{"query":"{ nothing }"}' },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['no query', { method: 'POST', headers: json, body: '{}' }, 400, 'BAD_REQUEST'],
    ['a GET from a page elsewhere', { method: 'GET' }, 400, 'BAD_REQUEST'],
    [
      'a wrong password',
      { method: 'POST', headers: { ...json, ...as('user@acme.test', 'no') }, body: '{"query":"{ me { id } }"}' },
      401,
      'UNAUTHENTICATED',
    ],
  ];
  it.each(requests)('%s', async (_, init, status, code) => {
    const query = init.method === 'GET' ? '?query={__typename}' : '';
    const response = await fetch(`${app.url}/graphql${query}`, init);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const { errors } = (await response.json()) as Answer;
    expect(errors[0]?.extensions.code).toBe(code);
  });
});

describe('an answer', () => {
  it('has the request id that came, where it is harmless, else a new one', async () => {
    const idOf = async (given: string) =>
      (await send('{__typename}', { 'x-request-id': given })).headers.get('x-request-id');
    expect(await idOf('trace-1.a:b')).toBe('trace-1.a:b');
    expect(await idOf('a b')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idOf('x'.repeat(129))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lets a client read by GET that says it is no page', async () => {
    const response = await fetch(`${app.url}/graphql?query={__typename}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('never writes on a GET', async () => {
    const query = encodeURIComponent('mutation{newSession(input:{channel:Voice}){id}}');
    const response = await fetch(`${app.url}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': '1', ...as('user@acme.test') },
    });
    expect(response.status).toBe(405);
  });
});

describe('introspection', () => {
  it('is answered, and in production it is not', async () => {
    const production = await startTestApp({ NODE_ENV: 'production', SEED_DEMO: '1' });
    try {
      expect((await send('{__schema{queryType{name}}}')).status).toBe(200);
      const body = JSON.stringify({ query: '{__schema{queryType{name}}}' });
      const rejected = await fetch(`${production.url}/graphql`, { method: 'POST', headers: json, body });
      expect(rejected.status).toBe(400);
      const page = await fetch(`${production.url}/graphql`, { headers: { accept: 'text/html' } });
      expect(page.headers.get('content-type')).not.toMatch(/html/);
    } finally {
      await production.close();
    }
  });
});
