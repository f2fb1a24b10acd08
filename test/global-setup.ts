import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The MongoDB of this run: `MONGODB_URI`, or an embedded store started for it. */
    mongodbUri: string;
  }
}

/** One store for the whole run; test files keep apart by the names of their databases. */
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
