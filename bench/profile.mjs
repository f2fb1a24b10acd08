// Profiles one scenario: npm run bench -- profile [SCENARIO] [alone|database] [SECONDS]
// SCENARIO is one of bench/contenders/scenarios.mjs (default newSession), without a database by default. Prints the functions with
// most self time, and writes bench/results/profile-SCENARIO.cpuprofile, which Chrome DevTools and speedscope show as a flame graph.
import { mkdir, writeFile } from 'node:fs/promises';
import { installContenders } from './contenders/install.mjs';

installContenders();
const { overDatabase, own, withoutDatabase } = await import('./contenders/contenders.mjs');
const { closedLoop } = await import('./contenders/load.mjs');
const { prepare } = await import('./contenders/prepare.mjs');
const { cores, killAll } = await import('./contenders/processes.mjs');
const { scenariosOf } = await import('./contenders/scenarios.mjs');

const maxRows = 25;
const [, , , name = 'newSession', where = 'alone', seconds = '4'] = process.argv;

/** Functions by self time, without what they call, in microseconds per request. */
function slowest({ nodes, samples, timeDeltas }, requests) {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber + 1}`,
    ]),
  );
  const times = new Map();
  for (const [index, id] of samples.entries()) {
    const key = names.get(id);
    times.set(key, (times.get(key) ?? 0) + timeDeltas[index] / requests);
  }
  const sorted = [...times].toSorted((a, b) => b[1] - a[1]).slice(0, maxRows);
  return Object.fromEntries(sorted.map(([key, us]) => [key, { 'µs per request': Number(us.toFixed(1)) }]));
}

const database = await prepare();
try {
  const scenario = scenariosOf(database.authorization, database.id)[name];
  if (!scenario) throw new Error(`unknown scenario ${name}`);
  const contenders = where === 'alone' ? withoutDatabase(database) : await overDatabase(database);
  const { start, file, env } = contenders.get(own);
  const server = await start(file, { env: { NODE_ENV: 'production', ...env }, core: cores.measured });
  await closedLoop(server, scenario, { duration: Number(seconds) });
  await server.ask('startProfile');
  const { requests } = await closedLoop(server, scenario, { duration: Number(seconds) });
  const profile = await server.ask('stopProfile');
  const folder = new URL('./results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const fileName = `profile-${name.toLowerCase().replace(/\W+/g, '-')}.cpuprofile`;
  await writeFile(new URL(fileName, folder), JSON.stringify(profile));
  console.table(slowest(profile, requests));
  console.log(`bench/results/${fileName}: ${requests} requests`);
} finally {
  killAll();
  await database.close();
}
