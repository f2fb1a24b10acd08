import { hash, verify } from '@node-rs/argon2';

/** OWASP's minimum parameters for argon2id, the library's default variant: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Longer passwords are rejected, so that they cannot consume CPU time. */
const maxPasswordLength = 1_024;

/**
 * Returns the form of a password that is hashed: keyboards and systems write the same characters in different code
 * points, such as `é` in one or two.
 */
function normalized(password: string): string {
  return password.normalize('NFKC');
}

/** @returns an argon2id hash in PHC string format, including salt and parameters */
export function hashPassword(password: string): Promise<string> {
  return hash(normalized(password), parameters);
}

/**
 * Hash that passwords of unknown users are compared with. It is computed at startup, so that the first unknown user
 * does not take longer than the next.
 */
const hashOfNobody = hashPassword('nobody has this password');

/** Verifies a password against a hash. Without a hash it takes the same time and returns `false`. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > maxPasswordLength) return false;
  const matches = await verify(passwordHash ?? (await hashOfNobody), normalized(password));
  return passwordHash !== null && matches;
}
