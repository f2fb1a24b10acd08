import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeDocument } from './operations/operations.generated.ts';
import { as, dataOf, send } from './support/graphql-client.ts';
import { endProcess, failToStart, startProcess } from './support/start-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'voice-sessions-admin-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run create-admin` without its build. */
function createAdmin(dataDir: string, args: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
  const options = { env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/create-admin.js', ...args], options, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe('npm run create-admin', { timeout: 60_000 }, () => {
  it('creates an administrator of an empty database, with a new account', async () => {
    const dataDir = join(folder, 'empty');
    const { code, stdout } = await createAdmin(dataDir, ['root@acme.test']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^root@acme\.test was created\. Password: [\w-]{16}\n$/);
    const password = stdout.trim().split(' ').at(-1) ?? '';

    const repeated = await createAdmin(dataDir, ['root@acme.test']);
    expect(repeated.stdout).toBe('root@acme.test is a system administrator already; nothing was changed.\n');

    const server = await startProcess({ DATA_DIR: dataDir, SEED_DEMO: '0' });
    const { me } = await dataOf(server.url, MeDocument, {}, as('root@acme.test', password));
    expect(me).toMatchObject({ isAuthenticated: true, roles: ['User', 'SystemAdministrator'] });
    await endProcess(server, 'SIGTERM');
  });

  it('makes an existing user an administrator, with the same password', async () => {
    const dataDir = join(folder, 'demo');
    const demo = { DATA_DIR: dataDir, DEMO_PASSWORD: 'a demo password' };
    await endProcess(await startProcess(demo), 'SIGTERM');
    const { stdout } = await createAdmin(dataDir, ['Agent@acme.test']);
    expect(stdout).toBe('Agent@acme.test exists and is a system administrator now; the password is unchanged.\n');
    const server = await startProcess(demo);
    const { me } = await dataOf(server.url, MeDocument, {}, as('agent@acme.test', 'a demo password'));
    expect(me).toMatchObject({ roles: ['User', 'SystemAdministrator'] });
    await endProcess(server, 'SIGTERM');
  });

  it.each([
    [[], {}, 2, 'Usage: npm run create-admin -- EMAIL'],
    [['root'], {}, 1, 'emailAddress must be an e-mail address.'],
    [
      ['root@acme.test'],
      { INITIAL_ADMIN_PASSWORD: 'short' },
      1,
      'password must be between 8 and 1024 characters long.',
    ],
    [['root@acme.test'], { INITIAL_ADMIN_PASSWORD: 'Password1' }, 1, 'password is one of the 10,000 most common'],
    [['root@acme.test'], { MONGODB_URI: 'mongodb://' }, 2, 'MONGODB_URI: '],
    [
      ['root@acme.test'],
      { MONGODB_URI: 'mongodb://127.0.0.1:9' },
      1,
      'The database is unavailable: connect ECONNREFUSED 127.0.0.1:9',
    ],
  ])('fails for %j %j with exit code %i', async (args, env, code, message) => {
    const finished = await createAdmin(join(folder, 'fails'), args, env as Record<string, string>);
    expect(finished.code).toBe(code);
    expect(finished.stderr).toContain(message);
    expect(finished.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('INITIAL_ADMIN_EMAIL', { timeout: 60_000 }, () => {
  const admin = { INITIAL_ADMIN_EMAIL: 'root@acme.test', INITIAL_ADMIN_PASSWORD: 'a first password', SEED_DEMO: '0' };

  it('creates the administrator once', async () => {
    const dataDir = join(folder, 'initial');
    const first = await startProcess({ DATA_DIR: dataDir, ...admin });
    expect((await send(first.url, MeDocument, {}, as('root@acme.test', 'a first password'))).status).toBe(200);
    await endProcess(first, 'SIGTERM');
    const second = await startProcess({ DATA_DIR: dataDir, ...admin, INITIAL_ADMIN_PASSWORD: 'another password' });
    expect((await send(second.url, MeDocument, {}, as('root@acme.test', 'another password'))).status).toBe(401);
    await endProcess(second, 'SIGTERM');
  });

  it('is refused when it is invalid', async () => {
    const { exitCode, stderr } = await failToStart({ ...admin, DATA_DIR: folder, INITIAL_ADMIN_EMAIL: 'root' });
    expect(exitCode).toBe(2);
    expect(stderr).toBe('INITIAL_ADMIN_EMAIL: emailAddress must be an e-mail address.\n');
  });
});

describe('a MONGODB_URI with a mistake', { timeout: 60_000 }, () => {
  it.each([
    ['mongodb://'],
    ['mongodb://user:pass@'],
    ['mongodb://127.0.0.1/?readPreference=nearby'],
    ['mongodb://127.0.0.1/?retryWrites=perhaps'],
    ['mongodb://127.0.0.1/?unknownOption=1'],
  ])('%s is one sentence that names the variable, with exit code 2', async (uri) => {
    const { exitCode, stdout, stderr } = await failToStart({ MONGODB_URI: uri });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^MONGODB_URI: [^\n]+\n$/);
    expect(stderr).not.toContain('pass');
  });
});
