// Generates a client with each generator: node generate.mjs URL, the URL of a server that runs.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { generate } from 'orval';

const [url] = process.argv.slice(2);
const run = (name, ...args) =>
  promisify(execFile)(`node_modules/.bin/${name}`, args, {
    // Redocly reports its use and looks for updates otherwise
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });

process.chdir(import.meta.dirname);
await rm('generated', { recursive: true, force: true });
await mkdir('generated');
const input = './generated/openapi.json';
await writeFile(input, await (await fetch(`${url}/openapi.json`)).text());
await run('redocly', 'lint', input, '--max-problems=0', '--format=json').then(({ stdout }) =>
  writeFile('generated/redocly.json', stdout),
);
await generate({ input, output: { target: 'generated/orval.ts', client: 'fetch', baseUrl: url } });
await run('openapi-typescript', input, '-o', 'generated/openapi-typescript.ts');
await run('openapi-ts', '-i', input, '-o', 'generated/hey-api', '--no-log-file');
await run('swagger-typescript-api', 'generate', '-p', input, '-o', 'generated', '-n', 'swagger-typescript-api.ts');
