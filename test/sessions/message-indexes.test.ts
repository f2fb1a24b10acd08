import { ObjectId } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from '../support/graphql-client.ts';
import { type Find, findsIn } from '../support/repository-calls.ts';
import { call } from '../support/rest-client.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const database = useDatabase(app);
const total = 2_000;
const acme = new ObjectId(demoIds.acme);
const conversationOf = (n: number) => (n % 100).toString(16).padStart(32, '0');
const endpointOf = (n: number) => (n % 25).toString(16).padStart(24, '0');

/** 2,000 messages, one a minute, in 100 conversations of 25 endpoints; one in 50 is of North Shop. */
beforeAll(async () => {
  const messages = Array.from({ length: total }, (_, n) => ({
    _id: new ObjectId(),
    accountId: acme,
    endpointId: new ObjectId(endpointOf(n)),
    ...(n % 50 === 0 && { customerId: new ObjectId(demoIds.northShop) }),
    conversationId: conversationOf(n),
    otherAddress: `+49${n % 100}`,
    dateCreated: new Date(Date.UTC(2026, 0, 1) + n * 60_000),
    direction: 'Outgoing',
    createdBy: new ObjectId(demoIds.user),
    fromIdentity: `user:${demoIds.user}`,
    fromName: 'User Acme',
    text: `Message ${n}`,
    isUnread: false,
  }));
  await database().collection('messages').insertMany(messages);
  const conversations = messages.map(({ _id, accountId, endpointId, customerId, otherAddress, dateCreated }, n) => {
    const conversation = { accountId, endpointId, ...(customerId && { customerId }), otherAddress, dateCreated };
    return { _id: n.toString(16).padStart(32, '0'), newestMessageId: _id, ...conversation };
  });
  await database().collection<{ _id: string }>('conversations').insertMany(conversations);
});

const lists: [string, collection: string, index: RegExp, examined: number][] = [
  ['/messages', 'messages', /^accountId_1_dateCreated/, 30],
  ['/messages?sortOrder=Ascend', 'messages', /^accountId_1_dateCreated/, 30],
  ['/messages?afterDate=2026-01-02T09:00:00Z', 'messages', /^accountId_1_dateCreated/, 30],
  [`/messages?endpointIds=${endpointOf(3)}`, 'messages', /^endpointId_1_dateCreated/, 30],
  [`/messages?customerIds=${demoIds.northShop}`, 'messages', /^customerId_1_dateCreated/, 30],
  [`/messages?conversationIds=${conversationOf(3)}`, 'messages', /^conversationId_1_dateCreated/, 30],
  ['/conversations', 'conversations', /^accountId_1_dateCreated/, 1_000],
  [`/conversations?endpointIds=${endpointOf(3)}`, 'conversations', /^endpointId_1_dateCreated/, 80],
  [`/conversations?customerIds=${demoIds.northShop}`, 'conversations', /^customerId_1_dateCreated/, 40],
];

/** Runs on the embedded database only, which explains finds and is filled quickly. All servers get the same finds. */
describe.runIf(process.env.MONGODB_URI === undefined)('lists of messages and conversations', () => {
  it.each(lists)('GET %s takes one find on an index, without a sort', async (path, collection, index, examined) => {
    const finds: Find[] = await findsIn(collection, async () => {
      const { status } = await call(app.url, `GET ${path}`, { headers: as('user@acme.test') });
      expect(status).toBe(200);
    });
    expect(finds).toHaveLength(1);
    for (const [filter, { sort, limit }] of finds) {
      const find = { find: collection, filter, sort, limit };
      const plan = await database().command({ explain: find, verbosity: 'executionStats' });
      const text = JSON.stringify(plan.queryPlanner.winningPlan);
      expect(text).not.toMatch(/"stage":"SORT"/);
      expect(/"indexName":"([^"]+)"/.exec(text)?.[1]).toMatch(index);
      expect(plan.executionStats.totalDocsExamined).toBeLessThanOrEqual(examined);
    }
  });
});
