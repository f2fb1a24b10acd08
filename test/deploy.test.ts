// Checks the files of deploy/ with the programs that read them. `.ci/run` installs these on Debian.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from './support/database.ts';
import { as } from './support/graphql-client.ts';
import { endProcess, startProcess } from './support/start-process.ts';
import { demoPassword } from './support/start-test-app.ts';

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;

it.skipIf(!has('promtool'))('promtool accepts the alert rules, which name metrics of the server', async () => {
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

it.skipIf(!has('systemd-analyze'))('systemd accepts the unit', () => {
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', 'deploy/systemd/voice-sessions.service'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

it.skipIf(!has('nginx'))('nginx accepts its configuration', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'voice-sessions-nginx-'));
  const site = join(process.cwd(), 'deploy/nginx/voice-sessions.conf');
  await writeFile(join(folder, 'nginx.conf'), `pid ${folder}/pid; events {} http { access_log off; include ${site}; }`);
  const { status, stderr } = spawnSync('nginx', ['-t', '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'log')], {
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  await rm(folder, { recursive: true });
});

describe.skipIf(!has('caddy'))('behind Caddy', { timeout: 120_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voice-sessions-caddy-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('no request fails while the servers are replaced one after the other', async () => {
    const [first, second, front] = [await freePort(), await freePort(), await freePort()];
    const env = {
      MONGODB_URI: freshDatabase().uri,
      SEED_DEMO: '1',
      DEMO_PASSWORD: demoPassword,
      MAX_DELAY_MS: '0',
      SHUTDOWN_DELAY_SECONDS: '2',
      TRUST_PROXY: '1',
    };
    const servers = [
      await startProcess({ ...env, PORT: `${first}` }),
      await startProcess({ ...env, PORT: `${second}` }),
    ];
    const proxy = await startCaddy(folder, { front, servers: [first, second] });
    const statuses = new Map<number | string, number>();
    const load = startLoad(`http://127.0.0.1:${front}`, statuses);
    try {
      for (const [at, port] of [first, second].entries()) {
        const server = servers[at];
        if (server) expect(await endProcess(server, 'SIGTERM')).toBe(0);
        servers[at] = await startProcess({ ...env, PORT: `${port}` });
        // the proxy has to notice that the server is back before the next one stops
        await wait(1_000);
      }
    } finally {
      await load.stop();
      proxy.kill('SIGKILL');
      await once(proxy, 'exit');
      for (const server of servers) await endProcess(server, 'SIGKILL');
    }
    expect([...statuses.keys()]).toEqual([200]);
    expect(statuses.get(200)).toBeGreaterThan(50);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts Caddy in the foreground with the file of deploy/, on other ports and with a shorter interval. */
async function startCaddy(folder: string, ports: { front: number; servers: readonly [number, number] }) {
  const given = await readFile('deploy/caddy/Caddyfile', 'utf8');
  const site = given
    .replace('sessions.example.com', `http://127.0.0.1:${ports.front}`)
    .replace('127.0.0.1:4000', `127.0.0.1:${ports.servers[0]}`)
    .replace('127.0.0.1:4001', `127.0.0.1:${ports.servers[1]}`)
    .replace('health_interval 2s', 'health_interval 200ms');
  const file = join(folder, 'Caddyfile');
  await writeFile(file, `{\n\tadmin off\n\tauto_https off\n}\n${site}`);
  const env = { PATH: process.env.PATH, HOME: folder };
  const caddy = spawn('caddy', ['run', '--config', file], { env, stdio: 'ignore' });
  for (let tries = 0; tries < 200; tries += 1) {
    const isUp = await fetch(`http://127.0.0.1:${ports.front}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return caddy;
    await wait(50);
  }
  throw new Error('caddy did not start');
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
