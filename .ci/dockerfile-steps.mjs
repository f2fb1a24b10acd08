// Runs the steps of the Dockerfile without Docker: in empty folders, as the user `nobody` when started by root. Then
// starts the result, which this user cannot write, waits for its health check, and stops it.
// Usage: node .ci/dockerfile-steps.mjs [MONGODB_URI]; an embedded database otherwise.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const root = mkdtempSync(join(tmpdir(), 'voice-sessions-image-'));
chmodSync(root, 0o777);
const scratch = join(root, 'scratch');
mkdirSync(scratch);
chmodSync(scratch, 0o777);

/** The files of a commit that .dockerignore leaves in the build context. */
const context = join(root, 'context');
mkdirSync(context);
const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
const included = ignored.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
const excluded = ignored.flatMap((line) => (line.startsWith('**/') ? [`:(exclude,glob)**/${line.slice(3)}/**`] : []));
const files = execFileSync('git', ['ls-files', '-z', '--', ...included, ...excluded], { encoding: 'utf8' }).split('\0');
for (const file of files.filter(Boolean)) cpSync(file, join(context, file));

const instructions = readFileSync('Dockerfile', 'utf8')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .flatMap((line) => [...line.matchAll(/^([A-Z]+) (.+)$/g)])
  .map(([, name, text]) => ({ name, text }));
const stages = {};
let stage = '';
let env = { PATH: process.env.PATH, HOME: scratch };
let healthCheck = [];
let command = [];

/** Where a path of the image is on this machine. */
const placeOf = (path, name = stage) => join(root, name, path.startsWith('/') ? path.slice('/app'.length) : path);

function copy(text) {
  const words = text.split(' ');
  const from = /^--from=(.+)$/.exec(words[0])?.[1];
  const paths = from ? words.slice(1) : words;
  const target = paths.at(-1);
  for (const path of paths.slice(0, -1)) {
    const source = from ? placeOf(path, from) : join(context, path);
    const isInto = target.endsWith('/') && !statSync(source).isDirectory();
    cpSync(source, isInto ? join(placeOf(target), path.split('/').at(-1)) : placeOf(target), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

const steps = {
  FROM: (text) => {
    stage = / AS (\w+)$/.exec(text)?.[1] ?? 'image';
    stages[stage] = join(root, stage);
    env = { PATH: process.env.PATH, HOME: scratch };
    mkdirSync(stages[stage]);
  },
  ENV: (text) => Object.assign(env, Object.fromEntries(text.split(' ').map((pair) => pair.split('=')))),
  COPY: copy,
  RUN: (text) => {
    if (nobody.uid) execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, stages[stage]]);
    execFileSync('sh', ['-c', text], { cwd: stages[stage], env, stdio: 'inherit', ...nobody });
  },
  HEALTHCHECK: (text) => {
    healthCheck = JSON.parse(text.slice(text.indexOf('CMD ') + 4));
  },
  CMD: (text) => {
    command = JSON.parse(text);
  },
};

/** @returns a port that no process listens on */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return String(port);
}

async function startAndStop() {
  execFileSync('chown', ['-R', `${process.getuid()}:${process.getgid()}`, stages[stage]]);
  const uri = process.argv[2] ?? 'embedded';
  const address = { HOST: '127.0.0.1', PORT: await freePort() };
  const settings = { ...env, ...address, MONGODB_URI: uri, DATA_DIR: join(scratch, 'data') };
  const options = { cwd: stages[stage], env: settings, stdio: 'inherit', ...nobody };
  const server = spawn(command[0], command.slice(1), options);
  const exited = once(server, 'exit');
  let isHealthy = false;
  for (let tries = 0; tries < 60 && !isHealthy && server.exitCode === null; tries += 1) {
    const [code] = await once(spawn(healthCheck[0], healthCheck.slice(1), { ...options, stdio: 'ignore' }), 'exit');
    isHealthy = code === 0;
    if (!isHealthy) await wait(500);
  }
  server.kill('SIGTERM');
  const [code] = await exited;
  if (!isHealthy || code !== 0) throw new Error(`healthy: ${isHealthy}, exit code: ${code}`);
  process.stdout.write('the server of the image was healthy and stopped with 0\n');
}

try {
  for (const { name, text } of instructions) steps[name]?.(text);
  await startAndStop();
} finally {
  rmSync(root, { recursive: true, force: true });
}
