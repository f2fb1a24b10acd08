// What the server keeps in memory: `npm run bench -- memory [--requests 1000000] [--distinct 100000]`.
// At rest, as `npm start` runs it on the embedded store and on a MongoDB elsewhere; then, on the latter, while so many requests are
// made of so many distinct operations, which must not make it grow.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { killBuiltServers, startBuiltServer } from './contenders/built-server.mjs';
import { markdownTable } from './contenders/markdown-table.mjs';
import { cores, killAll, start } from './contenders/processes.mjs';

const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: { requests: { type: 'string', default: '1000000' }, distinct: { type: 'string', default: '100000' } },
});
const requests = Number(given.requests);
const distinct = Number(given.distinct);
const restMs = 10_000;
const concurrency = 16;
const demo = { SEED_DEMO: '1', DEMO_PASSWORD: 'pw' };
const mib = (bytes) => Math.round(bytes / 2 ** 20);

/** MiB: all that is resident, of that what is its own, and what is mapped from files (its code, the store's file). */
async function residentOf({ pid }) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]);
  return ['VmRSS', 'RssAnon', 'RssFile'].map((name) => mib(kib(name) * 1_024));
}

const authorization = `Basic ${Buffer.from('user@acme.test:pw').toString('base64')}`;
const headers = { 'content-type': 'application/json', authorization };
/** Distinct by the name of an alias; each hundredth creates a session, for events to flow as well. */
const operationOf = (n) =>
  n % 100 === 0
    ? `mutation { a${n}: newSession(input: { channel: Voice, displayName: "Call" }) { id members { identity } } }`
    : `{ a${n}: sessions(first: 5) { nodes { id displayName members { displayName } log { message } } } }`;

async function ask(pool, n) {
  const body = JSON.stringify({ query: operationOf(n % distinct) });
  const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
  const text = await answer.body.text();
  if (answer.statusCode === 503) {
    // the machine was needed for something else
    await wait(Number(answer.headers['retry-after']) * 1_000);
    return ask(pool, n);
  }
  if (answer.statusCode !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 300));
}

async function askFrom(url, first, last) {
  const pool = new Pool(url, { connections: concurrency });
  let next = first;
  const worker = async () => {
    while (next < last) await ask(pool, next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  await pool.destroy();
}

const rest = [];
const growth = [];
const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-memory-'));
try {
  const embedded = await startBuiltServer({ ...demo, DATA_DIR: join(dataDir, 'embedded') });
  await wait(restMs);
  rest.push(['with the embedded store', ...(await residentOf(embedded))]);
  await embedded.stop();
  const store = await start('./store.mjs', { args: [join(dataDir, 'elsewhere')], core: cores.others });
  const server = await startBuiltServer({ ...demo, MONGODB_URI: store.message.uri });
  await wait(restMs);
  rest.push(['with a MongoDB elsewhere', ...(await residentOf(server))]);
  for (let part = 0; part < 10 && requests > 0; part += 1) {
    const began = performance.now();
    await askFrom(server.message.url, (requests / 10) * part, (requests / 10) * (part + 1));
    const perSecond = Math.round(requests / 10 / ((performance.now() - began) / 1_000));
    growth.push([`${(part + 1) * 10} %`, ...(await residentOf(server)), mib(await server.ask('heapUsed')), perSecond]);
    console.error(growth.at(-1).join(' '));
  }
} finally {
  console.log(`\n${markdownTable(['at rest, MiB', 'resident', 'of its own', 'of files'], rest)}\n`);
  console.log(
    `${markdownTable([`of ${requests} requests, MiB`, 'resident', 'of its own', 'of files', 'heap in use', 'a second'], growth)}\n`,
  );
  killBuiltServers();
  killAll();
  await rm(dataDir, { recursive: true, force: true });
}
