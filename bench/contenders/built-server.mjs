import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const limits = { RATE_LIMIT_USER: '1000000000', RATE_LIMIT_ACCOUNT: '1000000000' };
const main = new URL('../../dist/main.js', import.meta.url).pathname;
const running = new Set();

/** The server as `npm start` runs it, once it is ready; with what meter.mjs answers. */
export async function startBuiltServer(env) {
  const child = fork(main, [], {
    env: { PATH: process.env.PATH, PORT: '0', ...limits, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: ['--import', new URL('./meter.mjs', import.meta.url).href],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const url = await new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => line.includes('"msg":"ready"') && resolve(JSON.parse(line).url));
    child.once('exit', () => reject(new Error('the server did not start')));
  });
  return {
    message: { url },
    pid: child.pid,
    ask: async (what) => {
      const answer = once(child, 'message');
      child.send({ ask: what });
      return (await answer)[0].answer;
    },
    /** @returns the exit code */
    stop: async () => {
      const ended = once(child, 'exit');
      if (running.has(child) && child.kill()) return (await ended)[0];
      return child.exitCode;
    },
  };
}

export function killBuiltServers() {
  for (const child of running) child.kill('SIGKILL');
}
