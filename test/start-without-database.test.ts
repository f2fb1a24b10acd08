import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CountSessionsDocument, MeDocument } from './operations/operations.generated.ts';
import { freshDatabase } from './support/database.ts';
import { as, dataOf, send } from './support/graphql-client.ts';
import { call } from './support/rest-client.ts';
import { endProcess, failToStart, type ServerProcess, startProcess } from './support/start-process.ts';
import { startProxy, type TcpProxy } from './support/tcp-proxy.ts';

const patience = { timeout: 20_000, interval: 50 };
let dataDir: string;
let database: ReturnType<typeof freshDatabase>;
let proxy: TcpProxy;
let server: ServerProcess | null = null;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-waiting-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));
afterEach(async () => {
  if (server) await endProcess(server, 'SIGKILL');
  server = null;
  await proxy.close();
});

const statusOf = async (url: string, path: string) => (await fetch(url + path)).status;
const logged = (...names: string[]) =>
  server?.logged
    .filter(({ msg }) => names.includes(String(msg)))
    .map(({ msg, pid: _pid, ...rest }) => ({ ...rest, msg }));

async function expectUnavailable(url: string): Promise<void> {
  expect([await statusOf(url, '/health/live'), await statusOf(url, '/health/ready')]).toEqual([200, 503]);
  expect(await statusOf(url, '/metrics')).toBe(200);
  const rest = await call(url, 'GET /sessions', { headers: { accept: 'application/json' } });
  expect([rest.status, rest.headers.get('retry-after')]).toEqual([503, '1']);
  expect(JSON.parse(rest.text)).toMatchObject({ responseStatus: { errorCode: 'ServiceUnavailable' } });
  const graphql = await send(url, CountSessionsDocument, {});
  expect(graphql).toMatchObject({ status: 503, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  expect(graphql.headers.get('retry-after')).toBe('1');
  const page = await fetch(`${url}/console`);
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '1']);
}

describe.each(['1', '2'])('a server with WORKERS=%s', { timeout: 60_000 }, (WORKERS) => {
  beforeEach(async () => {
    database = freshDatabase();
    proxy = await startProxy(database.uri);
  });

  it('waits for a database that is unavailable at the start, and then prepares it', async () => {
    proxy.goAway();
    const env = {
      MONGODB_URI: proxy.uri,
      DATA_DIR: dataDir,
      WORKERS,
      SEED_DEMO: '1',
      DEMO_PASSWORD: 'pw',
      INITIAL_ADMIN_EMAIL: 'root@acme.test',
      INITIAL_ADMIN_PASSWORD: 'the first administrator',
    };
    server = await startProcess(env, { until: 'database.waiting' });
    await expectUnavailable(server.url);

    proxy.open();
    await expect.poll(() => logged('ready'), patience).toHaveLength(1);
    expect(await statusOf(server.url, '/health/ready')).toBe(200);
    expect((await dataOf(server.url, CountSessionsDocument, {}, as('user@acme.test', 'pw'))).sessions).toBeDefined();
    const { me } = await dataOf(server.url, MeDocument, {}, as('root@acme.test', 'the first administrator'));
    expect(me).toMatchObject({ roles: ['User', 'SystemAdministrator'] });
    expect(await indexesOf('sessions')).toBeGreaterThan(5);
    // one line for each state
    expect(logged('database.waiting', 'demo.created', 'ready', 'request.failed', 'start.failed')).toMatchObject([
      { msg: 'database.waiting', level: 40, url: server.url, reason: expect.stringMatching(/^[^\n]{1,200}$/) },
      { msg: 'demo.created' },
      { msg: 'ready', url: server.url },
    ]);
    expect(await endProcess(server, 'SIGTERM')).toBe(0);
  });

  it('is live and not ready while indexes are built for long', async () => {
    // indexes are the first operations; heartbeats continue
    proxy.stall();
    const env = { MONGODB_URI: proxy.uri, DATA_DIR: dataDir, WORKERS, SEED_DEMO: '1', DEMO_PASSWORD: 'pw' };
    server = await startProcess(env, { until: 'Server listening at ' });
    await expectUnavailable(server.url);
    expect(logged('database.waiting', 'ready')).toEqual([]);
    proxy.open();
    await expect.poll(() => logged('ready'), patience).toHaveLength(1);
    expect((await dataOf(server.url, CountSessionsDocument, {}, as('user@acme.test', 'pw'))).sessions).toBeDefined();
  });

  it('ends at once on SIGTERM while it waits', async () => {
    proxy.goAway();
    const env = { MONGODB_URI: proxy.uri, WORKERS, SHUTDOWN_DELAY_SECONDS: '30' };
    server = await startProcess(env, { until: 'database.waiting' });
    const began = performance.now();
    expect(await endProcess(server, 'SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(logged('stopped')).toHaveLength(Number(WORKERS));
  });
});

it.each([
  ['another replica set', (uri: string) => `${uri}&replicaSet=other`, 'no server belongs to the replica set other'],
  [
    'a password, which the database does not support',
    (uri: string) => uri.replace('://', '://user:zz9-secret@'),
    'the database refuses the connection: ',
  ],
])('exits with 2 and one sentence when MONGODB_URI has %s', async (_what, change, reason) => {
  proxy = await startProxy(freshDatabase().uri);
  const uri = change(proxy.uri.replace('directConnection=true', 'appName=test'));
  const { exitCode, stdout, stderr } = await failToStart({ MONGODB_URI: uri });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(new RegExp(`^MONGODB_URI: ${reason}[^\\n]*\\n$`));
  expect(stdout + stderr).not.toMatch(/zz9-secret|start\.failed|database\.waiting/);
});

it('logs the error and exits with 1 when an index cannot be built', async () => {
  database = freshDatabase();
  proxy = await startProxy(database.uri);
  const client = await MongoClient.connect(database.uri);
  const duplicates = [{ emailAddress: 'twice@acme.test' }, { emailAddress: 'twice@acme.test' }];
  await client.db(database.name).collection('users').insertMany(duplicates);
  await client.close();
  const { exitCode, stdout } = await failToStart({ MONGODB_URI: proxy.uri });
  expect(exitCode).toBe(1);
  expect(stdout.match(/start\.failed/g)).toHaveLength(1);
  // the source map of the compiled file gives the position in TypeScript
  expect(stdout).toMatch(/src\/adapters\/mongodb\/client\/build-indexes\.ts:\d+/);
});

async function indexesOf(collection: string): Promise<number> {
  const client = await MongoClient.connect(database.uri);
  const indexes = await client.db(database.name).collection(collection).indexes();
  await client.close();
  return indexes.length;
}
