import type { Credentials, PasswordCredentials } from './authenticator.ts';

/** ServiceStack's cookies: `ss-id` ends with the browser, `ss-pid` stays, and `ss-opt` says which of the two is meant. */
export const cookieNames = { session: 'ss-id', permanent: 'ss-pid', option: 'ss-opt' } as const;

/** The cookie value that stands for the sign-in; an empty cookie is none. */
export function tokenOf(cookies: Readonly<Record<string, string | undefined>>): string | null {
  const session = cookies[cookieNames.session] || null;
  const permanent = cookies[cookieNames.permanent] || null;
  return cookies[cookieNames.option] === 'perm' ? (permanent ?? session) : (session ?? permanent);
}

/** Reads who sends a request from its `Authorization` header and cookies. */
export function credentialsOf(
  authorization: string | undefined,
  cookies: Readonly<Record<string, string | undefined>>,
): Credentials {
  return { basic: basicOf(authorization), token: tokenOf(cookies) };
}

function basicOf(authorization: string | undefined): PasswordCredentials | null {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return { userName: text.slice(0, Math.max(colon, 0)), password: text.slice(colon + 1) };
}
