import { randomBytes } from 'node:crypto';
import type { Clock } from '../common/time/clock.ts';
import { hashPassword } from '../domain/auth/passwords.ts';
import { demoContent } from '../domain/directory/demo-content.ts';
import type { DirectorySeeder } from '../domain/directory/repository.ts';
import type { Config } from './config.ts';
import { readDemoPassword, saveDemoPassword } from './demo-password.ts';

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
  const earlier = await readDemoPassword(dataDir);
  if (earlier) return earlier;
  const password = randomBytes(12).toString('base64url');
  await saveDemoPassword(dataDir, password);
  return password;
}
