import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { earlierDemoPassword, saveDemoPassword } from '../src/app/demo-password.ts';
import { startupMessage } from '../src/app/startup-message.ts';
import { CountSessionsDocument, CreateSessionDocument } from './operations/operations.generated.ts';
import { as, dataOf } from './support/graphql-client.ts';
import { runInTerminal } from './support/run-in-terminal.ts';
import { endProcess, failToStart, startProcess } from './support/start-process.ts';

/** Whether there is the `script` of util-linux, which runs a program in a pseudo terminal. */
const hasTerminal = String(spawnSync('script', ['--version']).stdout).includes('util-linux');
const never = /$^/;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-start-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('npm start on the embedded database', { timeout: 60_000 }, () => {
  it('prints the demo password once, locks the data folder, and keeps sessions after SIGKILL', async () => {
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

  it('serves the playground script, which is loaded at the first request', async () => {
    const server = await startProcess({ DATA_DIR: dataDir, DEMO_PASSWORD: 'x' });
    const response = await fetch(`${server.url}/graphql/playground/graphiql.js`);
    expect(response.status).toBe(200);
    expect((await response.text()).length).toBeGreaterThan(1_000_000);
    expect(await endProcess(server, 'SIGTERM')).toBe(0);
  });

  it('stops on SIGTERM when nothing reads its log', async () => {
    const server = await startProcess({ DATA_DIR: dataDir, DEMO_PASSWORD: 'x' });
    server.stopReading();
    // more lines than the pipe and its reader can buffer
    for (let n = 0; n < 60; n += 1) {
      await Promise.all(Array.from({ length: 50 }, () => fetch(`${server.url}/health/live`)));
    }
    expect(await endProcess(server, 'SIGTERM')).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('completes the requests in flight on %s', async (signal) => {
    const server = await startProcess({ DATA_DIR: dataDir, DEMO_PASSWORD: 'x' });
    const password = 'wrong, so that it takes an argon2 while the server is stopping';
    const answers = Array.from({ length: 4 }, () =>
      fetch(`${server.url}/sessions`, { method: 'POST', headers: as('user@acme.test', password) }),
    );
    await fetch(`${server.url}/health/live`);
    expect(await endProcess(server, signal)).toBe(0);
    expect((await Promise.all(answers)).map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
    // `stopped` shows that the shutdown finished before its timeout
    expect(server.logged.map(({ msg }) => msg)).toContain('stopped');
    await expect(fetch(server.url)).rejects.toThrow();
  });
});

describe('a start that fails', () => {
  it('reports every invalid setting and exits with 2', async () => {
    const { exitCode, stderr } = await failToStart({ PORT: 'x', HOST: '', MONGODB_URI: 'nonsense' });
    expect(exitCode).toBe(2);
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['PORT', 'MONGODB_URI']);
  });

  it('reports the invalid document of TRUSTED_DOCUMENTS and exits with 2', async () => {
    const file = join(dataDir, 'documents.json');
    await writeFile(file, JSON.stringify({ one: '{ nothing }' }));
    const { exitCode, stderr } = await failToStart({ DATA_DIR: dataDir, TRUSTED_DOCUMENTS: file });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `TRUSTED_DOCUMENTS: "${file}" is not valid: document "one": Cannot query field "nothing" on type "Query".\n`,
    );
  });

  describe('because the port is in use', () => {
    let busy: Server;
    let port: string;
    let reason: string;
    beforeAll(async () => {
      busy = createServer().listen(0, '127.0.0.1');
      await once(busy, 'listening');
      port = String((busy.address() as AddressInfo).port);
      reason = `PORT: ${port} on 127.0.0.1 is in use by another process. Stop that process or set PORT to a free port.`;
    });
    afterAll(() => busy.close());

    it.each(['1', '2'])('logs one line that names PORT and exits with 1 when WORKERS=%s', async (WORKERS) => {
      const { exitCode, stdout, stderr } = await failToStart({ DATA_DIR: dataDir, PORT: port, WORKERS });
      expect([exitCode, stderr]).toEqual([1, '']);
      const lines = stdout.trim().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toEqual([
        {
          level: 60,
          time: expect.any(Number),
          pid: expect.any(Number),
          hostname: hostname(),
          reason,
          msg: 'start.failed',
        },
      ]);
    });

    it.runIf(hasTerminal).each(['1', '2'])('prints that line on a terminal when WORKERS=%s', async (WORKERS) => {
      const { exitCode, output } = await runInTerminal({ DATA_DIR: dataDir, PORT: port, WORKERS }, never);
      expect([exitCode, output]).toEqual([1, `${reason}\n`]);
    });
  });
});

describe.runIf(hasTerminal)('a start on a terminal', { timeout: 60_000 }, () => {
  const ready = /\/console \(console\)/;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voice-sessions-terminal-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each(['1', '2'])('prints URL, users with password and pages, at every start, when WORKERS=%s', async (WORKERS) => {
    const env = { DATA_DIR: folder, WORKERS };
    const first = await runInTerminal(env, ready);
    const second = await runInTerminal(env, ready);
    const password = (await readFile(join(folder, 'demo-password'), 'utf8')).trim();
    for (const { exitCode, output } of [first, second]) {
      expect(exitCode).toBe(0);
      const url = /Listening on (\S+)/.exec(output)?.[1];
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(output).toContain(
        [
          `Listening on ${url}`,
          `Sign in as user@acme.test or admin@acme.test with the password ${password}`,
          `Open ${url}/graphql (playground) or ${url}/console (console)\n`,
        ].join('\n'),
      );
      expect(output).not.toContain('"msg":');
    }
  });

  it('logs JSON in production', async () => {
    const { exitCode, output } = await runInTerminal(
      { DATA_DIR: folder, NODE_ENV: 'production', MONGODB_URI: 'embedded' },
      /"msg":"ready"/,
    );
    expect(exitCode).toBe(0);
    expect(output).not.toMatch(/Listening on|Sign in/);
  });
});

describe('the startup message', () => {
  const url = 'http://127.0.0.1:4000';

  it('points to the console alone, and to SEED_DEMO, without playground and demo users', () => {
    expect(startupMessage({ demo: null, playground: false }, { url, password: null })).toBe(
      [
        'Listening on http://127.0.0.1:4000',
        'Sign in as a user of this database; SEED_DEMO=1 creates demo users in an empty one',
        'Open http://127.0.0.1:4000/console (console)',
        '',
      ].join('\n'),
    );
  });

  it('says that the password is that of the first start if it is unknown', () => {
    const demo = { password: null, dataDir: 'data' };
    expect(startupMessage({ demo, playground: false }, { url, password: null })).toContain(
      'Sign in as user@acme.test or admin@acme.test with the password of the first start\n',
    );
  });

  it.each<[generated: string | null, given: string | null, kind: 'embedded' | 'mongodb', expected: string | null]>([
    ['generated', 'given', 'embedded', 'generated'],
    ['generated', 'given', 'mongodb', 'given'],
    ['generated', null, 'mongodb', 'generated'],
    [null, 'given', 'embedded', 'given'],
    [null, null, 'embedded', null],
  ])('with %s saved and %s set over %s shows %s', async (generated, given, kind, expected) => {
    const folder = await mkdtemp(join(tmpdir(), 'voice-sessions-password-'));
    if (generated) await saveDemoPassword(folder, generated);
    const store = kind === 'embedded' ? { kind, dataDir: folder } : { kind, uri: 'mongodb://db' };
    expect(await earlierDemoPassword({ demo: { password: given, dataDir: folder }, store })).toBe(expected);
    await rm(folder, { recursive: true });
  });
});
