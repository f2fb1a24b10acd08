import { memoize } from '../../common/caching/memoize.ts';

/** The length from which passwords are accepted. */
export const minPasswordLength = 8;

const count = 10_000;

/**
 * The most common passwords among those that are long enough, in lower case. They are loaded at the first use, because
 * most servers never set a password.
 */
const commonPasswords = memoize(async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  // ordered by frequency
  const longEnough = dictionary['passwords-common'].filter((password) => password.length >= minPasswordLength);
  return new Set(longEnough.slice(0, count));
});

/** Whether a password is one of the 10,000 most common ones, in any case and Unicode form. */
export async function isCommonPassword(password: string): Promise<boolean> {
  return (await commonPasswords()).has(password.normalize('NFKC').toLowerCase());
}
