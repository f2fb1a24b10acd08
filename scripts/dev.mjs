// Builds and starts the server, and does both again after each change of a source file.
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { watch } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Editors and git write several files at once. */
const settleMs = 200;
const events = new EventEmitter();
let changes = 0;
let isStopping = false;
let server = null;

const node = (script) => spawn(process.execPath, [script], { stdio: 'inherit' });

async function stopServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  await exited;
}

for (const folder of ['src', 'packages/embedded-mongodb/src']) {
  watch(folder, { recursive: true }, () => {
    changes += 1;
    events.emit('wake');
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isStopping = true;
    events.emit('wake');
  });
}

while (!isStopping) {
  const built = changes;
  const [exitCode] = await once(node('scripts/build.mjs'), 'exit');
  if (exitCode === 0 && changes === built && !isStopping) {
    await stopServer();
    server = node('dist/main.js');
  }
  if (changes === built && !isStopping) await once(events, 'wake');
  if (!isStopping) await wait(settleMs);
}
await stopServer();
process.exit();
