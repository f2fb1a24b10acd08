// The built server as a process of its own, to be killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const meter = new URL('./memory-meter.mjs', import.meta.url).href;

/** @returns where it answers, once it does */
export async function startServer(env) {
  const child = spawn(process.execPath, ['--import', meter, main], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const record = JSON.parse(line);
    if (record.msg !== 'ready') continue;
    child.stdout.resume();
    return {
      url: record.url,
      /** @returns bytes, as `process.memoryUsage` has them */
      async memory() {
        child.send('memory');
        const [usage] = await once(child, 'message');
        return usage;
      },
      async end(signal) {
        child.kill(signal);
        await gone;
      },
    };
  }
  throw new Error('the server did not come up');
}
