// Runs a mixed load at a constant rate: npm run bench -- soak [MINUTES] [REQUESTS_PER_SECOND] [--write]
// Fails if memory, handles or latency grow; runs shorter than five minutes are not judged. `--write` draws
// docs/measurements/soak.svg.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { killAll, startServer } from './contenders/processes.mjs';
import { Load } from './soak/load.mjs';
import { measure, median, quantile } from './soak/meter.mjs';
import { password } from './soak/requests.mjs';
import { charts } from './soak/svg.mjs';

const { values: options, positionals } = parseArgs({
  args: process.argv.slice(3),
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const minutes = Number(positionals[0] ?? 10);
const perSecond = Number(positionals[1] ?? 150);
const streams = 15;
/** Sampling interval: long enough that the garbage collection before each sample does not affect the latencies. */
const sampleMs = Math.min(20_000, (minutes * 60_000) / 9);
const warmUpMs = Math.min(60_000, minutes * 20_000);
/** Maximum ratio of the last third to the first. The mapped data file does not count as memory of the server. */
const allowed = {
  'anonymous memory, MiB': 1.15,
  'heap after a collection, MiB': 1.1,
  'open handles': 1.1,
  'p50, ms': 1.5,
  'p99, ms': 1.5,
};
const isJudged = minutes >= 5;

async function sample(server, load) {
  const latencies = load.takeLatencies();
  const seen = await measure(server);
  return { ...seen, 'p50, ms': quantile(latencies, 0.5), 'p99, ms': quantile(latencies, 0.99) };
}

async function soak(dataDir) {
  const limits = { RATE_LIMIT_USER: '1000000000', RATE_LIMIT_ACCOUNT: '1000000000', MAX_DELAY_MS: '0' };
  const server = await startServer({ env: { DATA_DIR: dataDir, DEMO_PASSWORD: password, ...limits } });
  const load = new Load(server.url);
  load.start(perSecond, streams);
  await wait(warmUpMs);
  load.takeLatencies();
  const samples = [];
  for (let n = 1; n * sampleMs <= minutes * 60_000 + 1; n += 1) {
    await wait(sampleMs);
    samples.push(await sample(server, load));
  }
  await load.stop();
  const exitCode = await server.stop('SIGTERM');
  return { samples, load, exitCode };
}

async function soakInTemporaryFolder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-soak-'));
  try {
    return await soak(dataDir);
  } finally {
    killAll();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const { samples, load, exitCode } = await soakInTemporaryFolder();
const names = Object.keys(samples[0]);
const series = Object.fromEntries(names.map((name) => [name, samples.map((one) => one[name])]));
const third = Math.floor(samples.length / 3);
const rows = Object.entries(series).map(([name, values]) => {
  const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))];
  const isFlat = !isJudged || allowed[name] === undefined || last <= first * allowed[name];
  const change = `${last >= first ? '+' : ''}${((last / first - 1) * 100).toFixed(1)} %`;
  return [name, { 'first third': +first.toFixed(1), 'last third': +last.toFixed(1), change, flat: isFlat }];
});
console.table(Object.fromEntries(rows));
const { answered, invalid, events, failures } = load;
console.table([{ minutes, 'requests/s': perSecond, answered, invalid, events, failures: failures.length, exitCode }]);
for (const failure of failures.slice(0, 5)) console.log(failure);
if (options.write) {
  const title = `${minutes} minutes at ${perSecond} requests/s, 1 % of them invalid, ${streams} open event streams`;
  await writeFile(new URL('../docs/measurements/soak.svg', import.meta.url), charts(title, series, minutes));
}
if (failures.length > 0 || exitCode !== 0 || rows.some(([, { flat }]) => !flat)) process.exitCode = 1;
