import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangeMeDocument,
  CreateSessionDocument,
  ListSessionsDocument,
  type ListSessionsQueryVariables,
  ListSessionsWithEverythingDocument,
} from '../operations/operations.generated.ts';
import { countQueries } from '../support/count-queries.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const clock = new FakeClock();
const total = 60;
let app: TestApp;
/** Ids of the sessions, newest first. */
let ids: string[] = [];

beforeAll(async () => {
  app = await startTestApp({}, { clock });
  const customers = [demoIds.headOffice, demoIds.northRegion, demoIds.northShop];
  for (let number = 0; number < total; number += 1) {
    // three sessions have the same millisecond, so that the id decides their order
    if (number % 3 === 0) clock.advance(1);
    const input = { channel: 'Voice', customerId: customers[number % 3], parentSessionId: ids.at(-1) } as const;
    const { newSession } = await dataOf(app.url, CreateSessionDocument, { input });
    ids = [newSession.id, ...ids];
  }
});
afterAll(() => app.close());

const list = async (variables: ListSessionsQueryVariables, userName = 'user@acme.test') =>
  (await dataOf(app.url, ListSessionsDocument, variables, as(userName))).sessions;

describe('sessions', () => {
  it('are listed newest first, 25 to a page', async () => {
    const page = await list({});
    expect(page.nodes.map((node) => node.id)).toEqual(ids.slice(0, 25));
    expect(page.edges.map((edge) => edge.node.id)).toEqual(ids.slice(0, 25));
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it('are returned exactly once each when paging forward', async () => {
    const seen: string[] = [];
    let after: string | null | undefined;
    do {
      const page = await list({ first: 7, after });
      seen.push(...page.nodes.map((node) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(ids);
  });

  it('are returned exactly once each when paging backward', async () => {
    const seen: string[] = [];
    let before: string | null | undefined;
    do {
      const page = await list({ last: 11, before });
      seen.unshift(...page.nodes.map((node) => node.id));
      before = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
    } while (before);
    expect(seen).toEqual(ids);
  });

  it('have no next page after a page that ends with the last one', async () => {
    const page = await list({ first: total });
    expect(page.nodes).toHaveLength(total);
    expect(page.pageInfo.hasNextPage).toBe(false);
    expect(await list({ first: 5, after: page.pageInfo.endCursor })).toMatchObject({
      nodes: [],
      pageInfo: { hasNextPage: false, startCursor: null, endCursor: null },
    });
  });

  it('are limited to the accounts of the caller', async () => {
    expect((await list({}, 'user@globex.test')).nodes).toEqual([]);
    expect((await list({ first: 100 }, 'admin@acme.test')).nodes).toHaveLength(total);
  });

  const issues: [string, ListSessionsQueryVariables, string[]][] = [
    ['a negative page', { first: -1 }, ['first']],
    ['too large a page', { last: 101 }, ['last']],
    ['both directions', { first: 1, last: 1 }, ['last']],
    ['an invalid cursor', { after: 'abc', before: 'c2Vzc2lvbjp4Og' }, ['after', 'before']],
  ];
  it.each(issues)('return BAD_USER_INPUT for %s', async (_, variables, fields) => {
    const { errors } = await send(app.url, ListSessionsDocument, variables);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.errors?.map((issue) => issue.fieldName)).toEqual(fields);
  });

  it('take at most one query for each kind of related record', async () => {
    // a directory change invalidates the directory cache
    await dataOf(app.url, ChangeMeDocument, { input: { firstName: 'Uma' } });
    const queries = await countQueries(async () => {
      const { sessions } = await dataOf(app.url, ListSessionsWithEverythingDocument, { first: 50 });
      expect(sessions.nodes).toHaveLength(50);
      expect(sessions.nodes[0]?.customer?.breadcrumb.at(-1)?.name).toBe(sessions.nodes[0]?.customerName);
      expect(sessions.nodes[0]?.account?.name).toBe('Acme');
    });
    // the account is cached by the response to the change
    expect(queries).toEqual({ customers: 1, endpoints: 1, sessions: 3, archivedSessions: 1 });
  });
});

describe('sessions for a caller without roles', () => {
  it('have names of related records, and no related records that need a role', async () => {
    const read = (fields: string) =>
      fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...as('viewer@acme.test') },
        body: JSON.stringify({ query: `{sessions(first:1){nodes{${fields}}}}` }),
      }).then((response) => response.json());
    expect(await read('id accountName endpointName account{name}')).toMatchObject({
      data: {
        sessions: {
          nodes: [{ id: ids[0], accountName: 'Acme', endpointName: 'User Acme', account: { name: 'Acme' } }],
        },
      },
    });
    expect(await read('endpoint{phoneNumber}')).toMatchObject({
      data: { sessions: { nodes: [{ endpoint: null }] } },
      errors: [{ path: ['sessions', 'nodes', 0, 'endpoint'], extensions: { code: 'FORBIDDEN' } }],
    });
  });
});
