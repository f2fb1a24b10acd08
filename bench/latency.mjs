// How long an answer takes under load:
//   npm run bench -- latency [--seconds 1.5] [--rounds 5] [--share 0.7] [--only TEXT] [--where layer|store]
// Each round finds out what a server can answer at most, asks for that share of it at a steady rate, and finds out again: where the machine
// became faster or slower meanwhile it was another share, and the round is run anew. Requests that come together are cheaper than those that
// come one by one, by a third where an answer is large: a server is asked for less where more than that share of its core would be busy.
// Goal: p99 within 3 times the median. First the layer alone, then over the store.
// Beside this server, in turn, the one written by hand, and one that is asked as often as this server and takes as long for each request,
// always: its p99 is what the machine takes away at times, and what waits behind that. A stall of some milliseconds twice a second is all of
// a p99. So cores are kept awake (./contenders/processes.mjs), and whoever is measured, the store and who asks have theirs before whatever
// else the machine does (./contenders/run-first.mjs). P99 of each quarter of a second is told as well, the median over all: half of them are as
// good or better. What a server does by itself, collecting garbage, it does in each of them.
import { parseArgs } from 'node:util';
import { markdownTable } from './contenders/markdown-table.mjs';
import { askSteadily, warmUpSeconds } from './contenders/open-loop.mjs';
import { questionsOf } from './contenders/operations.mjs';
import { prepare } from './contenders/prepare.mjs';
import { cores, keepAwake, killAll, ours, pinThisProcess, start } from './contenders/processes.mjs';
import { load, median } from './contenders/rounds.mjs';
import { letHelpersElsewhere, undisturbed } from './contenders/run-first.mjs';
import { asMuchWork, bytesOf, mostOf, spentOnEach } from './contenders/work.mjs';
import { quantile } from './soak/meter.mjs';

const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: {
    seconds: { type: 'string', default: '1.5' },
    rounds: { type: 'string', default: '5' },
    share: { type: 'string', default: '0.7' },
    only: { type: 'string', default: '' },
    where: { type: 'string' },
  },
});
const seconds = Number(given.seconds);
const rounds = Number(given.rounds);
const share = Number(given.share);
/** V8 compiles on the core of what is measured, for as long as that is new, and once more where requests come otherwise. */
const compiledSeconds = { atMost: 30, steadily: 4 };
const steadilyTimes = 6;
const mostSeconds = 1.5;
const partSeconds = 0.25;
/** What a server can answer may change by that much in a round. */
const drift = 0.1;
const tries = 8;
const steady = 'one that always takes as long';
const rows = [];

pinThisProcess();
const { uri, authorization, id, answers, copy, close, store } = await prepare();
keepAwake();

/** @returns as askSteadily, of a server that has its core, and what stands behind it its own, before whatever else the machine does */
function askUndisturbed(server, question, how) {
  const processes = server.behind ? [server, server.behind] : [server];
  return undisturbed(processes, () => askSteadily(server.message.url, question, how));
}

async function round(server, question, perSecond) {
  const taken = await askUndisturbed(server, question, { perSecond, seconds });
  const [middle, p99] = [quantile(taken, 0.5), quantile(taken, 0.99)];
  const part = Math.round(perSecond * partSeconds);
  const parts = Array.from({ length: Math.round(seconds / partSeconds) }, (_, n) =>
    taken.slice(n * part, (n + 1) * part),
  );
  return {
    perSecond,
    middle,
    p99,
    ratio: p99 / middle,
    partRatios: parts.map((one) => quantile(one, 0.99) / quantile(one, 0.5)),
  };
}

/** @returns requests a second, of no more than a share of what it answers at most and of its core; and what each takes of that then */
async function shareOf(server, question, most) {
  const seconds = 1;
  const spentAt = (perSecond) =>
    spentOnEach(server, async () => {
      await askUndisturbed(server, question, { perSecond, seconds });
      return perSecond * (seconds + warmUpSeconds);
    });
  const wanted = most * share;
  const atMost = ([own]) => (share * 1_000_000) / own;
  const spent = await spentAt(wanted);
  const perSecond = Math.min(wanted, atMost(spent));
  if (perSecond === wanted) return { perSecond, spent };
  // the fewer come at once the more each takes, so what each takes is found out anew for those that are asked then
  const spentThen = await spentAt(perSecond);
  return { perSecond: Math.min(perSecond, atMost(spentThen)), spent: spentThen };
}

/** @returns what was asked for, and the round. @throws when the machine does not keep its speed, or anything is refused */
async function steadyRound(server, question) {
  let before = await mostOf(server, question, mostSeconds);
  for (let n = 0; n < tries; n += 1) {
    const asked = await shareOf(server, question, before);
    const found = await round(server, question, asked.perSecond);
    const after = await mostOf(server, question, mostSeconds);
    if (Math.abs(after / before - 1) <= drift) return { asked, found };
    before = after;
  }
  throw new Error(`the machine did not keep its speed in any of ${tries} rounds`);
}

/** Until V8 has compiled what is asked, as fast as it is answered and at a steady rate: of those that come one by one each is worked on alone. */
async function warmUp(server, question) {
  const { perSecond } = await load(server, question, { duration: compiledSeconds.atMost });
  // a connection over which nothing was ever asked is given up by the servers after some ten seconds
  for (let n = 0; n < steadilyTimes; n += 1)
    await askSteadily(server.message.url, question, { perSecond: perSecond / 2, seconds: compiledSeconds.steadily });
}

/** All rounds of each server, in turn. @throws as steadyRound */
async function roundsOf({ ours, byHand, control }, question) {
  const found = { 'this server': [], 'by hand': [], [steady]: [] };
  const bytes = await bytesOf(ours, question);
  for (const server of [ours, byHand]) await warmUp(server, question);
  for (let n = 0; n < rounds; n += 1) {
    const { asked, found: here } = await steadyRound(ours, question);
    found['this server'].push(here);
    const same = await asMuchWork(control, question, { ...asked, bytes }, mostSeconds);
    found[steady].push(await round(control, same, asked.perSecond));
    found['by hand'].push((await steadyRound(byHand, question)).found);
  }
  return Object.entries(found);
}

/** @param behind the process of the store, where this server asks one that was started here */
async function measure(where, env, otherEnv, behind) {
  const next = behind && (await start('./steady.mjs', { core: cores.others }));
  const servers = {
    ours: { ...(await start(ours, { env })), behind },
    byHand: { ...(await start('./handwritten.mjs', { env: otherEnv })), behind },
    control: { ...(await start('./steady.mjs', { env: next && { THEN: next.message.url } })), behind: next },
  };
  for (const one of [...Object.values(servers), behind, next]) if (one) letHelpersElsewhere(one);
  for (const [name, question] of Object.entries(questionsOf(authorization, id))) {
    if (!name.includes(given.only)) continue;
    try {
      for (const [who, all] of await roundsOf(servers, question)) note(`${where}: ${who}`, name, all);
    } catch (error) {
      rows.push([where, name, '–', '–', '–', '–', '–', error.message]);
    }
  }
  for (const server of [...Object.values(servers), ...(next ? [next] : [])]) await server.stop();
}

function note(who, name, all) {
  const of = (key) => median(all.map((one) => one[key]));
  const ratios = all.map(({ ratio }) => ratio.toFixed(1)).join(', ');
  const ofParts = median(all.flatMap(({ partRatios }) => partRatios));
  const figures = [of('middle').toFixed(2), of('p99').toFixed(2), of('ratio').toFixed(1), ofParts.toFixed(1)];
  rows.push([who, name, Math.round(of('perSecond')), ...figures, ratios]);
  console.error(rows.at(-1).join(' | '));
}

try {
  const limits = { RATE_LIMIT_USER: '1000000000', RATE_LIMIT_ACCOUNT: '1000000000' };
  const env = { MONGODB_URI: uri, PORT: '0', ...limits };
  const fixed = { MONGODB_URI: uri, ANSWERS: JSON.stringify(answers) };
  if (given.where !== 'store') await measure('layer alone', { ...env, FIXED: '1' }, fixed);
  if (given.where !== 'layer') await measure('over the store', env, { MONGODB_URI: await copy() }, store);
} finally {
  const head = ['', '', 'asked a second', 'median ms', 'p99 ms', 'p99 / median', 'of quarter seconds', 'of each round'];
  console.log(`\n${markdownTable(head, rows)}\n`);
  killAll();
  await close();
}
