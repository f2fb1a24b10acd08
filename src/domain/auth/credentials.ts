import type { IncomingHttpHeaders } from 'node:http';
import { isApiKey } from './api-key.ts';

export interface PasswordCredentials {
  readonly userName: string;
  readonly password: string;
}

/** An API key, and whether it came as the user name of Basic: a wrong one is answered differently there. */
export interface PresentedKey {
  readonly key: string;
  readonly asBasic: boolean;
}

/** What a request brings along to say who sends it. A password counts before a key, and either before a cookie. */
export interface Credentials {
  readonly basic: PasswordCredentials | null;
  readonly apiKey: PresentedKey | null;
  /** The value of the sign-in cookie. */
  readonly token: string | null;
}

type Cookies = Readonly<Record<string, string | undefined>>;

/** ServiceStack's cookies: `ss-id` ends with the browser, `ss-pid` may stay, and `ss-opt` says which of the two is meant. */
export const cookieNames = { session: 'ss-id', permanent: 'ss-pid', option: 'ss-opt' } as const;

/** What overrules them. */
const headerNames = { session: 'x-ss-id', permanent: 'x-ss-pid', option: 'x-ss-opt' } as const;

/** Reads who sends a request from its `Authorization`, `X-Api-Key` and cookies; `X-ss-id` and its like overrule the cookies. */
export function credentialsOf(headers: IncomingHttpHeaders, cookies: Cookies): Credentials {
  const { basic, apiKey } = authorizationOf(headers.authorization);
  const ownHeader = textOf(headers['x-api-key']);
  return {
    basic,
    apiKey: apiKey ?? (ownHeader && !basic ? { key: ownHeader, asBasic: false } : null),
    token: tokenOf((name) => textOf(headers[headerNames[name]]) ?? cookies[cookieNames[name]]),
  };
}

/** An empty cookie is none: some clients go on sending the name of one that was taken away. */
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
