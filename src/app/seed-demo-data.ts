import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../common/time/clock.ts';
import { hashPassword } from '../domain/auth/passwords.ts';
import { demoContent } from '../domain/directory/demo-content.ts';
import type { DirectorySeeder } from '../domain/directory/repository.ts';
import type { Config } from './config.ts';

/**
 * Inserts the demo data into an empty database.
 * @returns the password of the demo users; `null` if nothing was created
 */
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

/**
 * Reads the password that an interrupted earlier start saved, or else generates and saves one.
 * A password that was printed once must stay valid.
 */
async function generatedPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'demo-password');
  const earlier = await readFile(file, 'utf8').catch(() => '');
  if (earlier.trim() !== '') return earlier.trim();
  const password = randomBytes(12).toString('base64url');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}
