// Memory of the server: npm run bench -- memory [--requests 1000000] [--distinct 100000] [--rest 10]
// At rest, with the embedded database and with a MongoDB elsewhere, after `--rest` seconds; then, with the latter, during
// `--requests` requests of `--distinct` operations, which must not make it grow.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { killAll, startServer } from './contenders/processes.mjs';
import { markdownTable } from './contenders/report.mjs';
import { openDatabase } from './database.mjs';

const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: {
    requests: { type: 'string', default: '1000000' },
    distinct: { type: 'string', default: '100000' },
    rest: { type: 'string', default: '10' },
  },
});
const requests = Number(given.requests);
const distinct = Number(given.distinct);
const restMs = Number(given.rest) * 1_000;
const concurrency = 16;
const unlimited = '1000000000';
const env = { SEED_DEMO: '1', DEMO_PASSWORD: 'pw', RATE_LIMIT_USER: unlimited, RATE_LIMIT_ACCOUNT: unlimited };
const mib = (bytes) => Math.round(bytes / 2 ** 20);

/** Resident memory in MiB: total, anonymous, and mapped from files (code, the database's file). */
async function residentOf({ pid }) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]);
  return ['VmRSS', 'RssAnon', 'RssFile'].map((name) => mib(kib(name) * 1_024));
}

const authorization = `Basic ${Buffer.from('user@acme.test:pw').toString('base64')}`;
const headers = { 'content-type': 'application/json', authorization };
/** Distinct by the name of an alias; each hundredth creates a session, so that events are relayed too. */
const operationOf = (n) =>
  n % 100 === 0
    ? `mutation { a${n}: newSession(input: { channel: Voice, displayName: "Call" }) { id members { identity } } }`
    : `{ a${n}: sessions(first: 5) { nodes { id displayName members { displayName } log { message } } } }`;

async function send(url, n) {
  const body = JSON.stringify({ query: operationOf(n % distinct) });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const text = await response.text();
  if (response.status === 503) {
    // the server sheds load while the machine is busy
    await wait(Number(response.headers.get('retry-after')) * 1_000);
    return send(url, n);
  }
  if (response.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 300));
}

async function sendFrom(url, first, last) {
  let next = first;
  const worker = async () => {
    while (next < last) await send(url, next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

const rest = [];
const growth = [];
const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-memory-'));
const database = await openDatabase();
try {
  const embedded = await startServer({ env: { ...env, DATA_DIR: dataDir } });
  await wait(restMs);
  rest.push(['with the embedded database', ...(await residentOf(embedded))]);
  await embedded.stop('SIGTERM');
  const server = await startServer({ env: { ...env, MONGODB_URI: database.uri } });
  await wait(restMs);
  rest.push(['with a MongoDB elsewhere', ...(await residentOf(server))]);
  for (let part = 0; part < 10 && requests > 0; part += 1) {
    const began = performance.now();
    await sendFrom(server.url, (requests / 10) * part, (requests / 10) * (part + 1));
    const perSecond = Math.round(requests / 10 / ((performance.now() - began) / 1_000));
    growth.push([`${(part + 1) * 10} %`, ...(await residentOf(server)), mib(await server.ask('heapUsed')), perSecond]);
    console.error(growth.at(-1).join(' '));
  }
} finally {
  const columns = ['resident', 'anonymous', 'mapped'];
  console.log(`\n${markdownTable(['at rest, MiB', ...columns], rest)}\n`);
  const head = [`of ${requests} requests, MiB`, ...columns, 'heap in use', 'requests/s'];
  console.log(`${markdownTable(head, growth)}\n`);
  killAll();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
}
