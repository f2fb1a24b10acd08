// What hostile requests cost: 10,000 that are nearly right for each way to write a body, then the large bodies. Sent
// one after the other, so that a time is that of its own answer; the store lies in memory where it can, so that it is the
// time of reading a body and not of a disk. Exits 1 when one ends in 5xx or in no answer.
// `npm run bench -- fuzz [requests] [folder]`
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { doors } from './doors.mjs';
import { largeBodies } from './hostile-bodies.mjs';
import { codecs } from './random-requests.mjs';

const total = Number(process.argv[3] ?? 100_000);
const slowestMs = 1_000;
const folder = process.argv[4] ?? (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
const dataDir = mkdtempSync(join(folder, 'voice-sessions-fuzz-'));
const password = 'correct horse battery staple';
const server = spawn(process.execPath, ['dist/main.js'], {
  env: {
    PATH: process.env.PATH,
    PORT: '0',
    DATA_DIR: dataDir,
    DEMO_PASSWORD: password,
    // it is about what a request does, not about how many there are
    MAX_DELAY_MS: '0',
    RATE_LIMIT_USER: '1000000000',
    RATE_LIMIT_ACCOUNT: '1000000000',
    RATE_LIMIT_ADDRESS: '1000000000',
  },
});
const url = await new Promise((resolve) => {
  createInterface({ input: server.stdout }).on('line', (line) => {
    const record = JSON.parse(line);
    if (record.msg === 'ready') resolve(record.url);
  });
});
const authorization = `Basic ${Buffer.from(`user@acme.test:${password}`).toString('base64')}`;
const shown = (request) => JSON.stringify(request).slice(0, 1_000);

let failures = 0;
async function measure({ open }, requests) {
  const asker = open(url, authorization);
  const times = [];
  // a request that is done waits for the disk; one that is refused costs what reading it costs
  const slowest = { done: 0, refused: 0 };
  const row = { requests: 0, '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 };
  for (const request of requests) {
    row.requests += 1;
    try {
      const { status, ms } = await asker.ask(request);
      row[`${Math.floor(status / 100)}xx`] += 1;
      times.push(ms);
      const kind = status < 300 ? 'done' : 'refused';
      slowest[kind] = Math.max(slowest[kind], ms);
      if (status < 500 && ms < slowestMs) continue;
      console.error(status, `${Math.round(ms)} ms`, shown(request));
    } catch (error) {
      console.error(error.message, shown(request));
    }
    failures += 1;
  }
  asker.close();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => Number(sorted[Math.floor((sorted.length - 1) * share)].toFixed(1));
  return {
    ...row,
    'median ms': at(0.5),
    'p99 ms': at(0.99),
    'slowest refused ms': Number(slowest.refused.toFixed(1)),
    'slowest done ms': Number(slowest.done.toFixed(1)),
  };
}

const damagedRows = {};
const rounds = Math.ceil(total / Object.keys(doors).length);
for (const [name, door] of Object.entries(doors)) {
  // what is slow only once, such as compiling, is not what a request costs
  await measure(
    door,
    Array.from({ length: 200 }, (_, seed) => door.random(-1 - seed)),
  );
  damagedRows[name] = await measure(
    door,
    Array.from({ length: rounds }, (_, seed) => door.random(seed * 2_654_435)),
  );
}
console.table(damagedRows);

const largeRows = {};
for (const [what, body] of largeBodies) {
  const requests = Object.values(codecs).flatMap(({ type, doors: targets }) =>
    targets
      .flatMap((door) => [door, `${door}[]`])
      .map((target) => ({ method: 'POST', target, headers: { 'content-type': type }, body })),
  );
  largeRows[what] = await measure(doors['REST in json'], requests);
}
console.table(largeRows);

server.kill('SIGTERM');
await new Promise((resolve) => server.once('exit', resolve));
rmSync(dataDir, { recursive: true });
if (failures > 0) process.exitCode = 1;
