import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The connection string of this run: `MONGODB_URI`, or that of an embedded database started for it. */
    mongodbUri: string;
  }
}

/** Starts one database server for the whole run. Each test file uses its own database name. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.MONGODB_URI;
  if (given) {
    project.provide('mongodbUri', given);
    return undefined;
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'voice-sessions-test-'));
  const store = await startEmbeddedMongodb({ dataDir });
  project.provide('mongodbUri', store.uri);
  return async () => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}
