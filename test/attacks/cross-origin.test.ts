import { beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { CreateApiKeyDocument, MeDocument, SignInDocument } from '../operations/operations.generated.ts';
import { Browser } from '../support/browser.ts';
import { directly } from '../support/direct-store.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { type RawRequest, sendRaw } from '../support/raw-request.ts';
import { demoUser } from '../support/rest-client.ts';
import { startTestApp } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';

type Headers = Record<string, string>;

const app = useTestApp({ CORS_ORIGINS: 'https://app.example', TRUST_PROXY: '127.0.0.1' });
const host = 'voice.example';
let cookie: Headers;
let key: string;
beforeAll(async () => {
  const browser = new Browser(app.url);
  await browser.send(SignInDocument, demoUser);
  cookie = browser.headers;
  key = (await dataOf(app.url, CreateApiKeyDocument, { name: 'page' }, as('user@acme.test'))).newApiKey.key;
});

/** What a browser reports of a page of another origin. */
const foreign: readonly [what: string, headers: Headers][] = [
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['another origin of the same site', { 'sec-fetch-site': 'same-site', origin: `https://other.${host}` }],
  ['another site, without Origin', { 'sec-fetch-site': 'cross-site' }],
  ['another site, by Origin alone', { origin: 'https://evil.example' }],
  ['another port, by Origin alone', { origin: `https://${host}:8443` }],
  ['HTTP, by Origin alone', { origin: `http://${host}`, 'x-forwarded-proto': 'https' }],
  ['a sandboxed frame, by Origin alone', { origin: 'null' }],
  ['a redirect of another site', { 'sec-fetch-site': 'cross-site', origin: `https://${host}` }],
  ['a prefix of a listed origin', { 'sec-fetch-site': 'cross-site', origin: 'https://app.exampl' }],
];

const jsonType = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const graphql = (query: string): RawRequest => ({
  method: 'POST',
  target: '/graphql',
  headers: jsonType,
  body: JSON.stringify({ query }),
});

const requests: readonly [what: string, request: RawRequest][] = [
  ['POST with JSON', { method: 'POST', target: '/sessions', headers: jsonType, body: '{"channel":"Chat"}' }],
  ['a form', { method: 'POST', target: '/sessions', headers: form, body: 'channel=Chat' }],
  [
    'a form that opens a page',
    {
      method: 'POST',
      target: '/sessions',
      headers: { ...form, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      body: 'channel=Chat',
    },
  ],
  ['text/plain', { method: 'POST', target: '/sessions', headers: { 'content-type': 'text/plain' }, body: '{}' }],
  ['an empty POST', { method: 'POST', target: '/sessions?channel=Chat', headers: {} }],
  ['PATCH', { method: 'PATCH', target: `/sessions/${demoIds.acme}`, headers: jsonType, body: '{}' }],
  ['DELETE', { method: 'DELETE', target: `/apikeys/${demoIds.acme}`, headers: {} }],
  [
    'a method override in a header',
    { method: 'POST', target: `/apikeys/${demoIds.acme}`, headers: { 'x-http-method-override': 'DELETE' } },
  ],
  [
    'a method override in a form',
    { method: 'POST', target: `/apikeys/${demoIds.acme}`, headers: form, body: 'X-Http-Method-Override=DELETE' },
  ],
  [
    'a method override in a query string',
    { method: 'POST', target: `/apikeys/${demoIds.acme}?X-Http-Method-Override=DELETE`, headers: {} },
  ],
  ['a batch', { method: 'POST', target: '/json/reply/NewSession[]', headers: jsonType, body: '[{"channel":"Chat"}]' }],
  ['GET', { method: 'GET', target: '/sessions', headers: {} }],
  ['HEAD', { method: 'HEAD', target: '/sessions', headers: {} }],
  ['JSONP', { method: 'GET', target: '/sessions?callback=steal', headers: {} }],
  ['CSV', { method: 'GET', target: '/sessions?format=csv', headers: {} }],
  ['a pre-defined route', { method: 'GET', target: '/api/ListSessions', headers: {} }],
  ['GET /auth/status', { method: 'GET', target: '/auth/status', headers: {} }],
  ['GET /auth/logout', { method: 'GET', target: '/auth/logout', headers: {} }],
  ['a mutation', graphql('mutation { newSession(input: { channel: Chat }) { id } }')],
  ['a query', graphql('{ me { id } }')],
  [
    'GraphQL by GET',
    { method: 'GET', target: '/graphql?query={me{id}}', headers: { 'apollo-require-preflight': '1' } },
  ],
  [
    'an event stream',
    {
      method: 'GET',
      target: '/graphql?query=subscription{sessionEvents{id}}',
      headers: { accept: 'text/event-stream' },
    },
  ],
];

function fromPage(request: RawRequest, headers: Headers): ReturnType<typeof sendRaw> {
  return sendRaw(app.url, {
    ...request,
    headers: { host, accept: 'application/json', ...request.headers, ...headers },
  });
}

const counts = () =>
  directly(app.database, (db) =>
    Promise.all(['sessions', 'apiKeys', 'signIns'].map((name) => db.collection(name).countDocuments())),
  );
const isSignedIn = async () => (await send(app.url, MeDocument, {}, cookie)).data?.me?.isAuthenticated;

const sameSite = foreign[1]?.[1] ?? {};
const list: RawRequest = { method: 'GET', target: '/sessions', headers: {} };
const sentence = 'Pages of other origins cannot use the sign-in of a browser.';

describe('a page of another origin cannot use the cookies of a browser', () => {
  it.each(requests)('by %s', async (what, request) => {
    const before = await counts();
    const { status, text, headers } = await fromPage(request, { ...sameSite, ...cookie });
    expect(status).toBe(403);
    if (what !== 'HEAD') expect(text).toContain(sentence);
    expect(text).not.toContain('steal');
    expect(headers['set-cookie']).toBeUndefined();
    expect(await counts()).toEqual(before);
    expect(await isSignedIn()).toBe(true);
  });

  it.each(foreign)('from %s', async (_what, page) => {
    const rest = await fromPage(list, { ...page, ...cookie });
    expect(rest).toMatchObject({ status: 403 });
    expect(JSON.parse(rest.text).responseStatus).toMatchObject({
      errorCode: 'CrossOriginRequest',
      message: `${sentence} List the origin in CORS_ORIGINS, or send an API key.`,
    });
    const { status, text } = await fromPage(graphql('{ me { id } }'), { ...page, ...cookie });
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([403, 'CROSS_ORIGIN_REQUEST']);
  });

  it.each([
    ['the password of a Basic dialog', () => as('user@acme.test')],
    ['an API key in a Basic dialog', () => as(key, '')],
  ])('or %s', async (_what, headers) => {
    expect(await fromPage(list, { ...sameSite, ...headers() })).toMatchObject({ status: 403 });
  });

  it('although it adds credentials that are not used', async () => {
    for (const more of [{ authorization: 'Digest x' }, { 'x-ss-opt': 'temp' }, { 'x-ss-pid': 'x' }] as Headers[]) {
      expect(await fromPage(list, { ...sameSite, ...cookie, ...more })).toMatchObject({ status: 403 });
    }
  });
});

describe('a page of another origin cannot sign a browser in or out', () => {
  const body = new URLSearchParams({ ...demoUser, rememberMe: 'true' }).toString();
  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

  it.each(foreign)('%s', async (_what, page) => {
    const before = await counts();
    const request = { method: 'POST', target: '/auth/credentials', headers: form, body };
    const { status, headers, text } = await fromPage(request, { ...page, ...navigation });
    expect([status, text.includes(sentence), headers['set-cookie']]).toEqual([403, true, undefined]);
    const { text: signIn } = await fromPage(
      graphql(`mutation { signIn(userName: "user@acme.test", password: "${demoUser.password}") { id } }`),
      page,
    );
    expect(JSON.parse(signIn).errors).toMatchObject([{ extensions: { code: 'CROSS_ORIGIN_REQUEST' } }]);
    expect(await counts()).toEqual(before);
  });

  it('by a link', async () => {
    const request = { method: 'GET', target: '/auth/logout', headers: navigation };
    expect(await fromPage(request, { 'sec-fetch-site': 'cross-site', ...cookie })).toMatchObject({ status: 403 });
    expect(await isSignedIn()).toBe(true);
  });
});

describe('the sign-in of a browser is accepted', () => {
  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };
  it.each<[who: string, headers: Headers]>([
    ['a page of the server', { 'sec-fetch-site': 'same-origin', origin: `https://${host}` }],
    [
      'a page of the server behind a proxy that changes Host',
      { 'sec-fetch-site': 'same-origin', origin: 'https://a.b' },
    ],
    ['a page of the server, by Origin alone', { origin: `http://${host}` }],
    ['a page of the server behind an unknown proxy', { origin: `https://${host}` }],
    [
      'a page of the server behind a trusted proxy',
      { origin: 'https://outside.example', 'x-forwarded-host': 'outside.example', 'x-forwarded-proto': 'https' },
    ],
    ['a listed origin of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://app.example' }],
    ['a listed origin of the same site', { 'sec-fetch-site': 'same-site', origin: 'https://app.example' }],
    ['a listed origin, by Origin alone', { origin: 'https://app.example' }],
    ['the address bar', { 'sec-fetch-site': 'none', ...navigation }],
    ['a link of another site', { 'sec-fetch-site': 'cross-site', ...navigation }],
    ['a client that is not a browser', {}],
  ])('from %s', async (_who, headers) => {
    expect(await fromPage(list, { ...headers, ...cookie })).toMatchObject({ status: 200 });
    expect(await fromPage(list, { ...headers, ...as('user@acme.test') })).toMatchObject({ status: 200 });
  });

  it.each<[what: string, headers: Headers]>([
    ['a frame', { ...navigation, 'sec-fetch-dest': 'iframe' }],
    ['an image', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['a script', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }],
  ])('but not in %s of another site', async (_what, headers) => {
    expect(await fromPage(list, { 'sec-fetch-site': 'cross-site', ...headers, ...cookie })).toMatchObject({
      status: 403,
    });
  });

  it('shows the home page after a click on a link of another site', async () => {
    const request = { method: 'GET', target: '/', headers: navigation };
    const { status, text } = await fromPage(request, { 'sec-fetch-site': 'cross-site', ...cookie });
    expect([status, text.includes('user@acme.test')]).toEqual([200, true]);
  });

  it('signs in a listed origin', async () => {
    const body = JSON.stringify(demoUser);
    const request = { method: 'POST', target: '/auth/credentials', headers: jsonType, body };
    const { status, headers } = await fromPage(request, { origin: 'https://app.example' });
    expect([status, headers['set-cookie']?.length]).toEqual([200, 3]);
  });
});

describe('credentials that a page must know are accepted from every origin', () => {
  it.each<[what: string, headers: () => Headers]>([
    ['a bearer token', () => ({ authorization: `Bearer ${key}` })],
    ['X-Api-Key', () => ({ 'x-api-key': key })],
    ['X-ss-id', () => ({ 'x-ss-id': /ss-id=([^;]+)/.exec(cookie.cookie ?? '')?.[1] ?? '' })],
    ['a bearer token next to cookies', () => ({ authorization: `Bearer ${key}`, ...cookie })],
  ])('%s', async (_what, headers) => {
    expect(await fromPage(list, { ...sameSite, ...headers() })).toMatchObject({ status: 200 });
  });
});

it('charges refused requests to the address', async () => {
  const small = await startTestApp({ RATE_LIMIT_ADDRESS: '2' });
  try {
    const refused = () => sendRaw(small.url, { ...list, headers: { ...sameSite, cookie: 'ss-id=x' } });
    expect((await Promise.all([refused(), refused()])).map(({ status }) => status)).toEqual([403, 403]);
    expect(await refused()).toMatchObject({ status: 429 });
  } finally {
    await small.close();
  }
});
