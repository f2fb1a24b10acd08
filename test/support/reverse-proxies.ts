import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A proxy in front of two servers, with the configuration of deploy/ except for ports and intervals. */
export interface ReverseProxy {
  readonly url: string;
  stop(): Promise<void>;
}

type Ports = readonly [first: number, second: number];

export const hasProgram = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** @returns a port that no process listens on */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts Caddy with a shorter interval of its health checks. */
export async function startCaddy(servers: Ports): Promise<ReverseProxy> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'voice-sessions-caddy-'));
  const site = withServers(await readFile('deploy/caddy/Caddyfile', 'utf8'), servers)
    .replace('sessions.example.com', `http://127.0.0.1:${port}`)
    .replace('health_interval 2s', 'health_interval 200ms');
  const file = join(folder, 'Caddyfile');
  await writeFile(file, `{\n\tadmin off\n\tauto_https off\n}\n${site}`);
  const env = { PATH: process.env.PATH, HOME: folder };
  return started(spawn('caddy', ['run', '--config', file], { env, stdio: 'ignore' }), port, folder);
}

/** Starts nginx with a shorter lifetime of its idle connections. */
export async function startNginx(servers: Ports): Promise<ReverseProxy> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'voice-sessions-nginx-'));
  const site = withServers(await readFile('deploy/nginx/voice-sessions.conf', 'utf8'), servers)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('keepalive_timeout 4s', 'keepalive_timeout 1s');
  await writeFile(join(folder, 'site.conf'), site);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((use) => `${use}_temp_path ${folder}/${use};`);
  const file = join(folder, 'nginx.conf');
  const http = `http { access_log off; ${paths.join(' ')} include ${folder}/site.conf; }`;
  await writeFile(file, `pid ${folder}/pid; daemon off; events {} ${http}`);
  return started(spawn('nginx', ['-c', file, '-e', `${folder}/log`], { stdio: 'ignore' }), port, folder);
}

function withServers(configuration: string, [first, second]: Ports): string {
  return configuration.replace('127.0.0.1:4000', `127.0.0.1:${first}`).replace('127.0.0.1:4001', `127.0.0.1:${second}`);
}

async function started(child: ChildProcess, port: number, folder: string): Promise<ReverseProxy> {
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true });
  };
  for (let tries = 0; tries < 200; tries += 1) {
    const isUp = await fetch(`${url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return { url, stop };
    await wait(50);
  }
  await stop();
  throw new Error('the proxy did not start');
}
