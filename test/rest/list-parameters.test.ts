import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let ids: string[];
beforeAll(async () => {
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '1' });
  const created = await Promise.all([1, 2, 3].map(() => send('POST /sessions', json({}))));
  const webhook = { accountId: demoIds.acme, url: 'http://127.0.0.1:9/', kinds: [] };
  expect((await send('POST /webhooks', json(webhook))).status).toBe(200);
  ids = created.map(({ text }) => JSON.parse(text).id);
});
afterAll(() => app.close());

type Options = { headers?: Record<string, string>; body?: string };

function send(line: string, { headers = {}, body }: Options = {}) {
  const options = { headers: { ...as('admin@acme.test'), ...headers } };
  return call(app.url, line, body === undefined ? options : { ...options, body });
}

async function countOf(path: string): Promise<number> {
  return JSON.parse((await send(`GET ${path}`)).text).items.length;
}

describe('a list in a query string', () => {
  it.each<[query: (first: string, second: string) => string, count: number]>([
    [(a, b) => `specificIds=${a},${b}`, 2],
    [(a, b) => `specificIds=${a}&specificIds=${b}`, 2],
    [(a) => `specificIds[]=${a}`, 1],
    [(a, b) => `specificIds[]=${a}&specificIds[]=${b}`, 2],
    [(a, b) => `specificIds%5B%5D=${a}&SPECIFICIDS%5B%5D=${b}`, 2],
    [(a, b) => `specificIds[0]=${a}&specificIds[1]=${b}`, 2],
    [(a, b) => `specificIds%5B0%5D=${a}&specificIds%5B12%5D=${b}`, 2],
    [() => 'specificIds=', 0],
    [() => 'specificIds[]=', 0],
    [() => 'SpecificIds%5B%5D=&countPerPage=5', 0],
    [() => 'accountIds=', 0],
    // lists that a .NET client has created empty and its caller has not set
    [() => 'AccountIds=%5B%5D&CustomerIds=%5B%5D&EndpointIds=%5B%5D&SpecificIds=%5B%5D', 3],
    [(a) => `AccountIds=%5B%5D&SpecificIds=${a}`, 1],
    [() => 'AccountIds=&CustomerIds=&EndpointIds=&SpecificIds=', 3],
    [(a) => `AccountIds=&CustomerIds=&EndpointIds=&SpecificIds=${a}`, 1],
    // null of a JavaScript client
    [() => 'specificIds', 3],
    [() => 'specificIds&accountIds', 3],
    [() => 'accountIds&countPerPage=2', 2],
    [() => 'sortField=&startDate=&page=', 3],
  ])('%s finds %i sessions', async (query, count) => {
    const [first = '', second = ''] = ids;
    expect(await countOf(`/sessions?${query(first, second)}`)).toBe(count);
    expect(await countOf(`/json/reply/ListSessions?${query(first, second)}`)).toBe(count);
  });

  it.each(['/accounts', '/users', '/customers', '/endpoints', '/webhooks'])(
    'that is empty finds nothing in %s',
    async (path) => {
      expect(await countOf(path)).toBeGreaterThan(0);
      expect(await countOf(`${path}?specificIds=`)).toBe(0);
      expect(await countOf(`${path}?specificIds[]=`)).toBe(0);
      expect(await countOf(`${path}?specificIds`)).toBe(await countOf(path));
      expect(await countOf(`${path}?SpecificIds=%5B%5D`)).toBe(await countOf(path));
    },
  );

  it.each([
    '/users?accountIds=',
    '/customers?accountIds=',
    '/customers?parentCustomerIds=',
    '/customers?parentCustomerIds[]=&shallowParent=true',
    '/endpoints?accountIds=',
    '/endpoints?customerIds=',
    '/endpoints?types=',
    '/endpoints?referenceIds[]=',
    '/webhooks?accountIds=',
  ])('finds nothing with %s', async (path) => {
    expect(await countOf(path)).toBe(0);
  });

  it('has one element a name in brackets', async () => {
    expect(await countOf(`/accounts?specificIds[]=${demoIds.acme}`)).toBe(1);
    expect(await countOf(`/customers?accountIds[0]=${demoIds.acme}&specificIds[0]=${demoIds.northShop}`)).toBe(1);
  });
});

it('a form has lists with brackets', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = 'memberEmailAddresses[]=a%40x.example&memberEmailAddresses[]=b%40x.example';
  const answer = await send('POST /sessions?memberEmailAddresses[]=c@x.example', { headers, body });
  const identities = JSON.parse(answer.text).members.map(({ identity }: { identity: string }) => identity);
  expect(identities).toEqual(expect.arrayContaining(['a@x.example', 'b@x.example']));
  expect(identities).not.toContain('c@x.example');
});

it('a name in brackets cannot override a value of the path', async () => {
  const [first = '', second = ''] = ids;
  const answer = await send(`GET /sessions/${first}?id[]=${second}&sessionId[]=${second}`);
  expect(JSON.parse(answer.text).id).toBe(first);
});

it('an empty list in a GraphQL filter finds nothing, and null restricts nothing', async () => {
  const query = `{
    ofNoAccount: users(filter: { accountIds: [] }) { totalCount }
    ofNoParent: customers(filter: { parentCustomerIds: [] }) { totalCount }
    ofNoType: endpoints(filter: { types: [] }) { totalCount }
    ofAnyType: endpoints(filter: { types: null, ids: null, customerIds: null }) { totalCount }
    withNoId: accounts(filter: { ids: [] }) { totalCount }
  }`;
  const { data } = JSON.parse((await send('POST /graphql', json({ query }))).text);
  expect(data).toMatchObject({
    ofNoAccount: { totalCount: 0 },
    ofNoParent: { totalCount: 0 },
    ofNoType: { totalCount: 0 },
    withNoId: { totalCount: 0 },
  });
  expect(data.ofAnyType.totalCount).toBeGreaterThan(0);
});
