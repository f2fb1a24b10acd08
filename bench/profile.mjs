// Where the time of a request goes: `npm run bench -- profile [QUESTION] [layer|store]`, a question of bench/contenders/operations.mjs
// (else newSession, without a store). Prints the functions that took most, and draws all as docs/measurements/profile-QUESTION.svg.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { questionsOf } from './contenders/operations.mjs';
import { prepare } from './contenders/prepare.mjs';
import { killAll, ours, pinThisProcess, start } from './contenders/processes.mjs';
import { load } from './contenders/rounds.mjs';
import { flameGraph } from './flame-graph.mjs';

const seconds = 4;
const most = 25;
const [, , , name = 'newSession', where = 'layer'] = process.argv;

pinThisProcess();
const store = await prepare();
const { uri, authorization, id } = store;
const question = questionsOf(authorization, id)[name];
const limits = { RATE_LIMIT_USER: '1000000000', RATE_LIMIT_ACCOUNT: '1000000000' };
const env = { MONGODB_URI: uri, SEED_DEMO: '0', PORT: '0', ...limits, ...(where === 'layer' && { FIXED: '1' }) };
try {
  if (!question) throw new Error(`no question ${name}`);
  const server = await start(ours, { env });
  await load(server, question, { duration: seconds });
  await server.ask('startProfile');
  const { requests } = await load(server, question, { duration: seconds });
  const profile = await server.ask('stopProfile');
  const folder = join(import.meta.dirname, '../docs/measurements');
  await mkdir(folder, { recursive: true });
  const file = `profile-${name.toLowerCase().replace(/\W+/g, '-')}.svg`;
  await writeFile(join(folder, file), flameGraph(profile, `${name}, ${where}: ${requests} requests`));
  console.table(Object.fromEntries(slowest(profile, requests)));
  await server.stop();
} finally {
  killAll();
  await store.close();
}

/** Functions by the time that they took themselves, without what they called, in microseconds of a request. */
function slowest({ nodes, samples, timeDeltas }, requests) {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber + 1}`,
    ]),
  );
  const times = new Map();
  for (const [at, id] of samples.entries()) {
    const name = names.get(id);
    times.set(name, (times.get(name) ?? 0) + timeDeltas[at] / requests);
  }
  return [...times]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name, us]) => [name, { us: Number(us.toFixed(1)) }]);
}
