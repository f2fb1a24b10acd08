// Time from the start of Node to the ready line, on a new and on a used data folder: npm run bench -- start [ROUNDS]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcess, startProcess } from '../dist/bench/test/support/start-process.js';

const rounds = Number(process.argv[3] ?? 7);

async function startMs(dataDir) {
  const began = performance.now();
  const server = await startProcess({ DATA_DIR: dataDir }, { stderr: 'inherit', discardLog: true });
  const ms = performance.now() - began;
  await endProcess(server, 'SIGTERM');
  return ms;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const fresh = [];
const used = [];
for (let round = 0; round < rounds; round += 1) {
  const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-bench-'));
  fresh.push(await startMs(dataDir));
  used.push(await startMs(dataDir));
  await rm(dataDir, { recursive: true });
}
console.table({
  'new data folder': { 'median ms': Math.round(median(fresh)) },
  'used data folder': { 'median ms': Math.round(median(used)) },
});
