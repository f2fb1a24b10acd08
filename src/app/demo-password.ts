import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';

const fileIn = (dataDir: string): string => join(dataDir, 'demo-password');

/** Reads the generated password of the demo users. @returns `null` if none is saved in this data directory */
export async function readDemoPassword(dataDir: string): Promise<string | null> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '');
  return text.trim() || null;
}

/**
 * Returns the password of demo users that an earlier start created: the generated one or `DEMO_PASSWORD`.
 * The folder of an embedded database has the generated one only if it was used; an external database may have
 * been filled from elsewhere.
 * @returns `null` if it is unknown or there are no demo users
 */
export async function earlierDemoPassword({ demo, store }: Pick<Config, 'demo' | 'store'>): Promise<string | null> {
  if (!demo) return null;
  const generated = await readDemoPassword(demo.dataDir);
  return store.kind === 'embedded' ? (generated ?? demo.password) : (demo.password ?? generated);
}

/** Saves the generated password of the demo users, readable only by the user of this process. */
export async function saveDemoPassword(dataDir: string, password: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(fileIn(dataDir), `${password}\n`, { mode: 0o600 });
}
