import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  CreateSessionDocument,
  ReadNodeDocument,
  ReadNodesDocument,
  SendOneMessageDocument,
} from '../operations/operations.generated.ts';
import { countQueries } from '../support/count-queries.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let sessionId: string;
let messageId: string;
let conversationId: string;
beforeAll(async () => {
  app = await startTestApp();
  const input = { channel: 'Chat', displayName: 'A chat' } as const;
  sessionId = (await dataOf(app.url, CreateSessionDocument, { input })).newSession.id;
  const direct = { endpointId: demoIds.supportTeam, toAddress: '+15550123', body: 'A message' };
  const { sendMessage } = await dataOf(app.url, SendOneMessageDocument, { input: direct });
  messageId = sendMessage?.id ?? '';
  conversationId = sendMessage?.conversationId ?? '';
});
afterAll(() => app.close());

const kinds: [string, () => string, object][] = [
  ['SessionInfo', () => sessionId, { displayName: 'A chat' }],
  ['AccountInfo', () => demoIds.acme, { name: 'Acme' }],
  ['CustomerInfo', () => demoIds.northShop, { customerName: 'North Shop' }],
  ['EndpointInfo', () => demoIds.supportTeam, { endpointName: 'Support' }],
  ['UserInfo', () => demoIds.agent, { emailAddress: 'agent@acme.test' }],
  ['MessageInfo', () => messageId, { text: 'A message' }],
  ['ConversationInfo', () => conversationId, { otherAddress: '+15550123', mostRecentMessage: { text: 'A message' } }],
];
const node = async (id: string, who = 'manager@acme.test') =>
  (await dataOf(app.url, ReadNodeDocument, { id }, as(who))).node;

describe('node', () => {
  it.each(kinds)('returns a %s', async (kind, id, fields) => {
    expect(await node(id())).toEqual({ __typename: kind, id: id(), ...fields });
    expect(await node(id(), 'admin@acme.test')).toMatchObject({ id: id() });
  });

  it.each(kinds)('returns null for a %s of another tenant', async (_, id) => {
    expect(await node(id(), 'user@globex.test')).toBeNull();
  });

  it('returns null for unknown and malformed ids', async () => {
    for (const id of [new ObjectId().toHexString(), 'nonsense', '']) expect(await node(id)).toBeNull();
  });

  it('without a role returns sessions, accounts and the caller, and null for all others', async () => {
    for (const id of [demoIds.northShop, demoIds.supportTeam, demoIds.agent, 'nonsense']) {
      expect(await node(id, 'viewer@acme.test')).toBeNull();
    }
    expect(await node(demoIds.acme, 'viewer@acme.test')).toMatchObject({ name: 'Acme' });
    expect(await node(demoIds.viewer, 'viewer@acme.test')).toMatchObject({ emailAddress: 'viewer@acme.test' });
    expect(await node(sessionId, 'viewer@acme.test')).toMatchObject({ id: sessionId });
    expect((await send(app.url, ReadNodeDocument, { id: sessionId }, {})).errors[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });
});

describe('nodes', () => {
  it('are returned in the requested order, with one query for each kind', async () => {
    const ids = [demoIds.northShop, 'nonsense', sessionId, demoIds.acme, sessionId];
    const queries = await countQueries(async () => {
      const { nodes } = await dataOf(app.url, ReadNodesDocument, { ids }, as('manager@acme.test'));
      expect(nodes.map((found) => found?.id)).toEqual([ids[0], undefined, sessionId, demoIds.acme, sessionId]);
    });
    const ofSessions = { sessions: 1, archivedSessions: 1 };
    const ofDirectory = {
      accounts: 1,
      customers: 1,
      endpoints: 1,
      users: 1,
      webhooks: 1,
      webhookDeliveries: 1,
      messages: 1,
    };
    expect(queries).toEqual({ ...ofSessions, ...ofDirectory });
  });

  it('return BAD_USER_INPUT for more than 100 ids', async () => {
    const { errors } = await send(app.url, ReadNodesDocument, { ids: Array.from({ length: 101 }, () => sessionId) });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
