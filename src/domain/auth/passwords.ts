import { hash, verify } from '@node-rs/argon2';

/** OWASP's smallest setting for argon2id, which is the library's own default kind: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Longer ones are refused: they would only cost time. */
const maxPasswordLength = 1_024;

/** @returns an argon2id hash in its own text form, salt and parameters included */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** What an unknown user is compared with. Made at the start: the first unknown user must not take longer than the next. */
const hashOfNobody = hashPassword('nobody has this password');

/** Whether the password belongs to the hash. Without a hash it takes as long and answers `false`. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > maxPasswordLength) return false;
  const matches = await verify(passwordHash ?? (await hashOfNobody), password);
  return passwordHash !== null && matches;
}
