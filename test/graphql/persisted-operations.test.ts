import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from '../support/event-stream.ts';
import { as } from '../support/graphql-client.ts';
import { openSocket, type TestSocket } from '../support/live-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'voice-sessions-trusted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persistedQuery = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } });

const me = 'query Me($roles: Boolean! = true) {\n  me { name roles @include(if: $roles) }\n}';
const create = 'mutation Create { newSession(input: { channel: Voice }) { id } }';
const watch = 'subscription Watch { sessionEvents { sessionId } }';
const named = 'mutation Typename { __typename }';

/** The supported file formats. In each, `named` has a custom id instead of its hash. */
const files: [string, unknown][] = [
  [
    "Apollo's manifest",
    {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [
        ...[me, create, watch].map((body) => ({ id: sha256(body), name: 'Some', type: 'query', body })),
        { id: 'typename-1', name: 'Typename', type: 'mutation', body: named },
      ],
    },
  ],
  [
    "Code Generator's file",
    { [`sha256:${sha256(me)}`]: me, [sha256(create)]: create, [sha256(watch)]: watch, 'typename-1': named },
  ],
];

type Asked = Readonly<Record<string, unknown>>;
interface Answer {
  /** The HTTP status; absent over a WebSocket. */
  readonly status?: number;
  readonly data?: unknown;
  readonly code?: string;
}
/** Sends a request over one transport. The default password is wrong, so authentication fails. */
type Ask = (app: TestApp, requested: Asked, password?: string) => Promise<Answer>;

const answerIn = (
  { data, errors }: { data?: unknown; errors?: { extensions: { code: string } }[] },
  status?: number,
): Answer => ({ ...(status && { status }), ...(errors ? { code: errors[0]?.extensions.code ?? '' } : { data }) });

async function overHttp(url: string, init: RequestInit, password = 'wrong'): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...as('user@acme.test', password), ...init.headers };
  const response = await fetch(url, { ...init, headers });
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return answerIn((await response.json()) as object, response.status);
  }
  const { value } = await readEvents(response).next();
  return answerIn(value?.data, response.status);
}
const paramsOf = (requested: Asked) =>
  new URLSearchParams(
    Object.entries(requested).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
const byPost =
  (headers: Record<string, string> = {}): Ask =>
  (app, requested, password) =>
    overHttp(`${app.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(requested) }, password);
const byGet =
  (headers: Record<string, string> = {}): Ask =>
  (app, requested, password) =>
    overHttp(`${app.url}/graphql?${paramsOf(requested)}`, { headers }, password);
const stream = { accept: 'text/event-stream' };

const sockets = new Map<TestApp, Promise<TestSocket>>();
const bySocket: Ask = async (app, { query = '', ...requested }) => {
  if (!sockets.has(app)) sockets.set(app, openSocket(app.url));
  const socket = (await sockets.get(app)) as TestSocket;
  const id = `${Math.random()}`;
  socket.send({ id, type: 'subscribe', payload: { query, ...requested } });
  const { type, payload } = await socket.next(id);
  return answerIn(type === 'error' ? { errors: payload } : payload);
};

const transports: [string, Ask][] = [
  ['POST', byPost()],
  ['GET', byGet()],
  ['an event stream by POST', byPost(stream)],
  ['an event stream by GET', byGet(stream)],
  ['WebSocket', bySocket],
];

describe.each(files)('%s', (form, content) => {
  let app: TestApp;
  beforeAll(async () => {
    const file = join(folder, `${sha256(form)}.json`);
    writeFileSync(file, JSON.stringify(content));
    app = await startTestApp({ TRUSTED_DOCUMENTS: file });
  });
  afterAll(() => app.close());

  const carriedOut: [string, Asked][] = [
    ['by its hash', { documentId: sha256(me) }],
    ['by its hash with the algorithm', { documentId: `sha256:${sha256(me)}` }],
    ["by its hash in Apollo's extension", { extensions: persistedQuery(sha256(me)) }],
    ['by its text', { query: me }],
    [
      'by its text together with its id and hash',
      { query: me, documentId: sha256(me), extensions: persistedQuery(sha256(me)) },
    ],
  ];
  const rejected: [string, Asked, status: number, code: string][] = [
    ['another text', { query: '{ me { name } }' }, 400, 'DOCUMENT_NOT_TRUSTED'],
    ['a text that is no GraphQL', { query: '{' }, 400, 'DOCUMENT_NOT_TRUSTED'],
    ['the same text with an extra space', { query: `${me} ` }, 400, 'DOCUMENT_NOT_TRUSTED'],
    ['introspection', { query: '{ __schema { queryType { name } } }' }, 400, 'DOCUMENT_NOT_TRUSTED'],
    ['another text by a known id', { query: '{ me { name } }', documentId: sha256(me) }, 400, 'DOCUMENT_NOT_TRUSTED'],
    [
      "another text with its hash in Apollo's extension",
      { query: '{ me { name } }', extensions: persistedQuery(sha256('{ me { name } }')) },
      400,
      'DOCUMENT_NOT_TRUSTED',
    ],
    ['an unknown id', { documentId: sha256('nothing') }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
    ['the id __proto__', { documentId: '__proto__' }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
    ['an unknown hash', { extensions: persistedQuery(sha256('nothing')) }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
    ['a text with the id of another', { query: me, documentId: sha256(create) }, 400, 'BAD_USER_INPUT'],
    ['two ids', { documentId: sha256(me), extensions: persistedQuery(sha256(create)) }, 400, 'BAD_USER_INPUT'],
    ['an invalid hash', { extensions: persistedQuery(1) }, 400, 'BAD_USER_INPUT'],
    ['an empty request', {}, 400, 'BAD_USER_INPUT'],
  ];

  describe.each(transports)('over %s', (_, send) => {
    it.each(carriedOut)('executes a document %s', async (_name, requested) => {
      const answer = { data: { me: { name: 'User Acme', roles: ['User'] } } };
      // repeated requests take the path of cached documents
      for (let round = 0; round < 3; round += 1) expect(await send(app, requested, demoPassword)).toMatchObject(answer);
      const variables = { roles: false };
      const { data } = await send(app, { ...requested, variables, operationName: 'Me' }, demoPassword);
      expect(data).toEqual({ me: { name: 'User Acme' } });
    });

    it.each(rejected)('refuses %s', async (_name, requested, status, code) => {
      expect(await send(app, requested, demoPassword)).toEqual({ code, ...(send !== bySocket && { status }) });
    });
  });

  it('refuses an unauthenticated caller of a registered document', async () => {
    expect(await byPost()(app, { documentId: sha256(me) })).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it.each([...transports.slice(1, 2), ...transports.slice(3, 4)])('refuses a mutation over %s', async (_, send) => {
    expect(await send(app, { documentId: 'typename-1' }, demoPassword)).toMatchObject({ status: 405 });
  });

  it('subscribes by id', async () => {
    const socket = await openSocket(app.url);
    socket.send({ id: '1', type: 'subscribe', payload: { query: '', documentId: sha256(watch) } });
    // the answer to this operation shows that the subscription before it has started
    socket.send({ id: '2', type: 'subscribe', payload: { query: '', documentId: 'typename-1' } });
    await socket.next('2');
    const { data } = await byPost()(app, { documentId: sha256(create) }, demoPassword);
    const { payload } = await socket.next('1');
    expect(payload.data.sessionEvents.sessionId).toBe((data as { newSession: { id: string } }).newSession.id);
    socket.close();
  });

  it('executes the operations of the wallboard', async () => {
    const own = await import(new URL('../../packages/console/documents.js', import.meta.url).href);
    const variables = {
      userName: 'user@acme.test',
      password: demoPassword,
      rememberMe: false,
      id: '5e5500000000000000000001',
    };
    const texts: string[] = Object.values(own);
    expect(texts).toHaveLength(9);
    for (const query of texts.filter((text) => !text.startsWith('subscription'))) {
      expect(await byPost()(app, { query, variables }, demoPassword), query).toMatchObject({ status: 200, data: {} });
    }
    const [live = ''] = texts.filter((text) => text.startsWith('subscription'));
    expect(await byPost()(app, { query: live }, demoPassword)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('without a file', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it.each(transports)('refuses an id without a text over %s', async (_, send) => {
    const answer = { code: 'PERSISTED_QUERY_NOT_FOUND', ...(send !== bySocket && { status: 404 }) };
    expect(await send(app, { documentId: sha256(me) }, demoPassword)).toEqual(answer);
  });

  it.each(transports)('ignores an id beside a text over %s', async (_, send) => {
    const requested = { query: '{ me { name } }', documentId: sha256(me) };
    expect(await send(app, requested, demoPassword)).toMatchObject({ data: { me: { name: 'User Acme' } } });
  });
});
