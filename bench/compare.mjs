// This server beside those people would pick instead, all asked the same, each on one core and the questions from the other:
//   npm run bench -- compare [--seconds 1.5] [--rounds 5] [--only TEXT] [--where layer|store] [--write]
// First the layer alone: what is read is there already and what is written goes nowhere. Then over the store. `--only` takes
// the questions whose name has that text; `--write` writes the table to docs/measurements/compare.md.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const here = import.meta.dirname;
if (!existsSync(join(here, 'node_modules'))) {
  spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
}
const { markdownTable } = await import('./contenders/markdown-table.mjs');
const { questionsOf } = await import('./contenders/operations.mjs');
const { prepare } = await import('./contenders/prepare.mjs');
const { killAll, ours, pinThisProcess, start } = await import('./contenders/processes.mjs');
const { ask, measure, median } = await import('./contenders/rounds.mjs');

const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: {
    seconds: { type: 'string', default: '1.5' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    where: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const extent = { seconds: Number(given.seconds), rounds: Number(given.rounds) };
const first = 'this server';
const rows = [];
let faults = 0;

/** Starts contenders and asks them all; a row of figures for each. */
async function compare(title, files, questions) {
  const contenders = new Map();
  for (const [who, { file, env }] of Object.entries(files)) {
    try {
      contenders.set(who, await start(file, { env }));
    } catch (error) {
      note(title, who, 'start', error.message);
    }
  }
  const ownRows = new Map([...contenders.keys()].map((who) => [who, { where: title, who, cells: {} }]));
  rows.push(...ownRows.values());
  for (const [name, question] of Object.entries(questions)) {
    const asked = new Map([...contenders].filter(([who]) => !question.isRest || files[who].isRest));
    const { differing, expected } = await otherwise(asked, question);
    for (const [who, fault] of differing) {
      note(title, who, name, fault);
      asked.delete(who);
    }
    const figures = await measure(asked, question, { ...extent, expected });
    for (const [who, { rates, cpu, allocated, fault }] of figures) {
      if (fault) note(title, who, name, fault);
      if (fault || rates.length === 0) continue;
      const ratio = median(rates.map((rate, round) => (figures.get(first)?.rates[round] ?? Number.NaN) / rate));
      ownRows.get(who).cells[name] = { rate: median(rates), cpu: median(cpu), allocated, ratio };
      console.error(`${title}, ${name}, ${who}: ${text(ownRows.get(who).cells[name], who)}`);
    }
  }
  for (const contender of contenders.values()) await contender.stop();
}

/** @returns whose answer is not that of this server, and how it differs; and what is expected */
async function otherwise(contenders, question) {
  const differing = new Map();
  let expected;
  for (const [who, contender] of contenders) {
    try {
      const answer = await ask(contender, question);
      expected ??= answer;
      if (answer !== expected)
        differing.set(who, `answers otherwise:\n${answer.slice(0, 1_200)}\nnot\n${expected.slice(0, 1_200)}`);
    } catch (error) {
      differing.set(who, error.message);
    }
  }
  return { differing, expected };
}

function note(title, who, name, fault) {
  faults += 1;
  console.error(`${title}, ${name}, ${who}: ${fault}`);
}

function text({ rate, cpu, allocated, ratio }, who) {
  const compared = who === first ? '' : ` (${ratio.toFixed(2)})`;
  return `**${Math.round(rate).toLocaleString('en')}**${compared}<br>${Math.round(cpu)} µs, ${Math.round(allocated)} kB`;
}

function table(names) {
  const head = ['', ...names];
  const lines = rows.map(({ where, who, cells }) => [
    `${where}: ${who}`,
    ...names.map((name) => (cells[name] ? text(cells[name], who) : '–')),
  ]);
  return markdownTable(head, lines);
}

pinThisProcess();
const store = await prepare();
const { uri, authorization, answers, id } = store;
const wanted = Object.entries(questionsOf(authorization, id)).filter(([name]) => name.includes(given.only));
const questions = Object.fromEntries(wanted);

async function end() {
  console.log(`\n${table(Object.keys(questions))}\n`);
  killAll();
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end().then(() => process.exit(1)));

const limits = { RATE_LIMIT_USER: '1000000000', RATE_LIMIT_ACCOUNT: '1000000000' };
const env = { MONGODB_URI: uri, SEED_DEMO: '0', PORT: '0', ...limits };
const fixed = { ANSWERS: JSON.stringify(answers) };

try {
  if (given.where !== 'store') {
    const layer = {
      [first]: { file: ours, env: { ...env, FIXED: '1' }, isRest: true },
      'Apollo, TypeGraphQL, mongoose': { file: './apollo.mjs', env: fixed },
      'GraphQL Yoga': { file: './yoga.mjs', env: fixed },
      Mercurius: { file: './mercurius.mjs', env: { ...fixed, JIT: '0' } },
      'Mercurius with JIT': { file: './mercurius.mjs', env: { ...fixed, JIT: '1' } },
      'by hand': { file: './handwritten.mjs', env: { ...fixed, MONGODB_URI: uri }, isRest: true },
    };
    await compare('layer alone', layer, questions);
  }
  if (given.where !== 'layer') {
    const overStore = {
      [first]: { file: ours, env, isRest: true },
      'Apollo, TypeGraphQL, mongoose': { file: './apollo.mjs', env: { MONGODB_URI: await store.copy() } },
      'Mercurius with JIT': { file: './mercurius.mjs', env: { MONGODB_URI: await store.copy(), JIT: '1' } },
      'by hand': { file: './handwritten.mjs', env: { MONGODB_URI: await store.copy() }, isRest: true },
    };
    await compare('over the store', overStore, questions);
  }
  if (given.write && faults === 0) {
    const folder = join(here, '../docs/measurements');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'compare.md'), `${table(Object.keys(questions))}\n`);
  }
} finally {
  await end();
  await store.close();
}
process.exitCode = faults > 0 ? 1 : 0;
