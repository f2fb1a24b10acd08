import type { IncomingHttpHeaders } from 'node:http';
import { isApiKey } from './api-key.ts';

export interface PasswordCredentials {
  readonly userName: string;
  readonly password: string;
}

/**
 * An API key, and whether it was sent as the user name of Basic authentication, where an invalid key gets another
 * error.
 */
export interface PresentedKey {
  readonly key: string;
  readonly asBasic: boolean;
}

/** The credentials of a request. A password takes precedence over an API key, and both over a cookie. */
export interface Credentials {
  readonly basic: PasswordCredentials | null;
  readonly apiKey: PresentedKey | null;
  /** The value of the sign-in cookie. */
  readonly token: string | null;
}

type Cookies = Readonly<Record<string, string | undefined>>;

/**
 * ServiceStack's cookies: `ss-id` lasts for the browser session, `ss-pid` is permanent, `ss-opt` selects one of them.
 */
export const cookieNames = { session: 'ss-id', permanent: 'ss-pid', option: 'ss-opt' } as const;

/** Headers that override the cookies. */
const headerNames = { session: 'x-ss-id', permanent: 'x-ss-pid', option: 'x-ss-opt' } as const;

/**
 * Reads the credentials from `Authorization`, `X-Api-Key` and cookies. The headers `X-ss-id`, `X-ss-pid` and `X-ss-opt`
 * override the cookies.
 */
export function credentialsOf(headers: IncomingHttpHeaders, cookies: Cookies): Credentials {
  const { basic, apiKey } = authorizationOf(headers.authorization);
  const ownHeader = textOf(headers['x-api-key']);
  return {
    basic,
    apiKey: apiKey ?? (ownHeader && !basic ? { key: ownHeader, asBasic: false } : null),
    token: tokenOf((name) => textOf(headers[headerNames[name]]) ?? cookies[cookieNames[name]]),
  };
}

/**
 * Returns the sign-in token. An empty cookie counts as absent, because some clients keep sending a removed cookie
 * without its value.
 */
function tokenOf(sent: (name: keyof typeof cookieNames) => string | undefined): string | null {
  const session = sent('session') || null;
  const permanent = sent('permanent') || null;
  return sent('option') === 'perm' ? (permanent ?? session) : (session ?? permanent);
}

function authorizationOf(header: string | undefined): Pick<Credentials, 'basic' | 'apiKey'> {
  const [, scheme = '', value = ''] = /^(\w+) +(\S+) *$/.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return { basic: null, apiKey: { key: value, asBasic: false } };
  if (scheme.toLowerCase() !== 'basic') return { basic: null, apiKey: null };
  const basic = basicOf(value);
  const isKey = basic.password === '' && isApiKey(basic.userName);
  return isKey ? { basic: null, apiKey: { key: basic.userName, asBasic: true } } : { basic, apiKey: null };
}

function basicOf(encoded: string): PasswordCredentials {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon === -1) return { userName: text, password: '' };
  return { userName: text.slice(0, colon), password: text.slice(colon + 1) };
}

function textOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && header !== '' ? header : null;
}
