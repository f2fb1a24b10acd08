import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getIntrospectionQuery, Kind, parse, specifiedRules, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OperationCosts } from '../../src/api/graphql/limits/operation-costs.ts';
import { OperationGuard } from '../../src/api/graphql/limits/operation-guard.ts';
import { playgroundTabs } from '../../src/api/graphql/playground/tabs.ts';
import { loadConfig } from '../../src/app/config.ts';
import { buildSchemaWithoutServices } from '../support/app-schema.ts';
import { countQueries } from '../support/count-queries.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as } from '../support/graphql-client.ts';
import { hostileQueries } from '../support/hostile-queries.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

interface Answer {
  readonly data?: Record<string, unknown>;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly errors?: readonly { readonly fieldName: string }[] };
  }[];
  readonly extensions: { readonly cost: { readonly cost: number; readonly limit: number; readonly remaining: number } };
}

const clock = new FakeClock();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ QUERY_MAX_LIST_VALUES: '1000' }, { clock });
});
afterAll(() => app.close());

async function ask(query: string, variables: object = {}, url = app.url, headers = as('user@acme.test')) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as Answer) };
}

describe('an operation over a limit', () => {
  it.each(hostileQueries)('%s: refused by limit %s, without a database query', async (_what, limit, query) => {
    // caches the authentication of the caller
    await ask('{__typename}');
    let answer: Awaited<ReturnType<typeof ask>> | undefined;
    // retries, because background jobs of the server can query the database at the same time
    await vi.waitFor(async () => {
      const queries = await countQueries(async () => {
        answer = await ask(query);
      });
      expect(queries).toEqual({});
    });
    expect(answer?.status).toBe(400);
    expect(answer?.data).toBeUndefined();
    expect(answer?.errors?.map(({ extensions }) => extensions.code)).toContain('QUERY_TOO_COMPLEX');
    expect(answer?.errors?.flatMap(({ extensions }) => extensions.errors?.map(({ fieldName }) => fieldName))).toContain(
      limit,
    );
  });

  it.each([
    ['more tokens than allowed', `{${'a '.repeat(4_001)}}`],
    ['unclosed braces', '{a'.repeat(3_000)],
    ['unclosed lists', `{a(b:${'['.repeat(3_900)}`],
  ])('%s: refused by the parser', async (_what, query) => {
    expect(await ask(query)).toMatchObject({ status: 400, errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
  });

  it.each([
    ['a fragment that spreads itself', '{me{...F}}fragment F on UserInfo{...F}'],
    ['fragments in a circle', '{me{...F}}fragment F on UserInfo{...G} fragment G on UserInfo{...F}'],
    ['an unknown fragment', '{me{...F}}'],
    ['deeply nested introspection', `{__schema{types{${'fields{type{'.repeat(5)}name${'}}'.repeat(5)}}}}`],
    ['types instead of operations', 'type Query{a:Int}'],
  ])('%s: refused by the validation of GraphQL', async (_what, query) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('a list of 1,001 values in the variables is refused', async () => {
    const ids = Array.from({ length: 1_001 }, () => '1');
    const answer = await ask('query($ids:[ID!]!){nodes(ids:$ids){id}}', { ids });
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX', errors: [{ fieldName: 'listValues' }] } }],
    });
  });

  it('every exceeded limit is reported', async () => {
    const { errors = [] } = await ask(`{${'a:__typename '.repeat(60)}}`);
    expect(errors.map(({ extensions }) => extensions.errors?.[0]?.fieldName)).toEqual([
      'aliases',
      'duplicates',
      'rootFields',
    ]);
  });

  it('only the selected operation is measured', async () => {
    const query = 'query A{me{id}} query B{sessions(first:100){nodes{children{children{id}}}}}';
    const send = (operationName: string) =>
      fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...as('user@acme.test') },
        body: JSON.stringify({ query, operationName }),
      });
    expect((await send('A')).status).toBe(200);
    expect((await send('B')).status).toBe(400);
    expect((await send('C')).status).toBe(400);
  });
});

describe('the cost', () => {
  const schema = buildSchemaWithoutServices();
  const costs = new OperationCosts(schema);
  const costOf = (query: string, variables = {}): number => {
    const document = parse(query);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the first definition must be the operation');
    return costs.of(document, operation, variables);
  };

  it.each([
    ['{__typename}', {}, 1],
    ['{me{id name}}', {}, 2],
    // 2 for the connection, and 25 times the cost of an object with one leaf
    ['{sessions{nodes{id}}}', {}, 30],
    ['{sessions(first:100){nodes{id}}}', {}, 112],
    ['{sessions(first:0){totalCount}}', {}, 12],
    ['{sessions(first:0){nodes{children{id}}}}', {}, 2],
    ['query($n:Int){sessions(first:$n){nodes{id}}}', { n: 10 }, 13],
    ['query($n:Int){sessions(first:$n){nodes{id}}}', {}, 30],
    ['query($n:Int=10){sessions(first:$n){nodes{id}}}', {}, 13],
    ['query($n:Int){sessions(first:$n){nodes{id}}}', { n: 'nonsense' }, 112],
    ['query($n:Int){sessions(first:$n){nodes{id}}}', { n: -1 }, 112],
    ['query($n:Int){sessions(last:$n){edges{node{id}}}}', { n: 10 }, 23],
    [
      'query($n:Int){sessions(first:$n){...C}}fragment C on SessionConnection{nodes{...S}}fragment S on SessionInfo{id}',
      { n: 10 },
      13,
    ],
    ['query($x:Boolean!){sessions{nodes{id} totalCount @include(if:$x)}}', { x: true }, 40],
    ['query($x:Boolean!){sessions{nodes{id} totalCount @include(if:$x)}}', { x: false }, 30],
    ['query($x:Boolean!){sessions{... @skip(if:$x){nodes{id}}}}', { x: true }, 2],
    ['query($x:Boolean!){sessions{... @skip(if:$x){nodes{id}}}}', { x: false }, 30],
    ['{nodes(ids:["1","2","3"]){id}}', {}, 4],
    ['query($ids:[ID!]!){nodes(ids:$ids){id}}', { ids: ['1', '2'] }, 3],
    ['mutation{signOut}', {}, 11],
    ['{__schema{types{name}}}', {}, 100],
  ])('%s with %j: %d', (query, variables, expected) => {
    expect(costOf(query, variables)).toBe(expected);
  });

  it('is in every response and in the rateLimit query', async () => {
    clock.advance(60_000);
    const answer = await ask('{rateLimit{cost limit remaining resetAt} me{id}}');
    const usage = { cost: 3, limit: 600_000, remaining: 599_997, resetAt: '2026-01-02T03:05:05.678Z' };
    expect(answer.data?.rateLimit).toMatchObject({ cost: 3, limit: 600_000, remaining: 599_997 });
    expect(answer.extensions.cost).toEqual(answer.data?.rateLimit);
    expect(Object.keys(answer.extensions.cost)).toEqual(Object.keys(usage));
    expect(answer.headers.get('ratelimit-remaining')).toBe('599997');
  });
});

describe('operations within the limits', () => {
  const schema = buildSchemaWithoutServices();
  const guard = new OperationGuard(schema, loadConfig({}).queryLimits);
  const folder = join(import.meta.dirname, '../operations');
  const session = readFileSync(join(folder, 'sessions.graphql'), 'utf8');
  const texts: [string, string][] = [
    ['the introspection of GraphiQL', getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true })],
    ...playgroundTabs.map(({ query }, index): [string, string] => [`tab ${index + 1} of the playground`, query]),
    ...readdirSync(folder)
      .filter((file) => file.endsWith('.graphql'))
      .map((file): [string, string] => [file, readFileSync(join(folder, file), 'utf8')]),
  ];
  const spent: number[] = [];
  const quota = {
    spend: (points: number) => {
      spent.push(points + 1);
    },
    usage: () => {
      throw new Error('not asked for here');
    },
  };

  it.each(texts)('%s', (_what, text) => {
    const document = parse(text, { maxTokens: guard.maxTokens });
    const isComplete = !text.includes('...Session') || text === session;
    if (isComplete) expect(validate(schema, document, [...specifiedRules, ...guard.rules])).toEqual([]);
    const largest = { first: 100, last: 100, input: {} };
    for (const operation of document.definitions) {
      if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
      guard.admit({ document, operation, variables: largest }, quota);
      expect(spent.at(-1)).toBeLessThan(10_000);
    }
  });
});
