import type { Config } from './config.ts';

export interface StartupMessageOptions {
  readonly url: string;
  /** Password of the demo users; `null` if it is unknown or there are none. */
  readonly password: string | null;
}

/** Formats what a developer needs after a start, in three lines: the address, a user to sign in as, the first pages. */
export function startupMessage(
  { demo, playground }: Pick<Config, 'demo' | 'playground'>,
  { url, password }: StartupMessageOptions,
): string {
  const pages = [...(playground ? [`${url}/graphql (playground)`] : []), `${url}/console (console)`];
  return [
    `Listening on ${url}`,
    demo
      ? `Sign in as user@acme.test or admin@acme.test with the password ${password ?? 'of the first start'}`
      : 'Sign in as a user of this database; SEED_DEMO=1 creates demo users in an empty one',
    `Open ${pages.join(' or ')}`,
    '',
  ].join('\n');
}
