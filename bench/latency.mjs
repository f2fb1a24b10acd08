// How long an answer takes under load, over the store: `npm run bench -- latency [--seconds 10] [--share 0.7] [--only TEXT]`.
// First what a server can answer at most, then that share of it at a steady rate; goal: p99 within 3 times the median. Beside it
// the server written by hand, asked the same way: what the machine takes away at times, and who asks, is in both.
import { parseArgs } from 'node:util';
import { markdownTable } from './contenders/markdown-table.mjs';
import { askSteadily, quantile } from './contenders/open-loop.mjs';
import { questionsOf } from './contenders/operations.mjs';
import { prepare } from './contenders/prepare.mjs';
import { killAll, pinThisProcess, start } from './contenders/processes.mjs';
import { load } from './contenders/rounds.mjs';

const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: {
    seconds: { type: 'string', default: '10' },
    share: { type: 'string', default: '0.7' },
    only: { type: 'string', default: '' },
  },
});
const seconds = Number(given.seconds);
const share = Number(given.share);
const rows = [];

pinThisProcess();
const { uri, authorization, id, copy, close } = await prepare();

async function measure(who, server) {
  for (const [name, question] of Object.entries(questionsOf(authorization, id))) {
    if (!name.includes(given.only)) continue;
    await load(server, question, { duration: 3 });
    const { perSecond: most } = await load(server, question, { duration: 3 });
    const perSecond = most * share;
    try {
      const taken = await askSteadily(server.message.url, question, { perSecond, seconds });
      const [median, p99] = [quantile(taken, 0.5), quantile(taken, 0.99)];
      const ms = (value) => value.toFixed(1);
      rows.push([who, name, Math.round(most), Math.round(perSecond), ms(median), ms(p99), (p99 / median).toFixed(1)]);
    } catch (error) {
      rows.push([who, name, Math.round(most), Math.round(perSecond), '–', '–', error.message]);
    }
  }
}

try {
  const limits = { RATE_LIMIT_USER: '1000000000', RATE_LIMIT_ACCOUNT: '1000000000' };
  const env = { MONGODB_URI: uri, PORT: '0', ...limits };
  const other = { MONGODB_URI: await copy() };
  await measure('this server', await start('./ours.mjs', { env }));
  await measure('by hand', await start('./handwritten.mjs', { env: other }));
} finally {
  const head = ['', '', 'at most a second', 'asked a second', 'median ms', 'p99 ms', 'p99 / median'];
  console.log(`\n${markdownTable(head, rows)}\n`);
  killAll();
  await close();
}
