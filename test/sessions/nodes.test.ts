import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { CreateSessionDocument, ReadNodeDocument, ReadNodesDocument } from '../operations/operations.generated.ts';
import { countQueries } from '../support/count-queries.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let sessionId: string;
beforeAll(async () => {
  app = await startTestApp();
  const input = { channel: 'Chat', displayName: 'A chat' } as const;
  sessionId = (await dataOf(app.url, CreateSessionDocument, { input })).newSession.id;
});
afterAll(() => app.close());

const kinds: [string, () => string, object][] = [
  ['SessionInfo', () => sessionId, { displayName: 'A chat' }],
  ['AccountInfo', () => demoIds.acme, { name: 'Acme' }],
  ['CustomerInfo', () => demoIds.northShop, { customerName: 'North Shop' }],
  ['EndpointInfo', () => demoIds.supportTeam, { endpointName: 'Support' }],
  ['UserInfo', () => demoIds.agent, { emailAddress: 'agent@acme.test' }],
];
const node = async (id: string, who = 'user@acme.test') =>
  (await dataOf(app.url, ReadNodeDocument, { id }, as(who))).node;

describe('node', () => {
  it.each(kinds)('finds a %s', async (kind, id, fields) => {
    expect(await node(id())).toEqual({ __typename: kind, id: id(), ...fields });
    expect(await node(id(), 'admin@acme.test')).toMatchObject({ id: id() });
  });

  it.each(kinds)('finds no %s of another tenant', async (_, id) => {
    expect(await node(id(), 'user@globex.test')).toBeNull();
  });

  it('finds nothing where there is nothing', async () => {
    for (const id of [new ObjectId().toHexString(), 'nonsense', '']) expect(await node(id)).toBeNull();
  });

  it('wants the role', async () => {
    const { errors } = await send(app.url, ReadNodeDocument, { id: sessionId }, as('viewer@acme.test'));
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('nodes', () => {
  it('come in the order asked for, at one query for each kind', async () => {
    const ids = [demoIds.northShop, 'nonsense', sessionId, demoIds.acme, sessionId];
    const queries = await countQueries(async () => {
      const { nodes } = await dataOf(app.url, ReadNodesDocument, { ids });
      expect(nodes.map((found) => found?.id)).toEqual([ids[0], undefined, sessionId, demoIds.acme, sessionId]);
    });
    const ofSessions = { sessions: 1, archivedSessions: 1 };
    const ofDirectory = { accounts: 1, customers: 1, endpoints: 1, users: 1, webhooks: 1, webhookDeliveries: 1 };
    expect(queries).toEqual({ ...ofSessions, ...ofDirectory });
  });

  it('are at most 100', async () => {
    const { errors } = await send(app.url, ReadNodesDocument, { ids: Array.from({ length: 101 }, () => sessionId) });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
