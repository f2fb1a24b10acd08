import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  CreateApiKeyDocument,
  CreateSessionDocument,
  ListApiKeysDocument,
  MeDocument,
  RevokeApiKeyDocument,
} from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call, json, responseStatus } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const minute = 60_000;
const clock = new FakeClock(new Date().toISOString());
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, { clock });
});
afterAll(() => app.close());

type Headers = Record<string, string>;

const newKey = async (owner = 'agent@acme.test', expires?: Date) =>
  (await dataOf(app.url, CreateApiKeyDocument, { name: 'test', expires: expires?.toISOString() ?? null }, as(owner)))
    .newApiKey;
const bearer = (key: string): Headers => ({ authorization: `Bearer ${key}` });
const ownHeader = (key: string): Headers => ({ 'x-api-key': key });
const basic = (key: string): Headers => as(key, '');
const ways = { bearer, ownHeader, basic };
const status = (headers: Headers) => call(app.url, 'GET /auth/status', { headers });
const listed = async (owner = 'agent@acme.test') => (await dataOf(app.url, ListApiKeysDocument, {}, as(owner))).apiKeys;
const unknownKey = `ak-${'A'.repeat(43)}`;

describe('API keys over REST', () => {
  it('are created, listed and revoked', async () => {
    const headers = as('agent@acme.test');
    const sent = json({ name: 'REST', expires: new Date(clock.now().getTime() + minute).toISOString() });
    const created = await call(app.url, 'POST /apikeys', { ...sent, headers: { ...sent.headers, ...headers } });
    const { key, apiKey } = JSON.parse(created.text);
    expect(await status(bearer(key))).toMatchObject({ status: 200 });
    const { text } = await call(app.url, 'GET /apikeys', { headers });
    expect(JSON.parse(text).apiKeys[0]).toMatchObject({ id: apiKey.id, name: 'REST' });
    expect(text).not.toContain(key);
    expect((await call(app.url, `DELETE /apikeys/${apiKey.id}`, { headers })).status).toBe(204);
    expect((await status(bearer(key))).status).toBe(403);
  });

  it.each([
    ['GET /apikeys', {}, 401],
    ['POST /apikeys?name=x', {}, 401],
    ['POST /apikeys', as('agent@acme.test'), 400],
    [`DELETE /apikeys/${new ObjectId().toHexString()}`, as('agent@acme.test'), 404],
  ])('%s is refused', async (line, headers, expected) => {
    expect((await call(app.url, line, { headers })).status).toBe(expected);
  });
});

describe('newApiKey', () => {
  it('returns the key once, and stores only its digest', async () => {
    const expires = new Date(clock.now().getTime() + minute);
    const { key, apiKey } = await newKey('agent@acme.test', expires);
    expect(key).toMatch(/^ak-[\w-]{43}$/);
    expect(apiKey).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'test',
      dateCreated: clock.now().toISOString(),
      dateLastUsed: null,
      dateExpires: expires.toISOString(),
      dateRevoked: null,
    });
    expect((await listed())[0]).toEqual(apiKey);
    const stored = await directly(app.database, (db) => db.collection('apiKeys').find().toArray());
    expect(JSON.stringify(stored)).not.toContain(key.slice(3));
    expect(JSON.stringify(app.logged)).not.toContain(key.slice(3));
  });

  it.each([
    [{ name: '' }, [['name', 'NotEmpty']]],
    [{ name: '  ' }, [['name', 'NotEmpty']]],
    [{ name: 'x'.repeat(101) }, [['name', 'MaximumLength']]],
    [{ name: 'a\u0000b' }, [['name', 'RegularExpression']]],
    [{ name: 'x', expires: '2001-01-01T00:00:00Z' }, [['expires', 'GreaterThan']]],
    [
      { name: '', expires: '2001-01-01T00:00:00Z' },
      [
        ['name', 'NotEmpty'],
        ['expires', 'GreaterThan'],
      ],
    ],
  ])('refuses %j', async (variables, issues) => {
    const { errors } = await send(app.url, CreateApiKeyDocument, variables);
    expect(errors[0]?.extensions.errors?.map((issue) => [issue.fieldName, issue.errorCode])).toEqual(issues);
  });

  it.each([
    ['an anonymous caller', {}, 'UNAUTHENTICATED'],
    ['an API key, which could outlive its own revocation', null, 'FORBIDDEN'],
  ])('refuses %s', async (_who, headers, code) => {
    const caller = headers ?? bearer((await newKey()).key);
    const { errors } = await send(app.url, CreateApiKeyDocument, { name: 'x' }, caller);
    expect(errors[0]?.extensions.code).toBe(code);
  });

  it('works for users without any role', async () => {
    const { key } = await newKey('viewer@acme.test');
    const { errors } = await send(app.url, CreateSessionDocument, { input: { channel: 'Voice' } }, bearer(key));
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('apiKeys', () => {
  it('lists only the keys of the caller, newest first', async () => {
    const [first, second] = [
      await newKey('globexuser@globex.test').catch(() => null),
      await newKey('user@globex.test'),
    ];
    expect(first).toBeNull();
    const third = await newKey('user@globex.test');
    expect((await listed('user@globex.test')).map(({ id }) => id)).toEqual([third.apiKey.id, second.apiKey.id]);
  });

  it('refuses an anonymous caller', async () => {
    const { errors } = await send(app.url, ListApiKeysDocument, {}, {});
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe.each(Object.entries(ways))('an API key sent by %s', (way, headersOf) => {
  it('authenticates as its user over GraphQL and REST', async () => {
    const { key } = await newKey();
    const { me } = await dataOf(app.url, MeDocument, {}, headersOf(key));
    expect(me).toMatchObject({ isAuthenticated: true, id: demoIds.agent });
    const { newSession } = await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Fax' } }, headersOf(key));
    expect(newSession.createdBy).toBe(demoIds.agent);
    const request = json({ channel: 'Fax' });
    const answer = await call(app.url, 'POST /sessions', {
      ...request,
      headers: { ...request.headers, ...headersOf(key) },
    });
    expect(JSON.parse(answer.text).createdBy).toBe(demoIds.agent);
  });

  it.each<[string, () => Promise<string>, number, string]>([
    [
      'unknown',
      async () => unknownKey,
      way === 'basic' ? 404 : 401,
      way === 'basic' ? 'API Key does not exist' : 'Invalid API Key',
    ],
    [
      'revoked',
      async () => {
        const { key, apiKey } = await newKey();
        await dataOf(app.url, RevokeApiKeyDocument, { id: apiKey.id }, as('agent@acme.test'));
        return key;
      },
      403,
      'API Key has been cancelled',
    ],
    [
      'expired',
      async () => {
        const { key } = await newKey('agent@acme.test', new Date(clock.now().getTime() + minute));
        expect((await status(headersOf(key))).status).toBe(200);
        clock.advance(minute);
        return key;
      },
      403,
      'API Key has expired',
    ],
  ])('is refused if %s, with or without a cookie', async (_what, keyOf, code, message) => {
    const key = await keyOf();
    const answer = await status({ ...headersOf(key), cookie: 'ss-id=x' });
    const errorCode = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound' }[code];
    expect(answer).toMatchObject({ status: code, statusText: errorCode });
    expect(responseStatus(answer)).toMatchObject({ errorCode, message });
    expect(await send(app.url, MeDocument, {}, headersOf(key))).toMatchObject({ status: code, errors: [{ message }] });
  });
});

describe('an invalid API key', () => {
  it.each([
    ['a bearer token of another kind', bearer('a.b.c')],
    ['a truncated key', bearer(unknownKey.slice(0, -1))],
    ['a key with an extra character', ownHeader(`${unknownKey}A`)],
    ['a MongoDB operator', ownHeader('{"$ne":null}')],
  ])('%s', async (_what, headers) => {
    expect(responseStatus(await status(headers))).toMatchObject({ message: 'Invalid API Key' });
  });

  it.each([
    ['an empty X-Api-Key', { 'x-api-key': '' }],
    ['no scheme', { authorization: unknownKey }],
  ])('%s is ignored', async (_what, headers) => {
    expect(JSON.parse((await status(headers)).text).isAuthenticated).toBe(false);
  });

  it('a password takes precedence over an API key', async () => {
    const { key } = await newKey();
    const answer = await status({ ...as('user@acme.test'), ...ownHeader(key) });
    expect(JSON.parse(answer.text).id).toBe(demoIds.user);
  });
});

describe('revokeApiKey', () => {
  it('invalidates the key immediately', async () => {
    const { key, apiKey } = await newKey();
    expect((await status(bearer(key))).status).toBe(200);
    const { revokeApiKey } = await dataOf(app.url, RevokeApiKeyDocument, { id: apiKey.id }, as('agent@acme.test'));
    expect(revokeApiKey).toMatchObject({ id: apiKey.id, dateRevoked: clock.now().toISOString() });
    expect((await status(bearer(key))).status).toBe(403);
  });

  it('keeps the date of the first revocation', async () => {
    const { apiKey } = await newKey();
    const revoke = () => dataOf(app.url, RevokeApiKeyDocument, { id: apiKey.id }, as('agent@acme.test'));
    const first = await revoke();
    clock.advance(minute);
    expect(await revoke()).toEqual(first);
  });

  it('accepts the key itself as credentials', async () => {
    const { key, apiKey } = await newKey();
    await dataOf(app.url, RevokeApiKeyDocument, { id: apiKey.id }, bearer(key));
    expect((await status(bearer(key))).status).toBe(403);
  });

  it('returns NOT_FOUND for a key of another user, as for an unknown id', async () => {
    const { key, apiKey } = await newKey();
    for (const id of [apiKey.id, 'f'.repeat(24), 'no id']) {
      const { errors } = await send(app.url, RevokeApiKeyDocument, { id }, as('admin@acme.test'));
      const message = `There is no API key "${id}".`;
      expect(errors).toMatchObject([{ message, extensions: { code: 'NOT_FOUND' } }]);
    }
    expect((await status(bearer(key))).status).toBe(200);
  });

  it('in another process invalidates the key within five seconds', async () => {
    const { key, apiKey } = await newKey();
    expect((await status(bearer(key))).status).toBe(200);
    await directly(app.database, (db) =>
      db.collection('apiKeys').updateOne({ _id: new ObjectId(apiKey.id) }, { $set: { dateRevoked: new Date() } }),
    );
    clock.advance(5_000);
    expect((await status(bearer(key))).status).toBe(403);
  });
});

describe('dateLastUsed', () => {
  it('is written at most once a minute', async () => {
    const { key, apiKey } = await newKey();
    const lastUsed = async () => (await listed()).find(({ id }) => id === apiKey.id)?.dateLastUsed;
    expect(await lastUsed()).toBeNull();
    const first = clock.now().toISOString();
    await Promise.all(Array.from({ length: 10 }, () => status(bearer(key))));
    clock.advance(minute);
    await status(bearer(key));
    expect(await lastUsed()).toBe(first);
    clock.advance(1);
    await status(bearer(key));
    expect(await lastUsed()).toBe(clock.now().toISOString());
  });
});

it('a user has at most 50 valid API keys', async () => {
  const owner = 'manager@globex.test';
  const keys = [];
  for (let n = 0; n < 49; n += 1) keys.push(await newKey(owner));
  await newKey(owner, new Date(clock.now().getTime() + minute));
  const create = () => send(app.url, CreateApiKeyDocument, { name: 'test' }, as(owner));
  expect((await create()).errors[0]).toMatchObject({
    message: 'You have 50 API keys, the maximum. Revoke one first.',
    extensions: { code: 'CONFLICT' },
  });
  await dataOf(app.url, RevokeApiKeyDocument, { id: keys[0]?.apiKey.id ?? '' }, as(owner));
  expect((await create()).errors).toEqual([]);
  expect((await create()).errors).toHaveLength(1);
  // an expired key does not count
  clock.advance(minute);
  expect((await create()).errors).toEqual([]);
  expect((await create()).errors).toHaveLength(1);
});

it('a user has 50 API keys after sixty concurrent requests', async () => {
  const owner = 'viewer@acme.test';
  // a key of version 0.2.0 has no slot
  const { apiKey } = await newKey(owner);
  const old = { _id: new ObjectId(apiKey.id) };
  await directly(app.database, (db) => db.collection('apiKeys').updateOne(old, { $unset: { slot: 1 } }));
  const create = () => send(app.url, CreateApiKeyDocument, { name: 'test' }, as(owner));
  const outcomes = await Promise.all(Array.from({ length: 60 }, create));
  const codes = outcomes.map(({ errors }) => errors[0]?.extensions.code ?? 'created');
  expect(new Set(codes)).toEqual(new Set(['created', 'CONFLICT']));
  expect(await listed(owner)).toHaveLength(50);
});
