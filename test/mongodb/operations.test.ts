import { deserialize } from 'bson';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  CountSessionsDocument,
  CreateSessionDocument,
  EndOneSessionDocument,
} from '../operations/operations.generated.ts';
import { freshDatabase } from '../support/database.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts';

type Command = Readonly<Record<string, unknown>>;

const opMsg = 2_013;
const commands: Command[] = [];

/** Records the commands of a chunk that the client sent; the first section of each message is the command document. */
function read(chunk: Buffer): void {
  for (let at = 0; at + 21 < chunk.length; at += chunk.readInt32LE(at)) {
    if (chunk.readInt32LE(at + 12) === opMsg)
      commands.push(deserialize(chunk.subarray(at + 21), { allowObjectSmallerThanBufferSize: true }));
  }
}

let proxy: TcpProxy;
let app: TestApp;
beforeAll(async () => {
  proxy = await startProxy(freshDatabase().uri, read);
  app = await startTestApp({ MONGODB_URI: proxy.uri });
  const { newSession } = await dataOf(app.url, CreateSessionDocument, {
    input: { channel: 'Voice' },
    idempotencyKey: 'once',
  });
  await dataOf(app.url, CountSessionsDocument, {});
  await dataOf(app.url, EndOneSessionDocument, { input: { sessionId: newSession.id } });
  await call(app.url, 'GET /sessions', { headers: as('user@acme.test') });
  const signedIn = await call(app.url, 'POST /auth/credentials', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName: 'user@acme.test', password: 'correct horse battery staple' }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  await call(app.url, 'POST /auth/logout', { headers: { cookie } });
  await app.close();
});
afterAll(() => proxy.close());

const of = (...names: string[]) => commands.filter((command) => names.includes(Object.keys(command)[0] ?? ''));

it('sends a time limit with every operation', () => {
  const operations = of('find', 'aggregate', 'count', 'distinct', 'insert', 'update', 'delete', 'findAndModify');
  expect(operations.length).toBeGreaterThan(20);
  expect(operations.filter(({ maxTimeMS }) => !(Number(maxTimeMS) > 0 && Number(maxTimeMS) <= 15_000))).toEqual([]);
});

it('requires a journaled majority write concern for every write, including index builds', () => {
  const writes = of('insert', 'update', 'delete', 'findAndModify', 'createIndexes');
  expect(new Set(writes.map((command) => Object.keys(command)[0])).size).toBe(5);
  for (const { writeConcern } of writes) expect(writeConcern).toMatchObject({ w: 'majority', j: true });
});

it('uses read concern majority for every read', () => {
  const reads = of('find', 'aggregate', 'count', 'distinct');
  expect(reads.length).toBeGreaterThan(5);
  for (const { readConcern } of reads) expect(readConcern).toEqual({ level: 'majority' });
});

it('builds indexes before the first write', () => {
  const names = commands.map((command) => Object.keys(command)[0]);
  const firstWrite = names.findIndex((name) => name === 'insert' || name === 'update');
  expect(names.lastIndexOf('createIndexes')).toBeGreaterThanOrEqual(0);
  expect(names.lastIndexOf('createIndexes')).toBeLessThan(firstWrite);
});
