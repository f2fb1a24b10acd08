import { ObjectId } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import type { FindSessionsQueryVariables } from '../operations/operations.generated.ts';
import { FindSessionsDocument } from '../operations/operations.generated.ts';
import { dataOf } from '../support/graphql-client.ts';
import { type Find, sessionFinds } from '../support/repository-calls.ts';
import { ended, insertSessions, storedMember, storedSession } from '../support/session-documents.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const database = useDatabase(app);
const total = 2_000;
const stored = Array.from({ length: total }, (_, n) =>
  storedSession(n, {
    channel: n % 40 === 0 ? 'Fax' : 'Voice',
    toAddress: `+49${n % 100}`,
    fromAddress: `agent${n % 50}@acme.test`,
    customerId: new ObjectId(n % 20 === 0 ? demoIds.northShop : demoIds.headOffice),
    endpointId: new ObjectId((n % 30).toString(16).padStart(24, '0')),
    members: [storedMember(n % 25 === 0 ? `user:${demoIds.agent}` : `user:${demoIds.user}`)],
    ...(n % 50 === 0 && { parentSessionId: new ObjectId('5e0000000000000000000001') }),
    ...(n % 60 === 0 ? { callState: 'Ringing' } : ended(n, n % 300)),
    wasMissed: n % 45 === 0,
  }),
);

beforeAll(() => insertSessions(database(), stored));

const by = (field: 'DateCreated' | 'DateLastModified' | 'DateCompleted', direction: 'Ascend' | 'Descend') => ({
  orderBy: { field, direction },
});
/** The fifteen ways in which lists are most often asked for, and the index each has to stand on. */
const commonest: [string, FindSessionsQueryVariables, RegExp][] = [
  ['newest', {}, /^accountId_1_dateCreated/],
  ['oldest', by('DateCreated', 'Ascend'), /^accountId_1_dateCreated/],
  ['last modified', by('DateLastModified', 'Descend'), /^accountId_1_dateLastModified/],
  ['last completed', by('DateCompleted', 'Descend'), /^accountId_1_dateCompleted/],
  ['not ended', { filter: { ended: false } }, /^accountId_1_ended/],
  ['of a channel', { filter: { channel: ['Fax'] } }, /^accountId_1_channel/],
  ['in a call state', { filter: { callState: ['Ringing', 'Hold'] } }, /^accountId_1_callState/],
  ['missed', { filter: { wasMissed: true } }, /^accountId_1_wasMissed/],
  ['of a customer', { filter: { customerIds: [demoIds.northShop] } }, /^accountId_1_customerId/],
  [
    'of a subtree',
    { filter: { customerIds: [demoIds.northRegion], customerSubtree: true } },
    /^accountId_1_customerId/,
  ],
  ['of an endpoint', { filter: { endpointIds: ['000000000000000000000003'] } }, /^accountId_1_endpointId/],
  ['of a parent', { filter: { parentSessionId: '5e0000000000000000000001' } }, /^parentSessionId/],
  ['of a member', { filter: { members: [`user:${demoIds.agent}`] } }, /^accountId_1_members/],
  ['to an address', { filter: { toAddress: { equals: '+497' } } }, /^accountId_1_toAddress/],
  [
    'of a day',
    { filter: { dateCreated: { from: '2026-03-01T10:00:00Z', to: '2026-03-01T12:00:00Z' } } },
    /^accountId_1_dateCreated/,
  ],
];

/** The finds that a query of ours sends, taken from mongoose itself, and where its page ends. */
async function pageOf(variables: FindSessionsQueryVariables): Promise<{ finds: Find[]; end: string | null }> {
  let end: string | null = null;
  const finds = await sessionFinds(async () => {
    const { sessions } = await dataOf(app.url, FindSessionsDocument, variables);
    end = sessions.pageInfo.endCursor ?? null;
  });
  return { finds, end };
}

/** What is sent is the same everywhere; this store explains it, and is filled quickly. */
const onEmbedded = describe.runIf(process.env.MONGODB_URI === undefined);

onEmbedded('each page of the commonest lists', () => {
  it.each(commonest)('%s is one query that reads a page of an index', async (_, variables, index) => {
    const first = await pageOf({ first: 15, ...variables });
    const second = await pageOf({ first: 15, ...variables, after: first.end });
    const finds = [...first.finds, ...second.finds];
    expect(finds).toHaveLength(2);
    for (const [filter, { sort, limit }] of finds) {
      const plan = await database().command({
        explain: { find: 'sessions', filter, sort, limit },
        verbosity: 'executionStats',
      });
      const text = JSON.stringify(plan.queryPlanner.winningPlan);
      expect(text).toMatch(/"stage":"IXSCAN"/);
      expect(text).not.toMatch(/"stage":"SORT"/);
      expect(/"indexName":"([^"]+)"/.exec(text)?.[1]).toMatch(index);
      expect(plan.executionStats.totalDocsExamined).toBeLessThanOrEqual(100);
    }
  });
});
