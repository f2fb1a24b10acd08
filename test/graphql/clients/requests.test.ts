import { describe, expect, it } from 'vitest';
import { CreateApiKeyDocument } from '../../operations/operations.generated.ts';
import { as, dataOf } from '../../support/graphql-client.ts';
import { openSocket, type TestSocket } from '../../support/live-client.ts';
import { useTestApp } from '../../support/use-test-app.ts';

const app = useTestApp({ COMPILE_AFTER: '2' });
const user = as('user@acme.test');
const json = { 'content-type': 'application/json' };

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

async function post(body: unknown, headers: Record<string, string> = user) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as Answer) };
}

async function get(query: string, headers: Record<string, string> = user) {
  const response = await fetch(`${app.url}/graphql?${query}`, { headers });
  return { status: response.status, ...((await response.json()) as Answer) };
}

async function overSocket<T>(work: (socket: TestSocket) => Promise<T>): Promise<T> {
  const socket = await openSocket(app.url, { params: user });
  try {
    return await work(socket);
  } finally {
    socket.socket.close();
  }
}

async function bearer(): Promise<Record<string, string>> {
  const { newApiKey } = await dataOf(app.url, CreateApiKeyDocument, { name: 'test' }, user);
  return { authorization: `Bearer ${newApiKey.key}` };
}

const subscribe = (socket: TestSocket, id: string, payload: unknown): void =>
  socket.send({ id, type: 'subscribe', payload });
const codeOf = ({ errors }: Answer): unknown => errors?.[0]?.extensions.code;

describe('a document with several operations over WebSocket', () => {
  const query = 'query A { me { name } } query B { me { emailAddress } }';

  it('executes the named operation', () =>
    overSocket(async (socket) => {
      subscribe(socket, '1', { query, operationName: 'B' });
      expect(await socket.next('1')).toMatchObject({
        type: 'next',
        payload: { data: { me: { emailAddress: 'user@acme.test' } } },
      });
    }));

  it('returns OPERATION_RESOLUTION_FAILURE for an unknown name', () =>
    overSocket(async (socket) => {
      subscribe(socket, '1', { query, operationName: 'C' });
      expect(await socket.next('1')).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
      });
    }));
});

describe('a subscription whose root field has a condition', () => {
  const query = 'subscription ($live: Boolean!) { sessionEvents @include(if: $live) { id } }';

  it('fails alone on its socket', () =>
    overSocket(async (socket) => {
      subscribe(socket, '1', { query, variables: { live: true } });
      expect(await socket.next('1')).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      });
      subscribe(socket, '2', { query: '{ __typename }' });
      expect(await socket.next('2')).toMatchObject({ type: 'next', payload: { data: { __typename: 'Query' } } });
    }));

  it('returns GRAPHQL_VALIDATION_FAILED over POST', async () => {
    const answer = await post({ query, variables: { live: true } });
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('returns GRAPHQL_VALIDATION_FAILED over server-sent events', async () => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { ...json, ...user, accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables: { live: true } }),
    });
    expect(await response.text()).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it.each(['@skip(if: $live)', '@include(if: true)'])('is refused with %s', async (directive) => {
    const answer = await post({
      query: `subscription ($live: Boolean!) { sessionEvents ${directive} { id } ...F @include(if: $live) } fragment F on Subscription { sessionEvents { id } }`,
      variables: { live: false },
    });
    expect(codeOf(answer)).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('null for a nullable variable of a non-null argument with a default', () => {
  const query = 'query ($i: SessionStatsInterval) { sessionStats(interval: $i) { count } }';

  it.each([1, 2, 3])('returns BAD_USER_INPUT on request %s', async () => {
    const answer = await post({ query, variables: { i: null } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain('interval');
  });

  it('returns BAD_USER_INPUT over WebSocket', () =>
    overSocket(async (socket) => {
      subscribe(socket, '1', { query, variables: { i: null } });
      expect((await socket.next('1')).payload.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    }));
});

describe('a request that is sent before and after its operation is compiled', () => {
  const repeat = async (body: unknown) => [await post(body), await post(body), await post(body), await post(body)];

  it('treats an empty operationName as absent', async () => {
    for (const answer of await repeat({ query: 'query Named { me { name } }', operationName: '' })) {
      expect(answer.data).toEqual({ me: { name: 'User Acme' } });
    }
  });

  it.each(['toString', 'constructor', 'hasOwnProperty', '__proto__'])('reads no variable named %s', async (name) => {
    const query = `query ($${name}: Boolean = false) { me { name @include(if: $${name}) id @skip(if: $${name}) } }`;
    for (const answer of await repeat({ query, variables: {} })) {
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({ me: { id: expect.any(String) } });
    }
  });
});

describe('an automatic persisted query', () => {
  const query = '{__typename}';
  const hash = 'ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38';
  const persisted = (persistedQuery: unknown) => ({ query, extensions: { persistedQuery } });

  it('is registered with its hash', async () => {
    expect((await post(persisted({ version: 1, sha256Hash: hash }))).data).toEqual({ __typename: 'Query' });
  });

  it('returns 400 and PERSISTED_QUERY_HASH_MISMATCH with a wrong hash', async () => {
    const answer = await post(persisted({ version: 1, sha256Hash: '0'.repeat(64) }));
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('PERSISTED_QUERY_HASH_MISMATCH');
  });

  it('returns 400 and PERSISTED_QUERY_VERSION_UNSUPPORTED with another version', async () => {
    const answer = await post(persisted({ version: 2, sha256Hash: hash }));
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('PERSISTED_QUERY_VERSION_UNSUPPORTED');
  });
});

describe('a GET request', () => {
  const query = 'query={me{emailAddress}}';

  it('is executed with an API key', async () => {
    expect((await get(query, await bearer())).data).toEqual({ me: { emailAddress: 'user@acme.test' } });
  });

  it.each([
    ['a cookie', { cookie: 'ss-id=abc; ss-pid=def' }],
    ['a password, which browsers add to requests of foreign pages too', user],
    ['an empty key', { 'x-api-key': '' }],
  ])('is refused with %s alone', async (_, headers) => {
    const answer = await get(query, headers);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.message).toContain('Cross-Site Request Forgery');
  });

  it('treats empty variables and an empty operationName as absent', async () => {
    const answer = await get(`${query}&variables=&operationName=`, await bearer());
    expect(answer.data).toEqual({ me: { emailAddress: 'user@acme.test' } });
  });
});

describe('/graphql', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('returns 405 with Allow for %s', async (method) => {
    const response = await fetch(`${app.url}/graphql`, { method, headers: user });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it.each(['utf-7', 'utf-16', 'iso-8859-1'])('returns 415 for charset=%s', async (charset) => {
    const answer = await post({ query: '{ __typename }' }, { 'content-type': `application/json; charset=${charset}` });
    expect(answer.status).toBe(415);
    expect(codeOf(answer)).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it.each(['utf-8', 'UTF-8', '"utf-8"'])('accepts charset=%s', async (charset) => {
    const answer = await post({ query: '{ __typename }' }, { 'content-type': `application/json; charset=${charset}` });
    expect(answer.data).toEqual({ __typename: 'Query' });
  });
});
