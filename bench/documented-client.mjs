import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';

/** The client of docs/live-events.md, which is TypeScript, made ready to run. @returns its `followSessionEvents` */
export async function documentedClient() {
  const directory = await mkdtemp(join(import.meta.dirname, '../dist/client-'));
  try {
    const file = join(directory, 'live-client.mjs');
    await build({ input: 'docs/examples/live-client.ts', platform: 'node', output: { file }, logLevel: 'warn' });
    return (await import(pathToFileURL(file))).followSessionEvents;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
