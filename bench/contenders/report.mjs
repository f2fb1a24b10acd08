// The tables that `compare` prints.
import { own } from './contenders.mjs';

export const markdownTable = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const count = (value) => Math.round(value).toLocaleString('en');

function cellText(name, { rate, ratio, cpu, p50, p99 }) {
  const compared = name === own ? '' : ` (${ratio.toFixed(2)})`;
  const latency = p99 === undefined ? '' : `, ${p50.toFixed(1)} / ${p99.toFixed(1)} ms`;
  return `**${count(rate)}**${compared}<br>${Math.round(cpu)} µs${latency}`;
}

/** @param results of one place: `cells` by contender and scenario, `loads` by scenario */
export function resultTable({ place, cells, loads }, scenarios) {
  const rows = [...cells].map(([name, figures]) => [
    name,
    ...scenarios.map((scenario) => (figures[scenario] ? cellText(name, figures[scenario]) : '–')),
  ]);
  const load = scenarios.map((scenario) => (loads[scenario] ? count(loads[scenario]) : '–'));
  return markdownTable([place, ...scenarios], [...rows, ['load of the latencies, requests/s', ...load]]);
}

export const legend = `**Requests/s** of 16 connections (median of the rounds), in brackets how many times as many ${own} answers; CPU time of the server
per request; p50 / p99 latency at the load of the last row, which is the same for all.`;

const jit = 'Mercurius with JIT';
const apollo = 'Apollo Server, TypeGraphQL, mongoose';
const handWritten = 'hand-written handler';
const overDatabase = [
  'list of 50',
  'one session',
  'GET /sessions/ID',
  'newSession',
  'POST /sessions, JSON',
  'POST /sessions, XML',
];

/** Ratios that voice-sessions must reach; docs/performance.md has them too. */
const floors = [
  { place: 'without a database', scenario: 'list of 50', contender: jit, floor: 1.2 },
  { place: 'without a database', scenario: 'list of 50', contender: apollo, floor: 15 },
  { place: 'without a database', scenario: 'newSession', contender: jit, floor: 0.9 },
  ...overDatabase.map((scenario) => ({ place: 'over the database', scenario, contender: handWritten, floor: 1.2 })),
];

/** The floors with the ratios of this run; those that were not measured are left out. */
export function floorTable(results) {
  const rows = floors.flatMap(({ place, scenario, contender, floor }) => {
    const cell = results.find((one) => one.place === place)?.cells.get(contender)?.[scenario];
    if (!cell) return [];
    const verdict = cell.ratio >= floor ? 'met' : '**missed**';
    return [[place, scenario, contender, floor, cell.ratio.toFixed(2), cell.cpuRatio.toFixed(2), verdict]];
  });
  if (rows.length === 0) return '';
  return markdownTable(['', '', 'compared with', 'floor', 'ratio of requests/s', 'ratio of CPU time', ''], rows);
}
