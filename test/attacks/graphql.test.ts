import { describe, expect, it, vi } from 'vitest';
import { countQueries } from '../support/count-queries.ts';
import { as } from '../support/graphql-client.ts';
import { hostileQueries } from '../support/hostile-queries.ts';
import { sendRaw } from '../support/raw-request.ts';
import { expectUnharmed } from '../support/unharmed.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ QUERY_MAX_LIST_VALUES: '1000' });
const production = useTestApp({ NODE_ENV: 'production', SEED_DEMO: '1' });
const user = as('user@acme.test');
const json = { 'content-type': 'application/json' };
const create = 'mutation{newSession(input:{channel:Chat}){id}}';
const encoded = encodeURIComponent(create);

const deepFilter = (levels: number) =>
  `{"query":"query($f:SessionFilter){sessions(filter:$f){totalCount}}","variables":{"f":${'{"and":['.repeat(levels)}{}${']}'.repeat(levels)}}}`;

describe('over a limit in a stream of events', () => {
  it.each(hostileQueries)('%s: refused by %s, without a word with the store', async (_what, limit, query) => {
    const send = async () => {
      const headers = { ...json, ...user, accept: 'text/event-stream' };
      const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return response.text();
    };
    await send();
    await vi.waitFor(async () => {
      const queries = await countQueries(async () => expect(await send()).toContain(`"fieldName":"${limit}"`));
      expect(queries).toEqual({});
    });
  });
});

describe('a request that a page elsewhere can send makes nothing', () => {
  const stream = { accept: 'text/event-stream' };
  it.each<[what: string, method: string, target: string, headers: Record<string, string>, body: string]>([
    ['a GET', 'GET', `/graphql?query=${encoded}`, {}, ''],
    ['a GET that says it has no page', 'GET', `/graphql?query=${encoded}`, { 'apollo-require-preflight': '1' }, ''],
    ['a GET for a stream', 'GET', `/graphql?query=${encoded}`, stream, ''],
    ['a form', 'POST', '/graphql', { 'content-type': 'application/x-www-form-urlencoded' }, `query=${encoded}`],
    [
      'a form for a stream',
      'POST',
      '/graphql',
      { ...stream, 'content-type': 'application/x-www-form-urlencoded' },
      `query=${encoded}`,
    ],
    ['text', 'POST', '/graphql', { 'content-type': 'text/plain' }, JSON.stringify({ query: create })],
    [
      'text for a stream',
      'POST',
      '/graphql',
      { ...stream, 'content-type': 'text/plain' },
      JSON.stringify({ query: create }),
    ],
    ['no type', 'POST', '/graphql', {}, JSON.stringify({ query: create })],
    ['no type for a stream', 'POST', '/graphql', stream, JSON.stringify({ query: create })],
    ['a form with files', 'POST', '/graphql', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--'],
    [
      'a type for JSON and text',
      'POST',
      '/graphql',
      { 'content-type': 'text/plain;application/json' },
      JSON.stringify({ query: create }),
    ],
    ['a type in an odd charset', 'POST', '/graphql', { 'content-type': 'application/json; charset=utf-7' }, '+AHs-'],
    ['GraphQL as it is', 'POST', '/graphql', { 'content-type': 'application/graphql' }, create],
    ['by another method', 'PUT', '/graphql', json, JSON.stringify({ query: create })],
    ['by a method in a header', 'GET', `/graphql?query=${encoded}`, { 'x-http-method-override': 'POST' }, ''],
  ])('%s', async (_what, method, target, headers, body) => {
    const { status, text } = await sendRaw(app.url, { method, target, headers: { ...user, ...headers }, body });
    expect(status, text).toBeGreaterThanOrEqual(400);
    expect(status, text).toBeLessThan(500);
  });
});

describe('a body that is a trap', () => {
  it.each<[what: string, body: string]>([
    ['a batch', JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{__typename}' })))],
    ['a batch of one', JSON.stringify([{ query: '{__typename}' }])],
    ['a query that is an object', '{"query":{"$ne":""}}'],
    ['a query that is a list', '{"query":["{__typename}"]}'],
    ['variables that are text', '{"query":"{__typename}","variables":"x"}'],
    ['variables that are a list', '{"query":"{__typename}","variables":[1]}'],
    ['a prototype', '{"query":"{__typename}","__proto__":{"a":1}}'],
    ['a constructor', '{"query":"{__typename}","constructor":{"prototype":{"a":1}}}'],
    [
      'a prototype in the variables',
      '{"query":"query($f:SessionFilter){sessions(filter:$f){totalCount}}","variables":{"f":{"__proto__":{"ended":true}}}}',
    ],
    ['an operator for an id', '{"query":"query($i:ID!){session(id:$i){id}}","variables":{"i":{"$ne":null}}}'],
    [
      'an operator for a text',
      '{"query":"query($f:CustomerFilterInput){customers(filter:$f){totalCount}}","variables":{"f":{"nameFilter":{"$regex":".*"}}}}',
    ],
    [
      'an operator in a filter',
      '{"query":"query($f:SessionFilter){sessions(filter:$f){totalCount}}","variables":{"f":{"$where":"sleep(5000)"}}}',
    ],
    ['a number past all numbers', '{"query":"query($n:Int){sessions(first:$n){totalCount}}","variables":{"n":1e999}}'],
    ['a page that is too long', '{"query":"{sessions(first:101){nodes{id}}}"}'],
    ['a page backwards from nowhere', '{"query":"{sessions(first:-1){nodes{id}}}"}'],
    ['a cursor that is none', '{"query":"{sessions(after:\\"eyJhIjp7IiRuZSI6MX19\\"){nodes{id}}}"}'],
    ['a filter in a filter, 2,000 deep', deepFilter(2_000)],
    ['a name that is a script', '{"query":"query($<script>:Int){__typename}"}'],
    ['a persisted query that nobody sent', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}'],
  ])('%s is refused', async (_what, body) => {
    const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { ...json, ...user }, body });
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toMatch(/^(BAD_|GRAPHQL_|MALFORMED|QUERY_TOO|PERSISTED)/);
  });
});

describe('what graphql-cop looks for', () => {
  const send = async (url: string, body: unknown, headers: Record<string, string> = json): Promise<string> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return response.text();
  };
  const aliases = Array.from({ length: 101 }, (_, n) => `alias${n}:__typename`).join(' ');
  const introspected = 'query cop{__schema{types{name fields{name}}}}';
  const circular = `query cop{__schema{types{${'fields{type{'.repeat(4)}name${'}}'.repeat(4)}}}}`;
  const isData = (text: string): boolean => JSON.parse(text).data?.__typename === 'Query';
  const checks: Record<string, (url: string) => Promise<boolean>> = {
    'alias overloading': async (url) => (await send(url, { query: `query cop{${aliases}}` })).includes('"alias100"'),
    'array batching': async (url) =>
      Array.isArray(
        JSON.parse(
          await send(
            url,
            Array.from({ length: 10 }, () => ({ query: '{__typename}' })),
          ),
        ),
      ),
    'circular introspection': async (url) =>
      JSON.parse(await send(url, { query: circular })).data?.__schema !== undefined,
    'directive overloading': async (url) =>
      JSON.parse(await send(url, { query: `query{__typename ${'@aa'.repeat(10)}}` })).errors?.length === 10,
    'field duplication': async (url) => isData(await send(url, { query: `query cop{${'__typename '.repeat(500)}}` })),
    'GET mutations': async (url) => {
      const response = await fetch(`${url}/graphql?query=mutation{__typename}`);
      return (await response.text()).includes('"Mutation"');
    },
    'GET queries': async (url) => (await (await fetch(`${url}/graphql?query={__typename}`)).text()).includes('"Query"'),
    'POST forms': async (url) =>
      (await send(url, 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' })).includes(
        '"Query"',
      ),
    traces: async (url) => (await send(url, { query: '{__typename}' })).includes('"tracing"'),
    'unhandled errors': async (url) => /exception|stacktrace/.test(await send(url, { query: 'qwerty cop' })),
    introspection: async (url) => JSON.parse(await send(url, { query: introspected })).data?.__schema !== undefined,
    suggestions: async (url) => (await send(url, { query: 'query cop{__schema{directive}}' })).includes('Did you mean'),
    'an IDE': async (url) =>
      (await (await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })).text()).includes('<html'),
  };
  const names = Object.keys(checks);

  it.each(names)('%s: not in production', async (name) => {
    expect(await checks[name]?.(production.url)).toBe(false);
  });

  // what is there for those who develop a client
  const forDevelopment = ['introspection', 'suggestions', 'an IDE'];
  it.each(names)('%s: in development only where it is meant to be', async (name) => {
    expect(await checks[name]?.(app.url)).toBe(forDevelopment.includes(name));
  });
});

expectUnharmed(app);
