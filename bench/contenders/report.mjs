// The Markdown tables of `compare`.
import { own } from './contenders.mjs';

export const markdownTable = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const count = (value) => Math.round(value).toLocaleString('en');

function cellText(name, { rate, ratio, cpu, p50, p99 }) {
  const compared = name === own ? '' : ` (${ratio.toFixed(2)})`;
  const latency = p99 === undefined ? '' : `, ${p50.toFixed(1)} / ${p99.toFixed(1)} ms`;
  return `**${count(rate)}**${compared}<br>${Math.round(cpu)} µs${latency}`;
}

/**
 * Returns the result table of one place.
 * @param results `cells` by contender and scenario, and `loads` by scenario
 */
export function resultTable({ place, cells, loads }, scenarios) {
  const rows = [...cells].map(([name, figures]) => [
    name,
    ...scenarios.map((scenario) => (figures[scenario] ? cellText(name, figures[scenario]) : '–')),
  ]);
  const load = scenarios.map((scenario) => (loads[scenario] ? count(loads[scenario]) : '–'));
  return markdownTable([place, ...scenarios], [...rows, ['rate for the latency, requests/s', ...load]]);
}

export const legend = `**Requests/s** with 16 connections (median of the rounds); in brackets the requests/s of ${own}, divided by these. CPU time of the server per
request. p50 / p99 latency at the rate of the last row.`;

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

/** The minimum ratios that voice-sessions must reach; also listed in docs/performance.md. */
const floors = [
  { place: 'without a database', scenario: 'list of 50', contender: jit, floor: 1.2 },
  { place: 'without a database', scenario: 'list of 50', contender: apollo, floor: 15 },
  { place: 'without a database', scenario: 'newSession', contender: jit, floor: 0.9 },
  ...overDatabase.map((scenario) => ({ place: 'over the database', scenario, contender: handWritten, floor: 1.2 })),
];

/** Returns the floors with the ratios of this run, without those that were not measured. */
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
