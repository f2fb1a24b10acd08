import { createHmac, randomBytes } from 'node:crypto';
import { isPassword } from '../../dist/domain/auth/passwords.js';

const cacheTtlMs = 4_000;

/** Checks Basic as voice-sessions does: verified passwords are cached by a keyed digest, users for a few seconds. */
export function createAuth(findUser) {
  const key = randomBytes(32);
  const verified = new Map();
  return async (authorization) => {
    const text = Buffer.from(authorization.slice('Basic '.length), 'base64').toString();
    const digest = createHmac('sha256', key).update(text).digest('base64');
    const known = verified.get(digest);
    if (known && known.until > Date.now()) return known.user;
    const colon = text.indexOf(':');
    const user = await findUser(text.slice(0, colon));
    const isRight =
      known?.user.passwordHash === user?.passwordHash || (await isPassword(user?.passwordHash, text.slice(colon + 1)));
    if (!user || !isRight) return null;
    verified.set(digest, { user, until: Date.now() + cacheTtlMs });
    return user;
  };
}
