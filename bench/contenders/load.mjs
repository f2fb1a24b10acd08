import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { Agent } from 'undici';

const connections = 16;

export const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];
export const median = (values) => quantile(values, 0.5);

/** @returns a contender's response in comparable form. @throws Error for any status but 200 */
export async function responseOf({ url }, { path, method, headers, body, comparable }) {
  const response = await fetch(url + path, { method, headers, body, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`status ${response.status}: ${text.slice(0, 300)}`);
  return comparable(text);
}

/**
 * Closed loop: each of the connections sends the next request when it has the response.
 * @returns the number of requests and the rate per second. @throws Error when any request fails
 */
export async function closedLoop(contender, scenario, options) {
  const { path, method, headers, body } = scenario;
  const url = contender.url + path;
  const result = await autocannon({ url, method, headers, body, connections, timeout: 10, ...options });
  const { non2xx, errors, mismatches, statusCodeStats } = result;
  if (non2xx + errors > 0) throw new Error(`${errors} requests failed; statuses ${JSON.stringify(statusCodeStats)}`);
  if (result['2xx'] === 0) {
    // a short form on a busy machine: measure for longer
    if (options.duration > 10) throw new Error('no response in time');
    return closedLoop(contender, scenario, { ...options, duration: 4 * options.duration });
  }
  if (mismatches > 0) throw new Error(`${mismatches} responses differ`);
  return { requests: result['2xx'], perSecond: result['2xx'] / result.duration };
}

/**
 * Open loop: sends requests at a rate, whether or not earlier ones are answered.
 * @returns the latencies in milliseconds, without those of the first tenth, in which connections open
 * @throws Error when any request fails
 */
export async function openLoop({ url }, { path, method, headers, body }, { perSecond, seconds }) {
  const agent = new Agent({ pipelining: 1 });
  const total = Math.ceil(perSecond * seconds);
  const sent = [];
  const send = async () => {
    const began = performance.now();
    const response = await agent.request({ origin: url, path, method, headers, body });
    await response.body.arrayBuffer();
    if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
    return performance.now() - began;
  };
  try {
    const began = performance.now();
    while (sent.length < total) {
      const due = Math.min(total, Math.ceil(((performance.now() - began) / 1_000) * perSecond));
      while (sent.length < due) sent.push(send());
      await wait(1);
    }
    return (await Promise.all(sent)).slice(Math.floor(total / 10));
  } finally {
    // a request that failed has been reported; the others are not waited for
    await Promise.allSettled(sent);
    await agent.destroy();
  }
}

/** Waits until the server has finished work that follows responses. @returns its CPU time so far, in microseconds */
async function cpuWhenIdle(contender) {
  for (let before = await contender.ask('cpu'), tries = 0; ; tries += 1) {
    await wait(50);
    const now = await contender.ask('cpu');
    if (now - before < 5_000 || tries === 30) return now;
    before = now;
  }
}

/**
 * Measures all contenders in turn, so that a disturbance of the machine affects all.
 * @param expected the response in comparable form
 * @returns for each: rate and CPU microseconds per request of every round, or the error that ended it
 */
export async function measureThroughput(contenders, scenario, { seconds, rounds, expected }) {
  const figures = new Map([...contenders.keys()].map((name) => [name, { rates: [], cpu: [] }]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, contender] of contenders) {
      const own = figures.get(name);
      if (own.error) continue;
      try {
        if (round < 0) {
          // also checks the responses once the server is warm
          const verifyBody = (body) => scenario.comparable(body) === expected;
          await closedLoop(contender, scenario, { duration: 2 * seconds, verifyBody });
          continue;
        }
        const before = await cpuWhenIdle(contender);
        const { requests, perSecond } = await closedLoop(contender, scenario, { duration: seconds });
        own.rates.push(perSecond);
        own.cpu.push(((await cpuWhenIdle(contender)) - before) / requests);
      } catch (error) {
        own.error = error.message;
      }
    }
  }
  return figures;
}
