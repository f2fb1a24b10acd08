import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

// each test runs several programs in sequence
vi.setConfig({ testTimeout: 60_000 });

const run = promisify(execFile);
const modules = new URL('../../node_modules', import.meta.url).pathname;

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'voice-sessions-dtos-'));
  // replaces `npm install @servicestack/client` in the folder
  await symlink(modules, join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await app.close();
});

/** Runs a command line tool for client developers in a separate folder. */
async function tool(name: 'typescript-ref' | 'ts-ref' | 'tsc', ...args: string[]): Promise<void> {
  const env = { PATH: process.env.PATH ?? '', SERVICESTACK_TELEMETRY_OPTOUT: '1' };
  await run(join(modules, '.bin', name), args, { cwd: folder, env });
}
const dtos = () => readFile(join(folder, 'dtos.ts'), 'utf8');
const strict = ['--strict', '--target', 'ES2022', '--module', 'NodeNext', '--types', 'node', '--lib', 'ES2022,DOM'];

const program = `import { JsonServiceClient } from '@servicestack/client';
import { FlowChannels, NewSession, type SessionInfo } from './dtos.js';

const [url = '', password = ''] = process.argv.slice(2);
const client = new JsonServiceClient(url);
client.setCredentials('user@acme.test', password);
const session: SessionInfo = await client.post(new NewSession({ channel: FlowChannels.Chat, displayName: 'typed' }));
const all: SessionInfo[] = await client.sendAll([new NewSession(), new NewSession()]);
const refused = await client.api(new NewSession({ customerId: 'nope' }));
console.log(session.channel, session.displayName, all.length, refused.fieldError('customerId')?.errorCode);
`;

it('typescript-ref fetches types that compile strictly and create a session', async () => {
  await tool('typescript-ref', app.url);
  expect(await readdir(folder)).toContain('dtos.ts');
  expect(await dtos()).toContain(`\nBaseUrl: ${app.url}\n`);

  await writeFile(join(folder, 'program.ts'), program);
  await tool('tsc', ...strict, 'program.ts');
  const { stdout } = await run(process.execPath, [join(folder, 'program.js'), app.url, demoPassword]);
  expect(stdout).toBe('Chat typed 2 NotFound\n');
});

it('ts-ref updates a file and keeps its options', async () => {
  await tool('typescript-ref', app.url, 'mine');
  const file = join(folder, 'mine.dtos.ts');
  const fetched = await readFile(file, 'utf8');
  await writeFile(file, fetched.replace('//IncludeTypes: ', 'IncludeTypes: SessionLogInfo'));
  await tool('ts-ref', 'mine.dtos.ts');
  const updated = await readFile(file, 'utf8');
  expect(updated).toContain('\nIncludeTypes: SessionLogInfo\n');
  expect(updated).toContain('export class SessionLogInfo');
  expect(updated).not.toContain('export class NewSession');
  await tool('ts-ref', 'mine.dtos.ts');
  const withoutDate = (text: string): string => text.replace(/\nDate: .*/, '');
  expect(withoutDate(await readFile(file, 'utf8'))).toBe(withoutDate(updated));
});

it('/types/mjs is a module whose classes create and list sessions', async () => {
  const response = await fetch(`${app.url}/types/mjs`);
  await writeFile(join(folder, 'dtos.mjs'), await response.text());
  await writeFile(
    join(folder, 'program.mjs'),
    `import { JsonServiceClient } from '@servicestack/client';
import { FlowChannels, ListSessions, NewSession } from './dtos.mjs';

const [url, password] = process.argv.slice(2);
const client = new JsonServiceClient(url);
client.setCredentials('user@acme.test', password);
const session = await client.api(new NewSession({ channel: FlowChannels.Chat, displayName: 'untyped' }));
const page = await client.api(new ListSessions({ specificIds: [session.response.id], countPerPage: 5 }));
console.log(session.response.channel, page.response.items.length, page.response.items[0].displayName);
`,
  );
  const { stdout } = await run(process.execPath, [join(folder, 'program.mjs'), app.url, demoPassword]);
  expect(stdout).toBe('Chat 1 untyped\n');
});
