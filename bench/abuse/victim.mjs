// Measures what an attack costs the server, and what another tenant notices of it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from '../contenders/processes.mjs';
import { quantile } from '../soak/meter.mjs';

const password = 'bench-abuse';
const basic = (user) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const json = { 'content-type': 'application/json', accept: 'application/json' };

/** Headers of a client that is not signed in. */
export const anonymous = json;
/** Headers of the attacker, in one account, and of the victim, in another. */
export const attacker = { ...json, authorization: basic('manager@acme.test') };
export const victim = { ...json, authorization: basic('manager@globex.test') };

const pauseMs = 20;
const query = '{sessions(first:25){totalCount nodes{id displayName callState members{identity}}}}';

/** Sends a GraphQL operation. @throws Error if the response has errors */
export async function graphql(url, headers, operation, variables = {}) {
  const body = JSON.stringify({ query: operation, variables });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`${response.status} ${errors[0].message}`);
  return data;
}

/**
 * Starts the built server with a new embedded database and the demo users, and stops it after `use`.
 * @param env settings; the defaults apply otherwise
 */
export async function withServer(env, use) {
  const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-abuse-'));
  const server = await startServer({ env: { DATA_DIR: dataDir, DEMO_PASSWORD: password, ...env } });
  try {
    return await use(server);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/**
 * Sends requests as three clients until the signal aborts.
 * @param send sends the request with this number and returns its outcome; each client counts from its first number
 * @returns the number of requests by outcome
 */
export async function flood(signal, send) {
  const outcomes = {};
  const client = async (first) => {
    for (let number = first; !signal.aborted; number += 1) {
      const outcome = await send(number);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  };
  await Promise.all([client(0), client(2), client(4)]);
  return outcomes;
}

/** Sends a request and reads its response. @returns its status */
export async function statusOf(url, request) {
  const response = await fetch(url, request);
  await response.arrayBuffer();
  return response.status;
}

/**
 * Lists sessions as the victim, one request after the other, for some seconds.
 * @returns latencies in milliseconds, failed requests, and the CPU time of the server as a share of one core
 */
export async function measureVictim({ url, ask }, seconds) {
  const latencies = [];
  let failed = 0;
  const cpuBefore = await ask('cpu');
  const began = performance.now();
  while (performance.now() - began < seconds * 1_000) {
    const sent = performance.now();
    await graphql(url, victim, query).catch(() => (failed += 1));
    latencies.push(performance.now() - sent);
    await wait(pauseMs);
  }
  const elapsedMs = performance.now() - began;
  return {
    requests: latencies.length,
    failed,
    'p50, ms': +quantile(latencies, 0.5).toFixed(1),
    'p95, ms': +quantile(latencies, 0.95).toFixed(1),
    'CPU, cores': +(((await ask('cpu')) - cpuBefore) / 1_000 / elapsedMs).toFixed(2),
  };
}
