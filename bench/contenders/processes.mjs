// Processes that are measured, each on a core of its own choice, and none left behind.
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** This server and the embedded database, as files to start. */
export const ours = './ours.mjs';
export const embeddedStore = './store.mjs';

/** Where what is measured runs, and where who measures and the store do. */
export const cores = { measured: '0', others: '1' };
const canPin = spawnSync('taskset', ['-V']).status === 0;
const canIdle = spawnSync('chrt', ['-V']).status === 0;
const startMs = 30_000;
const running = new Set();

function killLater(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Keeps this process off the core of what it measures. */
export function pinThisProcess() {
  if (canPin) spawnSync('taskset', ['-a', '-p', '-c', cores.others, String(process.pid)]);
}

/**
 * Keeps the cores from falling asleep, by work that gives way to any other. One that a machine lends is woken when it likes, after some
 * milliseconds where others want theirs too: that is neither the server's nor steady.
 */
export function keepAwake() {
  if (!canPin || !canIdle) return;
  for (const core of Object.values(cores)) {
    const asIdle = ['--idle', '0', 'taskset', '-c', core, process.execPath];
    killLater(spawn('chrt', [...asIdle, new URL('./awake.mjs', import.meta.url).pathname], { stdio: 'ignore' }));
  }
}

export function killAll() {
  for (const child of running) child.kill('SIGKILL');
}

/**
 * Starts a file of this folder that sends one message when it is there.
 * @returns the message, its `pid` and `core`, `ask` for what it has used (see meter.mjs), and `stop`
 */
export async function start(file, { env = {}, args = [], core = cores.measured } = {}) {
  const node = [process.execPath, '--import', new URL('./meter.mjs', import.meta.url).href];
  const [execPath, ...execArgv] = canPin ? ['taskset', '-c', core, ...node] : node;
  const child = killLater(
    fork(new URL(file, import.meta.url).pathname, args, {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
      // logs are written, as they are where it counts, but nobody reads them
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execPath,
      execArgv,
    }),
  );
  const message = await firstMessage(child, file);
  const ask = async (what) => {
    const answer = once(child, 'message', { signal: AbortSignal.timeout(startMs) });
    child.send({ ask: what });
    return (await answer)[0].answer;
  };
  const stop = async () => {
    const exited = once(child, 'exit');
    if (running.has(child) && child.kill('SIGKILL')) await exited;
  };
  return { message, pid: child.pid, core, ask, stop };
}

async function firstMessage(child, file) {
  const ended = new AbortController();
  child.once('exit', (code) => ended.abort(new Error(`${file} ended with ${code} before it was ready`)));
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(startMs)]);
  try {
    const [message] = await once(child, 'message', { signal });
    return message;
  } catch {
    throw signal.reason;
  }
}
