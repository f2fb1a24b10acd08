import type { IncomingHttpHeaders } from 'node:http';
import { isApiKey } from '../../domain/auth/api-key.ts';
import type { Credentials, PasswordCredentials } from '../../domain/auth/credentials.ts';

type Cookies = Readonly<Record<string, string | undefined>>;

/** ServiceStack's cookies: `ss-id` is a session cookie, `ss-pid` a permanent one, `ss-opt` selects one of the two. */
export const cookieNames = { session: 'ss-id', permanent: 'ss-pid', option: 'ss-opt' } as const;

type CookieName = keyof typeof cookieNames;

/** Headers that take precedence over the cookies. */
const headerNames = { session: 'x-ss-id', permanent: 'x-ss-pid', option: 'x-ss-opt' } as const;

export interface SentCredentials extends Credentials {
  /**
   * The way of the credentials that count, if browsers add them to requests by themselves: a cookie, or what the user
   * typed into the dialog for Basic. `null` for other credentials and without any.
   */
  readonly ambient: 'basic' | 'cookie' | null;
}

/** Reads credentials from `Authorization`, `X-Api-Key`, the headers `X-ss-…` and the cookies. */
export function credentialsOf(headers: IncomingHttpHeaders, cookies: Cookies): SentCredentials {
  const { basic, apiKey: authorized } = authorizationOf(headers.authorization);
  const ownHeader = textOf(headers['x-api-key']);
  const apiKey = authorized ?? (ownHeader && !basic ? { key: ownHeader, asBasic: false } : null);
  const fromHeader = (name: CookieName): string | null => textOf(headers[headerNames[name]]);
  const token = tokenOf((name) => fromHeader(name) ?? cookies[cookieNames[name]]);
  const isCookie = token !== null && token !== fromHeader('session') && token !== fromHeader('permanent');
  const isBasic = basic !== null || apiKey?.asBasic === true;
  return { basic, apiKey, token, ambient: isBasic ? 'basic' : isCookie && apiKey === null ? 'cookie' : null };
}

/** An empty cookie counts as absent: some clients keep sending the name of a deleted one. */
function tokenOf(sent: (name: CookieName) => string | undefined): string | null {
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
