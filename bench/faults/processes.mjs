// The server, and a store without a server, as processes of their own: to be killed, stopped and starved.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const password = 'bench-faults';
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const storeScript = fileURLToPath(new URL('../../packages/embedded-mongodb/test/store-process.mjs', import.meta.url));

/**
 * The built server, once it is ready.
 * @param options.command what comes before `node`, such as what limits it
 */
export async function startServer(settings, { command = [], nodeOptions = [], stderr = 'inherit' } = {}) {
  const env = { PATH: process.env.PATH, PORT: '0', DEMO_PASSWORD: password, MAX_DELAY_MS: '0', ...settings };
  const [program, ...rest] = [...command, process.execPath, ...nodeOptions, main];
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', stderr] });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const record = JSON.parse(line);
    if (record.msg !== 'ready') continue;
    child.stdout.resume();
    return { url: record.url, child, end: (signal) => end(child, signal) };
  }
  throw new Error('the server did not come up');
}

/** The embedded store alone. */
export async function startStore(dataDir) {
  const child = spawn(process.execPath, [storeScript, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { uri, refused } = JSON.parse(line);
  if (refused) throw new Error(refused);
  return { uri, child, end: (signal) => end(child, signal) };
}

/** @returns the exit code, `null` when the signal itself ended it */
async function end(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  return (await gone)[0];
}

/** A folder for the time of some work. */
export async function withFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'voice-sessions-fault-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
