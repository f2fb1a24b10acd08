import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CountSessionsDocument, CreateSessionDocument } from './operations/operations.generated.ts';
import { as, dataOf } from './support/graphql-client.ts';
import { endProcess, failToStart, startProcess } from './support/start-process.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-start-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('npm start on the embedded store', { timeout: 60_000 }, () => {
  it('prints the demo password once, and keeps sessions over any end of the process', async () => {
    const first = await startProcess({ DATA_DIR: dataDir });
    const created = first.logged.find((record) => record.msg === 'demo.created');
    const user = as('user@acme.test', String(created?.password));
    await dataOf(first.url, CreateSessionDocument, { input: { channel: 'Voice' } }, user);
    expect((await stat(join(dataDir, 'demo-password'))).mode & 0o777).toBe(0o600);

    const second = await failToStart({ DATA_DIR: dataDir });
    expect(second.exitCode).toBe(1);
    expect(second.stdout).toMatch(/another process/);

    expect(await endProcess(first, 'SIGKILL')).toBeNull();
    const restarted = await startProcess({ DATA_DIR: dataDir });
    expect(restarted.logged.map((record) => record.msg)).not.toContain('demo.created');
    const { sessions } = await dataOf(restarted.url, CountSessionsDocument, {}, user);
    expect(sessions.totalCount).toBe(1);
    expect(await endProcess(restarted, 'SIGTERM')).toBe(0);
  });

  it('has what is loaded only when somebody asks for it', async () => {
    const server = await startProcess({ DATA_DIR: dataDir, DEMO_PASSWORD: 'x' });
    const response = await fetch(`${server.url}/graphql/playground/graphiql.js`);
    expect(response.status).toBe(200);
    expect((await response.text()).length).toBeGreaterThan(1_000_000);
    expect(await endProcess(server, 'SIGTERM')).toBe(0);
  });

  it('ends though nobody reads its log', async () => {
    const server = await startProcess({ DATA_DIR: dataDir, DEMO_PASSWORD: 'x' });
    server.stopReading();
    // more lines than a pipe and those who read from it have room for
    for (let n = 0; n < 60; n += 1) {
      await Promise.all(Array.from({ length: 50 }, () => fetch(`${server.url}/health/live`)));
    }
    expect(await endProcess(server, 'SIGTERM')).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('finishes what is under way on %s', async (signal) => {
    const server = await startProcess({ DATA_DIR: dataDir, DEMO_PASSWORD: 'x' });
    const password = 'wrong, so that it takes an argon2 while the server is stopping';
    const answers = Array.from({ length: 4 }, () =>
      fetch(`${server.url}/sessions`, { method: 'POST', headers: as('user@acme.test', password) }),
    );
    await fetch(`${server.url}/health/live`);
    expect(await endProcess(server, signal)).toBe(0);
    expect((await Promise.all(answers)).map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
    // by itself, not because its time was over
    expect(server.logged.map(({ msg }) => msg)).toContain('stopped');
    await expect(fetch(server.url)).rejects.toThrow();
  });
});

describe('a start that cannot be', () => {
  it('names every faulty setting and exits with 2', async () => {
    const { exitCode, stderr } = await failToStart({ PORT: 'x', HOST: '', MONGODB_URI: 'nonsense' });
    expect(exitCode).toBe(2);
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['PORT', 'MONGODB_URI']);
  });

  it('names the entry of a file of trusted documents that is at fault, and exits with 2', async () => {
    const file = join(dataDir, 'documents.json');
    await writeFile(file, JSON.stringify({ one: '{ nothing }' }));
    const { exitCode, stderr } = await failToStart({ DATA_DIR: dataDir, TRUSTED_DOCUMENTS: file });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `TRUSTED_DOCUMENTS: "${file}" is not valid: document "one": Cannot query field "nothing" on type "Query".\n`,
    );
  });

  it('says within seconds that the store cannot be reached, and exits with 1', async () => {
    const { exitCode, stdout } = await failToStart({ MONGODB_URI: 'mongodb://127.0.0.1:9/nothing' });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/start\.failed/);
    // through the source map of the compiled file
    expect(stdout).toMatch(/src\/adapters\/mongodb\/client\/connection\.ts:\d+/);
  });

  it('says that the port is taken', async () => {
    const server = await startProcess({ DATA_DIR: dataDir });
    const other = await mkdtemp(join(tmpdir(), 'voice-sessions-port-'));
    const { exitCode, stdout } = await failToStart({ DATA_DIR: other, PORT: new URL(server.url).port });
    expect([exitCode, stdout.includes('EADDRINUSE')]).toEqual([1, true]);
    await endProcess(server, 'SIGTERM');
    await rm(other, { recursive: true, force: true });
  });
});
