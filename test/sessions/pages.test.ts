import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { SessionOrderField } from '../../src/domain/sessions/order.ts';
import {
  FindSessionsDocument,
  type FindSessionsQueryVariables,
  MyListsDocument,
  WalkSessionsDocument,
} from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { ended, insertSessions, storedMember, storedSession } from '../support/session-documents.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
const day = 86_400;
const dateOf = (seconds: number) => new Date(Date.parse('2026-04-01T00:00:00Z') + seconds * 1_000);
/** They come in bursts, a month apart. Half of them are over; several were modified at the same time. */
const stored = Array.from({ length: 40 }, (_, n) =>
  storedSession(n, {
    ...(n % 2 === 0 && ended(n, 600 - n * 100 - (n > 20 ? 90 * day : 0))),
    dateCreated: dateOf((n >> 3) * 30 * day + (n % 8)),
    dateLastModified: dateOf((n % 5) ** 7),
    members: [storedMember(n % 4 === 0 ? 'user@acme.test' : `user:${n % 4 === 1 ? demoIds.user : demoIds.agent}`)],
  }),
);

beforeAll(async () => {
  app = await startTestApp();
  const other = storedSession(50, {
    accountId: new ObjectId(demoIds.globex),
    dateCreated: dateOf(365 * day),
    members: [storedMember(`user:${demoIds.globexUser}`)],
  });
  await directly(app.database, (db) => insertSessions(db, [...stored, other]));
});
afterAll(() => app.close());

async function walk(variables: FindSessionsQueryVariables, backward: boolean): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = backward ? { last: 7, before: cursor } : { first: 7, after: cursor };
    const { nodes, pageInfo } = (await dataOf(app.url, WalkSessionsDocument, { ...variables, ...page })).sessions;
    const ids = nodes.map(({ id }) => id);
    if (backward) seen.unshift(...ids);
    else seen.push(...ids);
    const more = backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    cursor = more ? (backward ? pageInfo.startCursor : pageInfo.endCursor) : null;
  } while (cursor);
  return seen;
}

/** The order as it is meant, made in memory. */
function expected(field: keyof typeof SessionOrderField, descending: boolean): string[] {
  const time = (date: unknown) => (date instanceof Date ? date.getTime() : Number.NEGATIVE_INFINITY);
  const sorted = [...stored].sort((a, b) => {
    const [left, right] = [time(a[SessionOrderField[field]]), time(b[SessionOrderField[field]])];
    return left === right ? (a._id.toHexString() < b._id.toHexString() ? -1 : 1) : left - right;
  });
  return (descending ? sorted.reverse() : sorted).map(({ _id }) => _id.toHexString());
}

const orders = (['DateCreated', 'DateLastModified', 'DateCompleted'] as const).flatMap((field) =>
  (['Ascend', 'Descend'] as const).map((direction) => [field, direction] as const),
);

describe('pages of sessions', () => {
  it.each(orders)('by %s %s are walked both ways, again and again', async (field, direction) => {
    const wanted = expected(field, direction === 'Descend');
    for (const backward of [false, true, false, true]) {
      expect(await walk({ orderBy: { field, direction } }, backward)).toEqual(wanted);
    }
  });

  it.each(orders)('by %s %s are full also when those that were there are gone', async (field, direction) => {
    const variables = { orderBy: { field, direction }, filter: { channel: ['Fax' as const] }, first: 5 };
    const page = async () =>
      (await dataOf(app.url, WalkSessionsDocument, variables)).sessions.nodes.map(({ id }) => id);
    const faxes = stored.map((session) => ({ ...session, _id: new ObjectId(), channel: 'Fax' }));
    await directly(app.database, async (db) => {
      const left = await insertSessions(db, faxes);
      while (left.length > 0) {
        const ids = await page();
        expect(ids).toHaveLength(5);
        for (const id of ids) left.splice(left.indexOf(id), 1);
        await db.collection('sessions').deleteMany({ _id: { $in: ids.map((id) => new ObjectId(id)) } });
      }
    });
    expect(await page()).toEqual([]);
  });

  it('between two cursors have what lies between, also where dates begin', async () => {
    const orderBy = { field: 'DateCompleted', direction: 'Descend' } as const;
    const wanted = expected('DateCompleted', true);
    const cursorAfter = async (count: number) =>
      (await dataOf(app.url, WalkSessionsDocument, { orderBy, first: count })).sessions.pageInfo.endCursor;
    const [after, before] = [await cursorAfter(15), await cursorAfter(26)];
    const first = await dataOf(app.url, WalkSessionsDocument, { orderBy, first: 50, after, before });
    expect(first.sessions.nodes.map(({ id }) => id)).toEqual(wanted.slice(15, 25));
    const last = await dataOf(app.url, WalkSessionsDocument, { orderBy, last: 3, after, before });
    expect(last.sessions.nodes.map(({ id }) => id)).toEqual(wanted.slice(22, 25));
    expect(last.sessions.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
  });

  it('count all, and not only those of the page', async () => {
    const { sessions } = await dataOf(app.url, FindSessionsDocument, { filter: { ended: true }, first: 0 });
    expect(sessions).toMatchObject({ totalCount: 20, nodes: [] });
  });

  it('refuse a cursor of another order or list by its name', async () => {
    const page = (await dataOf(app.url, WalkSessionsDocument, { first: 1 })).sessions.pageInfo;
    const orderBy = { field: 'DateCreated', direction: 'Ascend' } as const;
    const { errors } = await send(app.url, WalkSessionsDocument, { orderBy, after: page.endCursor });
    expect(errors[0]?.message).toBe('after is a cursor of the order dateCreated Descend, not of dateCreated Ascend.');
    const mine = await send(app.url, MyListsDocument, { first: 1, after: page.endCursor });
    expect(mine.errors[0]?.message).toBe('after is a cursor of sessions, not of mySessions.');
  });

  it('show another tenant nothing, whatever cursor it has', async () => {
    const { endCursor } = (await dataOf(app.url, WalkSessionsDocument, { last: 1 })).sessions.pageInfo;
    const stolen = { last: 10, before: endCursor };
    const { sessions } = await dataOf(app.url, WalkSessionsDocument, stolen, as('user@globex.test'));
    expect(sessions.nodes).toHaveLength(1);
  });
});

describe('the lists of a caller', () => {
  it('have the sessions it takes part in, by id or address', async () => {
    const { mySessions, activeSessions } = await dataOf(app.url, MyListsDocument, { first: 50 });
    const mine = stored.filter((_, n) => n % 4 < 2).map(({ _id }) => _id.toHexString());
    expect(mySessions.nodes.map(({ id }) => id)).toEqual([...mine].reverse());
    expect(mySessions.totalCount).toBe(20);
    const active = stored.filter((_, n) => n % 4 === 1).map(({ _id }) => _id.toHexString());
    expect(activeSessions.nodes.map(({ id }) => id)).toEqual([...active].reverse());
  });

  it('can be filtered', async () => {
    const found = await dataOf(app.url, MyListsDocument, { filter: { ended: true }, first: 50 });
    expect(found.mySessions.totalCount).toBe(10);
    expect(found.activeSessions.totalCount).toBe(0);
  });

  it('are empty for somebody else', async () => {
    const { mySessions } = await dataOf(app.url, MyListsDocument, { first: 50 }, as('admin@acme.test'));
    expect(mySessions.nodes).toEqual([]);
  });
});
