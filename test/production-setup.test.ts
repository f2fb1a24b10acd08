// Runs the steps of docs/operations.md from an empty database to a restart, as a newcomer would.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from './support/database.ts';
import { freePort } from './support/reverse-proxies.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'voice-sessions-newcomer-'));
  for (const name of ['dist', 'node_modules', 'package.json']) await symlink(resolve(name), join(folder, name));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('leads from an empty database to a user, a session, metrics and a restart', { timeout: 120_000 }, async () => {
  const page = await readFile('docs/operations.md', 'utf8');
  const steps = [...page.matchAll(/<!-- run -->\n\n```sh\n([\s\S]*?)```/g)].map(([, script = '']) => script);
  const [port, secondPort] = [await freePort(), await freePort()];
  const env = {
    PATH: process.env.PATH,
    PORT: `${port}`,
    SECOND_PORT: `${secondPort}`,
    URL: `http://127.0.0.1:${port}`,
    MONGODB_URI: freshDatabase().uri,
  };
  const script = `trap 'kill $(jobs -p) || true' EXIT\n${steps.join('\necho; echo ---\n')}`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-e', '-c', script], { env, cwd: folder });
  const [admin, ready, user, session, metrics, restart] = stdout.split('\n---\n').map((text) => text.trim());
  expect(admin).toBe('root@example.com was created.');
  expect(ready).toBe('{"status":"ready"}');
  expect(user).toContain('{"data":{"newUser":{"name":"Ann Lee","roles":["User"],"accountNames":["Main"]}}');
  expect(JSON.parse(session ?? '')).toMatchObject({ displayName: 'First call', fromAddress: 'ann@example.com' });
  expect(metrics).toBe(
    'voice_sessions_request_duration_seconds_count{transport="rest",operation="NewSession",status="200"} 1',
  );
  expect(restart).toBe('{"status":"ready"}the first server ended with 0');
});
