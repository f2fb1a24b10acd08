// Processes that are measured: each on a core of its own where `taskset` is available, none left behind.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startArguments } from '../../dist/bench/test/support/start-process.js';

/** The core of the measured server, and that of the load generator and the database. */
export const cores = { measured: '0', others: '1' };
const canPin = spawnSync('taskset', ['-V']).status === 0;
const startMs = 30_000;
const meter = new URL('./meter.mjs', import.meta.url).href;
const running = new Set();

/** Moves a process with all its threads to a core. */
export function pin(pid, core) {
  if (canPin) spawnSync('taskset', ['-a', '-p', '-c', core, String(pid)]);
}

export function killAll() {
  for (const child of running) child.kill('SIGKILL');
}
process.once('exit', killAll);

/** Starts the built server with the arguments of `npm start`, as `start` does. */
export const startServer = (options) => start(startArguments, options);

/** Starts a contender: a file of this folder that sends a message with its URL. */
export const startContender = (file, options) => start([new URL(file, import.meta.url).pathname], options);

/**
 * Starts Node with these arguments and waits for the URL.
 * @returns `url`, `pid`, `ask` for what the process has used (see meter.mjs), and `stop`, which returns the exit code
 */
async function start(args, { env = {}, core } = {}) {
  const node = [process.execPath, '--import', meter, ...args];
  const [program, ...rest] = core && canPin ? ['taskset', '-c', core, ...node] : node;
  const child = spawn(program, rest, {
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const url = await urlOf(child, args.at(-1));
  child.stdout.resume();
  return {
    url,
    pid: child.pid,
    ask: async (what) => {
      const answer = once(child, 'message', { signal: AbortSignal.timeout(startMs) });
      child.send({ ask: what });
      return (await answer)[0].answer;
    },
    stop: async (signal = 'SIGKILL') => {
      const exited = once(child, 'exit');
      if (running.has(child) && child.kill(signal)) return (await exited)[0];
      return child.exitCode;
    },
  };
}

/** @returns the URL of a message, or of the server's ready line. @throws Error when the process ends or takes too long */
async function urlOf(child, name) {
  const lines = createInterface({ input: child.stdout });
  try {
    return await new Promise((resolve, reject) => {
      child.once('message', ({ url }) => resolve(url));
      lines.on('line', (line) => line.includes('"msg":"ready"') && resolve(JSON.parse(line).url));
      child.once('exit', (code) => reject(new Error(`${name} exited with ${code} before it was ready`)));
      setTimeout(() => reject(new Error(`${name} was not ready within ${startMs / 1_000} s`)), startMs).unref();
    });
  } finally {
    lines.close();
  }
}
