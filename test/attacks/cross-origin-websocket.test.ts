import { beforeAll, describe, expect, it } from 'vitest';
import { CreateApiKeyDocument, MeDocument, SignInDocument } from '../operations/operations.generated.ts';
import { Browser } from '../support/browser.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { openSocket, TestSocket } from '../support/live-client.ts';
import { demoUser } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

type Headers = Record<string, string>;

const app = useTestApp({ CORS_ORIGINS: 'https://app.example' });
const host = 'voice.example';
let cookie: Headers;
let key: string;
beforeAll(async () => {
  const browser = new Browser(app.url);
  await browser.send(SignInDocument, demoUser);
  cookie = browser.headers;
  key = (await dataOf(app.url, CreateApiKeyDocument, { name: 'page' }, as('user@acme.test'))).newApiKey.key;
});

describe('a WebSocket of a page of another origin', () => {
  const page = { host, origin: 'https://evil.example' };
  const close = async (headers: Headers, params: Headers) => {
    const socket = new TestSocket(app.url, { headers });
    socket.socket.once('open', () => socket.send({ type: 'connection_init', payload: params }));
    return socket.closed;
  };

  it.each<[what: string, headers: () => Headers, params: () => Headers]>([
    ['cookies', () => cookie, () => ({})],
    ['cookies, and an unused parameter', () => cookie, () => ({ 'X-ss-pid': 'x', authorization: 'x' })],
    ['the password of a Basic dialog', () => as('user@acme.test'), () => ({})],
  ])('is closed if it has %s', async (_what, headers, params) => {
    expect(await close({ ...page, ...headers() }, params())).toEqual({
      code: 4403,
      reason: `Pages of other origins cannot use the sign-in of a browser. List the origin in CORS_ORIGINS, or send an API key.`,
    });
  });

  it.each<[what: string, headers: Headers, params: () => Headers]>([
    ['an API key in its parameters', page, () => ({ authorization: `Bearer ${key}` })],
    ['a password in its parameters', page, () => as('user@acme.test')],
    ['cookies, from a listed origin', { host, origin: 'https://app.example' }, () => ({})],
    ['cookies, from the server', { host, origin: `http://${host}` }, () => ({})],
  ])('stays open with %s', async (_what, headers, params) => {
    const socket = await openSocket(app.url, { headers: { ...headers, ...cookie }, params: params() });
    socket.subscribe('1', '{ me { emailAddress } }');
    expect((await socket.next()).payload).toMatchObject({ data: { me: { emailAddress: 'user@acme.test' } } });
    socket.close();
  });

  it('cannot sign the browser out', async () => {
    const params = { authorization: `Bearer ${key}` };
    const socket = await openSocket(app.url, { headers: { ...page, ...cookie }, params });
    socket.subscribe('1', 'mutation { signOut }');
    expect((await socket.next()).payload.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await send(app.url, MeDocument, {}, cookie)).data?.me?.isAuthenticated).toBe(true);
    socket.close();
  });
});
