// What more processes on one port gain: `npm run bench -- workers [--seconds 3] [--rounds 5] [--workers 1,2]`. Over the store,
// nothing pinned: server, store and who asks share what cores there are, so the gain is all of the machine's only where it has more.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { killBuiltServers, startBuiltServer } from './contenders/built-server.mjs';
import { markdownTable } from './contenders/markdown-table.mjs';
import { questionsOf } from './contenders/operations.mjs';
import { prepare } from './contenders/prepare.mjs';
import { killAll } from './contenders/processes.mjs';
import { load, median } from './contenders/rounds.mjs';

const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    workers: { type: 'string', default: '1,2' },
  },
});
const counts = given.workers.split(',');
const duration = Number(given.seconds);

const { uri, authorization, id, close } = await prepare();
const rows = [];
try {
  const servers = [];
  for (const WORKERS of counts) servers.push(await startBuiltServer({ MONGODB_URI: uri, WORKERS }));
  for (const [name, question] of Object.entries(questionsOf(authorization, id))) {
    const rates = servers.map(() => []);
    for (let round = -1; round < Number(given.rounds); round += 1) {
      for (const [at, server] of servers.entries()) {
        const { perSecond } = await load(server, question, { duration });
        if (round >= 0) rates[at].push(perSecond);
      }
    }
    const [first] = rates;
    const gains = rates.map((own) => median(own.map((rate, round) => rate / first[round])).toFixed(2));
    rows.push([name, ...rates.map((own, at) => `${Math.round(median(own))}${at > 0 ? ` (${gains[at]})` : ''}`)]);
  }
  for (const server of servers) await server.stop();
} finally {
  const head = [`a second, ${availableParallelism()} cores`, ...counts.map((count) => `\`WORKERS=${count}\``)];
  console.log(`\n${markdownTable(head, rows)}\n`);
  killBuiltServers();
  killAll();
  await close();
}
