// Compares this server with its alternatives: npm run bench -- compare [--rounds 5] [--seconds 1] [--only TEXT] [--where alone|database] [--write]
// First without a database (reads come from memory, writes go nowhere), then over one. Each server has a core to itself; the load
// generator and the database share the other one. `--only` takes the scenarios whose name contains TEXT; `--write` writes the
// tables to docs/measurements/compare.md.
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { installContenders } from './contenders/install.mjs';

installContenders();
const { overDatabase, own, withoutDatabase } = await import('./contenders/contenders.mjs');
const { measureThroughput, median, openLoop, quantile, responseOf } = await import('./contenders/load.mjs');
const { prepare } = await import('./contenders/prepare.mjs');
const { cores, killAll } = await import('./contenders/processes.mjs');
const { floorTable, legend, resultTable } = await import('./contenders/report.mjs');
const { scenariosOf } = await import('./contenders/scenarios.mjs');

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    where: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const [seconds, rounds] = [Number(options.seconds), Number(options.rounds)];
const results = [];
let errors = 0;

function report(place, scenario, name, error) {
  errors += 1;
  console.error(`${place}, ${scenario}, ${name}: ${error}`);
}

/** Starts contenders and measures all scenarios. */
async function compare(place, contenders, scenarios) {
  const running = new Map();
  for (const [name, { start, file, env }] of contenders) {
    try {
      running.set(name, await start(file, { env: { NODE_ENV: 'production', ...env }, core: cores.measured }));
    } catch (error) {
      report(place, 'start', name, error.message);
    }
  }
  const result = { place, cells: new Map([...running.keys()].map((name) => [name, {}])), loads: {} };
  results.push(result);
  for (const [scenarioName, scenario] of Object.entries(scenarios)) {
    const able = new Map([...running].filter(([name]) => !scenario.isRest || contenders.get(name).isRest));
    const onError = (name, error) => {
      report(place, scenarioName, name, error);
      able.delete(name);
    };
    await measure(able, scenario, { result, scenarioName, onError });
  }
  for (const server of running.values()) await server.stop();
}

async function measure(able, scenario, { result, scenarioName, onError }) {
  const expected = await compareResponses(able, scenario, onError);
  const figures = await measureThroughput(able, scenario, { seconds, rounds, expected });
  for (const [name, { error }] of figures) if (error) onError(name, error);
  const first = figures.get(own);
  const ratio = (others, ours) => median(others.map((value, round) => (ours?.[round] ?? Number.NaN) / value));
  // half of what the slowest one answers, so that none is overloaded
  const load = Math.max(1, Math.min(...[...able.keys()].map((name) => median(figures.get(name).rates))) / 2);
  result.loads[scenarioName] = load;
  for (const [name, server] of able) {
    const { rates, cpu } = figures.get(name);
    const cell = { rate: median(rates), cpu: median(cpu), ratio: ratio(rates, first?.rates) };
    cell.cpuRatio = 1 / ratio(cpu, first?.cpu);
    try {
      const latencies = await openLoop(server, scenario, { perSecond: load, seconds: 2 * seconds });
      Object.assign(cell, { p50: median(latencies), p99: quantile(latencies, 0.99) });
    } catch (error) {
      onError(name, error.message);
    }
    result.cells.get(name)[scenarioName] = cell;
  }
  console.error(`${result.place}, ${scenarioName}: done`);
}

/** Reports contenders whose response is not that of the first one. @returns the expected response */
async function compareResponses(able, scenario, onError) {
  let expected;
  for (const [name, server] of [...able]) {
    try {
      const response = await responseOf(server, scenario);
      expected ??= response;
      if (response !== expected) onError(name, `${response.slice(0, 1_200)}\nis not\n${expected.slice(0, 1_200)}`);
    } catch (error) {
      onError(name, error.message);
    }
  }
  return expected;
}

function allTables(scenarioNames) {
  const setup = `Node ${process.version}, ${cpus().length} cores, ${rounds} rounds of ${seconds} s in which contenders take turns.`;
  const tables = results.map((result) => resultTable(result, scenarioNames));
  return [setup, legend, ...tables, floorTable(results)].filter(Boolean).join('\n\n');
}

const database = await prepare();
const all = Object.entries(scenariosOf(database.authorization, database.id));
const scenarios = Object.fromEntries(all.filter(([name]) => name.includes(options.only)));
try {
  if (options.where !== 'database') await compare('without a database', withoutDatabase(database), scenarios);
  if (options.where !== 'alone') await compare('over the database', await overDatabase(database), scenarios);
  const text = allTables(Object.keys(scenarios));
  console.log(`\n${text}\n`);
  if (options.write && errors === 0) {
    await writeFile(new URL('../docs/measurements/compare.md', import.meta.url), `# Comparison\n\n${text}\n`);
  }
} finally {
  killAll();
  await database.close();
}
process.exitCode = errors > 0 ? 1 : 0;
