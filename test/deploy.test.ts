// Checks the files of deploy/ with the programs that read them. `.ci/run` installs these on Debian.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from './support/database.ts';
import { readEvents } from './support/event-stream.ts';
import { as } from './support/graphql-client.ts';
import { openSocket } from './support/live-client.ts';
import { freePort, hasProgram, startCaddy, startNginx } from './support/reverse-proxies.ts';
import { endProcess, startProcess } from './support/start-process.ts';
import { demoPassword } from './support/start-test-app.ts';

it.skipIf(!hasProgram('promtool'))('promtool accepts the alert rules, which name metrics of the server', async () => {
  const file = 'deploy/prometheus/alerts.yaml';
  const { status, stdout } = spawnSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
  expect(status, stdout).toBe(0);
  const documented = await readFile('docs/operations.md', 'utf8');
  const rules = await readFile(file, 'utf8');
  const names = rules.match(/voice_sessions_\w+?(?=_bucket|_count|\b)/g) ?? [];
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(documented).toContain(name);
});

it('the dashboard shows metrics that are documented', async () => {
  const documented = await readFile('docs/operations.md', 'utf8');
  const dashboard = await readFile('deploy/grafana/voice-sessions.json', 'utf8');
  const names = new Set(dashboard.match(/voice_sessions_\w+?(?=_bucket|_count|\b)/g));
  expect(names.size).toBe(11);
  for (const name of names) {
    const [, end = ''] = /^voice_sessions_(.+)$/.exec(name) ?? [];
    expect(
      documented.includes(name) || documented.includes(`…_${end}`) || documented.includes(`…_${end.split('_').at(-1)}`),
      name,
    ).toBe(true);
  }
});

it.skipIf(!hasProgram('systemd-analyze'))('systemd accepts the unit', () => {
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', 'deploy/systemd/voice-sessions.service'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

it.skipIf(!hasProgram('nginx'))('nginx accepts its configuration', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'voice-sessions-nginx-'));
  const site = join(process.cwd(), 'deploy/nginx/voice-sessions.conf');
  await writeFile(join(folder, 'nginx.conf'), `pid ${folder}/pid; events {} http { access_log off; include ${site}; }`);
  const { status, stderr } = spawnSync('nginx', ['-t', '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'log')], {
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  await rm(folder, { recursive: true });
});

describe.each<[program: string, start: typeof startNginx]>([
  ['caddy', startCaddy],
  ['nginx', startNginx],
])('behind %s', { timeout: 120_000 }, (program, startProxy) => {
  it.skipIf(!hasProgram(program))('no request fails while the servers are replaced one after the other', async () => {
    const ports = [await freePort(), await freePort()] as const;
    const env = {
      MONGODB_URI: freshDatabase().uri,
      SEED_DEMO: '1',
      DEMO_PASSWORD: demoPassword,
      MAX_DELAY_MS: '0',
      SHUTDOWN_DELAY_SECONDS: '2',
      TRUST_PROXY: '1',
    };
    const servers = [
      await startProcess({ ...env, PORT: `${ports[0]}` }),
      await startProcess({ ...env, PORT: `${ports[1]}` }),
    ];
    const proxy = await startProxy(ports);
    const statuses = new Map<number | string, number>();
    const load = startLoad(proxy.url, statuses);
    try {
      await expectEvents(proxy.url);
      for (const [at, port] of ports.entries()) {
        const server = servers[at];
        if (server) expect(await endProcess(server, 'SIGTERM')).toBe(0);
        servers[at] = await startProcess({ ...env, PORT: `${port}` });
        // the proxy has to notice that the server is back before the next one stops
        await wait(1_000);
      }
      expect((await fetch(`${proxy.url}/metrics`)).status).toBe(404);
    } finally {
      await load.stop();
      await proxy.stop();
      for (const server of servers) await endProcess(server, 'SIGKILL');
    }
    expect([...statuses.keys()]).toEqual([200]);
    expect(statuses.get(200)).toBeGreaterThan(50);
  });
});

/** Expects the next events over both transports. The load creates sessions all the time. */
async function expectEvents(url: string): Promise<void> {
  const socket = await openSocket(url);
  socket.watch('events');
  expect(await socket.events('events', 2)).toHaveLength(2);
  socket.close();
  const body = JSON.stringify({ query: 'subscription { sessionEvents { kind } }' });
  const headers = { ...as('user@acme.test'), 'content-type': 'application/json', accept: 'text/event-stream' };
  const stream = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  for await (const { event, data } of readEvents(stream)) {
    expect(event).toBe('next');
    expect(data).toEqual({ data: { sessionEvents: { kind: 'SessionCreated' } } });
    break;
  }
}

/** Sends reads and creates from several clients, and counts statuses and failures, until it is stopped. */
function startLoad(url: string, statuses: Map<number | string, number>) {
  let isStopping = false;
  const headers = { ...as('user@acme.test'), 'content-type': 'application/json', accept: 'application/json' };
  const clients = Array.from({ length: 4 }, async (_, at) => {
    while (!isStopping) {
      const request = at % 2 === 0 ? {} : { method: 'POST', body: '{"channel":"Chat"}' };
      const outcome = await fetch(`${url}/sessions`, { headers, ...request }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        (error: Error) => String(error.cause ?? error),
      );
      statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1);
      await wait(10);
    }
  });
  return {
    async stop() {
      isStopping = true;
      await Promise.all(clients);
    },
  };
}
