// What counting costs: the CPU time of one call, the best of several rounds. `npm run bench -- metrics`
import { Metrics } from '../dist/observability/metrics.js';

const times = 200_000;
const rounds = 7;
const metrics = new Metrics();
const report = { door: 'graphql', operation: 'query sessions', codes: [] };
const refused = { door: 'rest', operation: 'GetSession', codes: ['NOT_FOUND'] };
const calls = {
  'a request': () => metrics.answered(report, 200, 0.0123),
  'a request with an error': () => metrics.answered(refused, 404, 0.0123),
  'a call of the store': () => metrics.storeCalled('sessions.insert', 0.0012, 'ok'),
};

const best = Object.fromEntries(Object.keys(calls).map((name) => [name, Number.POSITIVE_INFINITY]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, call] of Object.entries(calls)) {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time += 1) call();
    const { user, system } = process.cpuUsage(before);
    best[name] = Math.min(best[name], ((user + system) * 1_000) / times);
  }
}
console.table(Object.entries(best).map(([counted, ns]) => ({ counted, 'ns of CPU': Math.round(ns) })));
