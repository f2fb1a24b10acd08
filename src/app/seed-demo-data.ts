import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../common/time/clock.ts';
import { hashPassword } from '../domain/auth/passwords.ts';
import { demoContent } from '../domain/directory/demo-content.ts';
import type { DirectorySeeder } from '../domain/directory/repository.ts';
import type { Config } from './config.ts';

/** Fills an empty database with the demo data. @returns the demo users' password, `null` when nothing was created */
export async function seedDemoData(
  seeder: DirectorySeeder,
  options: NonNullable<Config['demo']>,
  clock: Clock,
): Promise<string | null> {
  if (!(await seeder.isEmpty())) return null;
  const password = options.password ?? (await generatedPassword(options.dataDir));
  await seeder.insert(await demoContent(clock.now(), () => hashPassword(password)));
  return password;
}

/** The password of an earlier start cut short counts: what was printed once must stay true. */
async function generatedPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'demo-password');
  const earlier = await readFile(file, 'utf8').catch(() => '');
  if (earlier.trim() !== '') return earlier.trim();
  const password = randomBytes(12).toString('base64url');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}
