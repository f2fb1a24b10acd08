// `npm run bench -- soak [minutes [requests a second]]`: a mixed load at an even pace on the server as users run it, and whether memory,
// handles and latency stay as they are. Draws docs/measurements/soak.svg.
import { mkdir, writeFile } from 'node:fs/promises';
import { startBuiltServer } from './contenders/built-server.mjs';
import { password, pause, withFolder } from './faults/processes.mjs';
import { Load } from './soak/load.mjs';
import { measure, median, quantile } from './soak/meter.mjs';
import { charts } from './soak/svg.mjs';

const minutes = Number(process.argv[3] ?? 10);
const perSecond = Number(process.argv[4] ?? 150);
const streams = 15;
/** Seldom enough for the collection before each sample to be no matter for the latencies. */
const sampleMs = 20_000;
const warmUpMs = 60_000;
/** By how much the last third may be over the first; the store's file is mapped as it is read, and is not the server's. */
const allowed = {
  'own memory, MiB': 1.15,
  'heap after a collection, MiB': 1.1,
  'open handles': 1.1,
  'p50, ms': 1.5,
  'p99, ms': 1.5,
};

async function sample(server, load) {
  const latencies = load.takeLatencies();
  const seen = await measure(server);
  return { ...seen, 'p50, ms': quantile(latencies, 0.5), 'p99, ms': quantile(latencies, 0.99) };
}

async function soak(dataDir) {
  const server = await startBuiltServer({ DATA_DIR: dataDir, DEMO_PASSWORD: password, MAX_DELAY_MS: '0' });
  const load = new Load(server.message.url);
  load.start(perSecond, streams);
  await pause(Math.min(warmUpMs, minutes * 20_000));
  load.takeLatencies();
  const samples = [];
  for (let n = 0; n < (minutes * 60_000) / sampleMs; n += 1) {
    await pause(sampleMs);
    samples.push(await sample(server, load));
  }
  await load.stop();
  const exitCode = await server.stop();
  return { samples, load, exitCode };
}

const { samples, load, exitCode } = await withFolder(soak);
const names = Object.keys(samples[0]);
const series = Object.fromEntries(names.map((name) => [name, samples.map((one) => one[name])]));
const third = Math.floor(samples.length / 3);
const rows = Object.entries(series).map(([name, values]) => {
  const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))];
  const isFlat = allowed[name] === undefined || last <= first * allowed[name];
  const change = `${last >= first ? '+' : ''}${((last / first - 1) * 100).toFixed(1)} %`;
  return [name, { 'first third': +first.toFixed(1), 'last third': +last.toFixed(1), change, flat: isFlat }];
});
console.table(Object.fromEntries(rows));
const { answered, badOnes, events, failures } = load;
console.table([
  { minutes, 'requests a second': perSecond, answered, badOnes, events, failures: failures.length, exitCode },
]);
for (const failure of failures.slice(0, 5)) console.log(failure);
const folder = new URL('../docs/measurements/', import.meta.url);
await mkdir(folder, { recursive: true });
const title = `${minutes} minutes at ${perSecond} requests a second, 1 % of them bad, ${streams} streams open`;
await writeFile(new URL('soak.svg', folder), charts(title, series, minutes));
if (failures.length > 0 || exitCode !== 0 || rows.some(([, { flat }]) => !flat)) process.exitCode = 1;
