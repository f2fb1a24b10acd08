// How long a start takes: from the start of node to the ready line, on a new and on a used data folder.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rounds = 7;

function start(dataDir) {
  const began = performance.now();
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir },
  });
  return new Promise((resolve) => {
    let ms;
    child.stdout.on('data', (chunk) => {
      if (ms !== undefined || !String(chunk).includes('"ready"')) return;
      ms = performance.now() - began;
      child.kill('SIGTERM');
    });
    child.once('exit', () => resolve(ms));
  });
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const fresh = [];
const used = [];
for (let round = 0; round < rounds; round += 1) {
  const dataDir = mkdtempSync(join(tmpdir(), 'voice-sessions-bench-'));
  fresh.push(await start(dataDir));
  used.push(await start(dataDir));
  rmSync(dataDir, { recursive: true });
}
console.table({
  'new data folder': { 'median ms': Math.round(median(fresh)) },
  'used data folder': { 'median ms': Math.round(median(used)) },
});
