// Cost of hostile requests: npm run bench -- fuzz [REQUESTS] [FOLDER]
// Nearly valid requests for each transport, one after the other, then large bodies. The database lies in memory where it can, so
// that a time is that of reading the request. Exits 1 when a request gets 5xx, no response, or takes more than a second.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largeBodies } from '../dist/bench/test/support/fuzz/hostile-bodies.js';
import { codecs } from '../dist/bench/test/support/fuzz/random-requests.js';
import { fuzzTransports, httpTransport } from '../dist/bench/test/support/fuzz/transports.js';
import { endProcess, startProcess } from '../dist/bench/test/support/start-process.js';

const total = Number(process.argv[3] ?? 100_000);
const slowestMs = 1_000;
const folder = process.argv[4] ?? (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
const dataDir = await mkdtemp(join(folder, 'voice-sessions-fuzz-'));
const password = 'correct horse battery staple';
const authorization = `Basic ${Buffer.from(`user@acme.test:${password}`).toString('base64')}`;
const unlimited = '1000000000';
const settings = {
  DATA_DIR: dataDir,
  DEMO_PASSWORD: password,
  MAX_DELAY_MS: '0',
  RATE_LIMIT_USER: unlimited,
  RATE_LIMIT_ACCOUNT: unlimited,
  RATE_LIMIT_ADDRESS: unlimited,
};
let failures = 0;

/** Sends the requests of seeds. @returns a row of figures */
async function measure(url, transport, seeds) {
  const client = transport.open(url, authorization);
  const times = [];
  // a request that succeeds waits for the disk; a refused one costs only what reading it costs
  const slowest = { success: 0, refused: 0 };
  const row = { requests: seeds.length, '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 };
  for (const seed of seeds) {
    try {
      const { status, ms } = await client.send(seed);
      row[`${Math.floor(status / 100)}xx`] += 1;
      times.push(ms);
      const kind = status < 300 ? 'success' : 'refused';
      slowest[kind] = Math.max(slowest[kind], ms);
      if (status < 500 && ms < slowestMs) continue;
      console.error(status, `${Math.round(ms)} ms`, shown(transport.random(seed)));
    } catch (error) {
      console.error(error.message, shown(transport.random(seed)));
    }
    failures += 1;
  }
  client.close();
  const sorted = times.toSorted((a, b) => a - b);
  const quantile = (share) => Number(sorted[Math.floor((sorted.length - 1) * share)].toFixed(1));
  return {
    ...row,
    'median ms': quantile(0.5),
    'p99 ms': quantile(0.99),
    'slowest refused ms': Number(slowest.refused.toFixed(1)),
    'slowest success ms': Number(slowest.success.toFixed(1)),
  };
}

const shown = (request) => JSON.stringify(request).slice(0, 1_000);

const server = await startProcess(settings, { stderr: 'inherit', discardLog: true });
try {
  const rows = {};
  const rounds = Math.ceil(total / Object.keys(fuzzTransports).length);
  for (const [name, transport] of Object.entries(fuzzTransports)) {
    // warm-up, with seeds of its own
    await measure(
      server.url,
      transport,
      Array.from({ length: Math.min(200, rounds) }, (_, n) => -1 - n),
    );
    rows[name] = await measure(
      server.url,
      transport,
      Array.from({ length: rounds }, (_, n) => n * 2_654_435),
    );
  }
  console.table(rows);

  const largeRows = {};
  for (const [name, body] of largeBodies) {
    const requests = Object.values(codecs).flatMap(({ type, paths }) =>
      paths
        .flatMap((path) => [path, `${path}[]`])
        .map((target) => ({ method: 'POST', target, headers: { 'content-type': type }, body })),
    );
    largeRows[name] = await measure(
      server.url,
      httpTransport((n) => requests[n]),
      requests.map((_, n) => n),
    );
  }
  console.table(largeRows);
} finally {
  await endProcess(server, 'SIGTERM');
  await rm(dataDir, { recursive: true });
}
if (failures > 0) process.exitCode = 1;
