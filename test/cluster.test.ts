import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CountSessionsDocument, CreateSessionDocument } from './operations/operations.generated.ts';
import { as, dataOf } from './support/graphql-client.ts';
import { sendRaw } from './support/raw-request.ts';
import { endProcess, failToStart, type ServerProcess, startProcess } from './support/start-process.ts';

const patience = { timeout: 20_000, interval: 50 };
const user = as('user@acme.test', 'pw');
let dataDir: string;
let server: ServerProcess;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-workers-'));
  server = await startProcess({ DATA_DIR: dataDir, DEMO_PASSWORD: 'pw', WORKERS: '2' });
}, 60_000);
afterAll(async () => {
  server.child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

const pidsOf = (message: string) =>
  new Set(server.logged.filter(({ msg }) => msg === message).map(({ pid }) => Number(pid)));

/** Sends a request on its own connection, because the cluster distributes connections. */
const send = () => sendRaw(server.url, { method: 'GET', target: '/sessions', headers: user });

it('logs `ready` once, from the primary process', async () => {
  const ready = server.logged.filter(({ msg }) => msg === 'ready');
  expect(ready).toMatchObject([{ pid: server.child.pid, url: expect.stringMatching(/:\d{4,5}$/) }]);
  expect(server.logged.filter(({ msg }) => msg === 'demo.created')).toHaveLength(1);
  // log lines of the workers can arrive later
  await expect.poll(() => pidsOf('worker.ready').size, patience).toBe(2);
});

it('serves requests from every worker, with the same database', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, send));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  await expect.poll(() => pidsOf('request.completed'), patience).toEqual(pidsOf('worker.ready'));
});

it('reports the metrics of all workers, whichever is scraped', async () => {
  const scrape = async () => (await sendRaw(server.url, { method: 'GET', target: '/metrics', headers: {} })).text;
  const countIn = (text: string) =>
    Number(
      /^voice_sessions_request_duration_seconds_count\{transport="rest",operation="ListSessions",status="200"\} (\d+)$/m.exec(
        text,
      )?.[1],
    );
  const before = countIn(await scrape());
  await Promise.all(Array.from({ length: 10 }, send));
  const counts = (await Promise.all([scrape(), scrape(), scrape(), scrape()])).map(countIn);
  expect(counts).toEqual(Array(4).fill(before + 10));
});

it('replaces a worker that ends, and serves requests meanwhile', async () => {
  await dataOf(server.url, CreateSessionDocument, { input: { channel: 'Voice' } }, user);
  const [killed = 0] = pidsOf('worker.ready');
  process.kill(killed, 'SIGKILL');
  await expect
    .poll(() => server.logged.find(({ msg }) => msg === 'worker.ended'), patience)
    .toMatchObject({
      signal: 'SIGKILL',
    });
  const { sessions } = await dataOf(server.url, CountSessionsDocument, {}, user);
  expect(sessions.totalCount).toBe(1);
  await expect.poll(() => pidsOf('worker.ready').size, patience).toBe(3);
});

it('completes the requests in flight in all workers on SIGTERM, and exits with 0', async () => {
  const answers = Array.from({ length: 4 }, () =>
    // an argon2 verification keeps the request in flight when SIGTERM arrives
    sendRaw(server.url, { method: 'GET', target: '/sessions', headers: as('user@acme.test', 'wrong') }),
  );
  await sendRaw(server.url, { method: 'GET', target: '/health/live', headers: {} });
  expect(await endProcess(server, 'SIGTERM')).toBe(0);
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  await expect(fetch(server.url)).rejects.toThrow();
});

it('reports once what a worker finds invalid after it listens, and exits with 2', async () => {
  const { exitCode, stderr } = await failToStart({
    DATA_DIR: dataDir,
    WORKERS: '2',
    INITIAL_ADMIN_EMAIL: 'new@acme.test',
    INITIAL_ADMIN_PASSWORD: 'short',
  });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^INITIAL_ADMIN_PASSWORD: [^\n]+\n$/);
});
