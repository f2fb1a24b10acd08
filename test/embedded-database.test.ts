import { once } from 'node:events';
import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endProcess, failToStart, startProcess } from './support/start-process.ts';

const endThread = new URL('../packages/embedded-mongodb/test/end-database-thread.mjs', import.meta.url).href;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-database-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('the server on the embedded database', () => {
  it('ends with exit code 1 and the error in the log when the thread of the database ends', async () => {
    const server = await startProcess({ DATA_DIR: dataDir, NODE_OPTIONS: `--import=${endThread}` });
    const ended = once(server.child, 'close');
    server.child.kill('SIGUSR2');
    expect(await ended).toEqual([1, null]);
    expect(server.logged.at(-1)).toMatchObject({
      level: 60,
      msg: 'database.failed',
      err: { type: 'Error', message: 'injected failure' },
    });
  });

  it('refuses a truncated data file with one line and exit code 1', async () => {
    await endProcess(await startProcess({ DATA_DIR: dataDir }), 'SIGTERM');
    const file = join(dataDir, 'store.mdb');
    await truncate(file, Math.floor((await stat(file)).size / 2));
    const { exitCode, stdout, stderr } = await failToStart({ DATA_DIR: dataDir });
    expect([exitCode, stderr]).toEqual([1, '']);
    const [line = '', ...rest] = stdout.trim().split('\n');
    expect(rest).toEqual([]);
    expect(JSON.parse(line)).toEqual({
      level: 60,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      msg: 'start.failed',
      reason: `the data file ${file} is truncated: restore a backup`,
    });
  });
});
