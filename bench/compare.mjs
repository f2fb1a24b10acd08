// This server beside those people would pick instead, all asked the same, each on one core and the questions from the other.
// `npm run bench -- compare [seconds] [rounds]`. First the layer alone: no contender has a store, and only this one checks
// who asks, what it costs and writes a line a request. Then over the store: this one beside a handler written by hand.
import { fork, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMutation, listQuery, newSession, sessionQuery } from './contenders/operations.mjs';
import { prepare } from './contenders/prepare.mjs';

const here = import.meta.dirname;
if (!existsSync(join(here, 'node_modules'))) {
  spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
}
const { default: autocannon } = await import('autocannon');
const seconds = Number(process.argv[3] ?? 3);
const rounds = Number(process.argv[4] ?? 5);
const connections = 16;
const canPin = spawnSync('taskset', ['-V']).status === 0;
if (canPin) spawnSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)]);

const children = [];

/** Starts a contender on the other core. */
async function start(file, env) {
  const child = fork(join(here, 'contenders', file), {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    ...(canPin && { execPath: 'taskset', execArgv: ['-c', '0', process.execPath] }),
  });
  children.push(child);
  const url = await new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message.url));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return { url };
}

const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-compare-'));
const { uri, authorization, answers, id, close } = await prepare(dataDir, { listQuery, sessionQuery });
const limits = { RATE_LIMIT_USER: '1000000000', RATE_LIMIT_ACCOUNT: '1000000000' };
const ours = { MONGODB_URI: uri, SEED_DEMO: '0', PORT: '0', ...limits };
const fixed = { ANSWERS: JSON.stringify(answers) };

const graphql = (operationName, query, variables) => ({
  path: '/graphql',
  headers: { 'content-type': 'application/json', authorization },
  body: JSON.stringify({ operationName, query, variables }),
});
const questions = {
  'newSession, GraphQL': graphql('Create', createMutation, { input: newSession }),
  'list of 50': graphql('List', listQuery),
  'one session': graphql('One', sessionQuery, { id }),
};

/** The shape of an answer: what is made anew each time differs in its values only. */
const shapeOf = (value) => {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]));
};

async function ask(url, { path, headers, body }) {
  const response = await fetch(url + path, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}${path} answered ${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

async function checkSame(contenders, name) {
  const said = {};
  for (const [who, { url }] of Object.entries(contenders)) {
    const { data } = await ask(url, questions[name]);
    said[who] = JSON.stringify(name.startsWith('newSession') ? shapeOf(data) : data);
  }
  const [expected] = Object.values(said);
  for (const [who, text] of Object.entries(said)) {
    if (text !== expected)
      throw new Error(`${who} answers ${name} otherwise:\n${text.slice(0, 600)}\n${expected.slice(0, 600)}`);
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Requests a second of every contender, in rounds that take turns. */
async function measure(contenders, question) {
  const rates = Object.fromEntries(Object.keys(contenders).map((who) => [who, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [who, { url }] of Object.entries(contenders)) {
      const { path, headers, body } = question;
      const duration = round < 0 ? 2 : seconds;
      const result = await autocannon({ url: url + path, method: 'POST', headers, body, connections, duration });
      if (result.non2xx + result.errors > 0)
        throw new Error(`${who}: ${result.non2xx} refused, ${result.errors} failed`);
      if (round >= 0) rates[who].push(result['2xx'] / result.duration);
    }
  }
  return rates;
}

async function compare(title, files, names) {
  const contenders = {};
  for (const [who, [file, env]] of Object.entries(files)) contenders[who] = await start(file, env);
  const rows = Object.fromEntries(Object.keys(files).map((who) => [who, {}]));
  for (const name of names) {
    if (questions[name].path === '/graphql') await checkSame(contenders, name);
    const rates = await measure(contenders, questions[name]);
    const [first] = Object.keys(files);
    for (const [who, own] of Object.entries(rates)) {
      const ratio = median(rates[first].map((rate, round) => rate / own[round]));
      rows[who][name] = `${Math.round(median(own))}/s${who === first ? '' : ` (${ratio.toFixed(2)})`}`;
    }
  }
  console.log(`\n${title}; in brackets: how many times as many this server answers`);
  console.table(rows);
}

try {
  const layer = {
    'this server, all on': ['ours.mjs', { ...ours, FIXED: '1' }],
    'Apollo + TypeGraphQL + mongoose': ['apollo.mjs', fixed],
    'GraphQL Yoga': ['yoga.mjs', fixed],
    Mercurius: ['mercurius.mjs', { ...fixed, JIT: '0' }],
    'Mercurius with JIT': ['mercurius.mjs', { ...fixed, JIT: '1' }],
    'written by hand': ['handwritten.mjs', fixed],
  };
  await compare('The layer alone', layer, Object.keys(questions));
} finally {
  for (const child of children) child.kill();
  await close();
  await rm(dataDir, { recursive: true, force: true });
}
