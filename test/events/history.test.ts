import { createHash } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  AddOneLogEntryDocument,
  CreateSessionDocument,
  DeleteManySessionsDocument,
  EndOneSessionDocument,
  HoldOneSessionDocument,
  InviteMembersDocument,
  PatchOneSessionDocument,
  ReadEventCursorDocument,
  ReadEventObjectsDocument,
  ReadSessionEventsDocument,
  RemoveOneMemberDocument,
  SendOneMessageDocument,
} from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { eventsOf } from '../support/session-events.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const clock = new FakeClock();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, { clock });
});
afterAll(() => app.close());

const creator = `user:${demoIds.user}`;
const create = async (input: object = {}, who = as('user@acme.test')) =>
  (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice', ...input } }, who)).newSession;

describe('events of a change', () => {
  const cases: [string, (id: string) => Promise<unknown>, object[]][] = [
    [
      'patchSession',
      (id) =>
        dataOf(app.url, PatchOneSessionDocument, { input: { sessionId: id, displayName: 'Desk', outcome: 'Sold' } }),
      [{ kind: 'SessionChanged', changedFields: ['displayName', 'outcome'] }],
    ],
    [
      'holdSession',
      (id) => dataOf(app.url, HoldOneSessionDocument, { input: { sessionId: id } }),
      [
        {
          kind: 'SessionChanged',
          changedFields: ['callState', 'heldByUserId'],
          logMessage: 'Put on hold by User Acme',
        },
        { kind: 'SessionMemberChanged', members: [{ identity: creator, change: 'Changed' }] },
      ],
    ],
    [
      'endSession',
      (id) => dataOf(app.url, EndOneSessionDocument, { input: { sessionId: id } }),
      [
        { kind: 'SessionChanged', changedFields: ['callState', 'ended', 'dateCompleted', 'outcome'] },
        { kind: 'SessionMemberChanged', members: [{ identity: creator, change: 'Changed' }] },
        { kind: 'SessionEnded', outcome: 'Completed', wasMissed: false },
      ],
    ],
    [
      'addSessionLog',
      (id) => dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message: 'Called back' } }),
      [{ kind: 'SessionLogAdded', logMessage: 'Called back' }],
    ],
    [
      'inviteChatMember',
      (id) => dataOf(app.url, InviteMembersDocument, { input: { sessionId: id, memberToAdd: 'ann@example.com' } }),
      [{ kind: 'SessionMemberChanged', members: [{ identity: 'ann@example.com', change: 'Joined' }] }],
    ],
    [
      'deleteChatMember',
      (id) => dataOf(app.url, RemoveOneMemberDocument, { input: { sessionId: id, memberToRemove: creator } }),
      [{ kind: 'SessionMemberChanged', members: [{ identity: creator, change: 'Left' }] }],
    ],
  ];

  it.each(cases)('%s', async (_name, change, expected) => {
    const { id } = await create();
    await change(id);
    const [created, ...events] = await eventsOf(app.url, id, 1 + expected.length);
    expect(created).toMatchObject({ kind: 'SessionCreated', startsFlow: false, revision: 1, index: 0 });
    expect(events).toHaveLength(expected.length);
    for (const [index, event] of events.entries()) {
      expect(event).toMatchObject({ ...expected[index], revision: 2, index, sessionId: id, userId: demoIds.user });
      expect(event.__typename).toBe(event.kind);
      expect(event.date).toBe(clock.now().toISOString());
    }
  });

  it('sendMessage, published once for repeated requests', async () => {
    const { id } = await create();
    const message = { input: { sessionId: id, body: 'Hello' }, idempotencyKey: `hello-${id}` };
    const sent = await Promise.all([1, 2, 3].map(() => dataOf(app.url, SendOneMessageDocument, message)));
    const messageId = sent[0]?.sendMessage.id;
    await dataOf(app.url, SendOneMessageDocument, message);
    await dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message: 'last' } });
    const events = await eventsOf(app.url, id, 3);
    expect(events.slice(1)).toMatchObject([
      { kind: 'SessionMessageSent', messageId, logMessage: 'Message sent by User Acme' },
      { kind: 'SessionLogAdded', revision: 3 },
    ]);
    const { sessionEvents } = await dataOf(app.url, ReadEventObjectsDocument, { filter: { sessionIds: [id] } });
    expect(sessionEvents.nodes[1]).toMatchObject({
      session: { id, callState: 'Connected', accountName: 'Acme' },
      sentMessage: { id: messageId, text: 'Hello', sender: 'User Acme' },
    });
  });

  it('sendMessage, published by a retry when a killed process stored only the message', async () => {
    const { id } = await create();
    const fingerprint = createHash('sha256').update(`["${id}","Hello"]`).digest('base64');
    const _id = new ObjectId();
    await directly(app.database, (db) =>
      db.collection('messages').insertOne({
        _id,
        sessionId: new ObjectId(id),
        accountId: new ObjectId(demoIds.acme),
        dateCreated: clock.now(),
        createdBy: new ObjectId(demoIds.user),
        fromIdentity: creator,
        fromName: 'User Acme',
        text: 'Hello',
        idempotency: { key: `again-${id}`, fingerprint },
      }),
    );
    const message = { input: { sessionId: id, body: 'Hello' }, idempotencyKey: `again-${id}` };
    const again = await dataOf(app.url, SendOneMessageDocument, message);
    expect(again.sendMessage.id).toBe(_id.toHexString());
    const events = await eventsOf(app.url, id, 2);
    expect(events.at(-1)).toMatchObject({ kind: 'SessionMessageSent', messageId: _id.toHexString(), revision: 2 });
  });

  it('newSession of an ended session, with a flow, and twice with one idempotency key', async () => {
    const over = await create({ callState: 'Disconnected' });
    expect(await eventsOf(app.url, over.id, 2)).toMatchObject([{ kind: 'SessionCreated' }, { kind: 'SessionEnded' }]);
    const variables = { input: { channel: 'Voice', startSession: true } as const, idempotencyKey: 'twice' };
    const { newSession } = await dataOf(app.url, CreateSessionDocument, variables);
    await dataOf(app.url, CreateSessionDocument, variables);
    await dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: newSession.id, message: 'last' } });
    expect(await eventsOf(app.url, newSession.id, 2)).toMatchObject([
      { kind: 'SessionCreated', startsFlow: true },
      { kind: 'SessionLogAdded' },
    ]);
  });

  it('unchanged or refused patches publish none', async () => {
    const { id } = await create();
    await send(app.url, PatchOneSessionDocument, { input: { sessionId: id, callState: 'Connected' } });
    await send(app.url, PatchOneSessionDocument, { input: { sessionId: id, holdReason: 'Transferring' } });
    await dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message: 'last' } });
    expect((await eventsOf(app.url, id, 2)).map(({ kind }) => kind)).toEqual(['SessionCreated', 'SessionLogAdded']);
  });

  it('deleteSessions keeps the events of the deleted sessions', async () => {
    clock.advance(86_400_000);
    const startDateTime = clock.now().toISOString();
    const ids = await Promise.all([1, 2, 3].map(async () => (await create()).id));
    clock.advance(1);
    const input = { accountId: demoIds.acme, startDateTime, endDateTime: clock.now().toISOString() };
    await dataOf(app.url, DeleteManySessionsDocument, { input }, as('admin@acme.test'));
    const { sessionEvents } = await dataOf(app.url, ReadEventObjectsDocument, { filter: { sessionIds: ids } });
    expect(sessionEvents.nodes).toEqual(ids.map(() => ({ kind: 'SessionCreated', session: null })));
  });
});

describe('the event history', () => {
  const read = (variables: object, who?: Record<string, string>) =>
    send(app.url, ReadSessionEventsDocument, variables, who ?? as('user@acme.test'));

  it('numbers the events of each account without gaps, with two servers', async () => {
    const other = await startTestApp({ MONGODB_URI: app.database.uri, SEED_DEMO: '0' }, { clock });
    try {
      await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          dataOf(
            n % 2 ? app.url : other.url,
            CreateSessionDocument,
            { input: { channel: 'Fax', displayName: String(n) } },
            as(n % 3 ? 'user@acme.test' : 'user@globex.test'),
          ),
        ),
      );
      await eventsOf(app.url, { channel: ['Fax'] }, 30);
    } finally {
      await other.close();
    }
    for (const [user, account] of [
      ['user@acme.test', demoIds.acme],
      ['user@globex.test', demoIds.globex],
    ] as const) {
      const events = await eventsOf(app.url, {}, 10, as(user));
      expect(new Set(events.map(({ accountId }) => accountId))).toEqual(new Set([account]));
      expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    }
  });

  it('is paged forward and backward', async () => {
    const { id } = await create();
    for (const message of ['1', '2', '3', '4']) {
      await dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message } });
    }
    const all = await eventsOf(app.url, id, 5);
    const filter = { sessionIds: [id] };
    const page = async (args: object) => (await read({ filter, ...args })).data?.sessionEvents;
    const first = await page({ first: 2 });
    expect(first).toMatchObject({
      edges: all.slice(0, 2).map(({ cursor }) => ({ cursor })),
      pageInfo: { hasNextPage: true, hasPreviousPage: false, endCursor: all[1]?.cursor },
    });
    const rest = await page({ first: 3, after: first?.pageInfo.endCursor });
    expect(rest?.nodes).toEqual(all.slice(2));
    expect(rest?.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const last = await page({ last: 2 });
    expect(last?.nodes).toEqual(all.slice(3));
    const before = await page({ last: 2, before: last?.pageInfo.startCursor });
    expect(before?.nodes).toEqual(all.slice(1, 3));
    expect(await page({ after: all[4]?.cursor })).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } });
  });

  it('returns a current cursor, after which later events follow', async () => {
    const empty = await startTestApp({}, { clock });
    for (const url of [empty.url, app.url]) {
      const { sessionEventCursor: after } = await dataOf(url, ReadEventCursorDocument, {});
      const { newSession } = await dataOf(url, CreateSessionDocument, { input: { channel: 'Voice' } });
      await eventsOf(url, newSession.id, 1);
      const { data } = await send(url, ReadSessionEventsDocument, { after });
      expect(data?.sessionEvents.nodes).toMatchObject([{ kind: 'SessionCreated', sessionId: newSession.id }]);
    }
    await empty.close();
    for (const who of ['viewer@acme.test', 'nobody']) {
      const headers = who === 'nobody' ? {} : as(who);
      expect((await send(app.url, ReadEventCursorDocument, {}, headers)).errors).toHaveLength(1);
    }
  });

  it('filters by the attributes at the time of the event', async () => {
    const customerId = 'c05000000000000000000002';
    const { id } = await create({ channel: 'Fax', customerId });
    await dataOf(app.url, EndOneSessionDocument, { input: { sessionId: id } });
    await eventsOf(app.url, id, 4);
    const kindsOf = async (filter: object) =>
      (await read({ filter: { sessionIds: [id], ...filter } })).data?.sessionEvents.nodes.map(({ kind }) => kind);
    const all = ['SessionCreated', 'SessionChanged', 'SessionMemberChanged', 'SessionEnded'];
    const cases: [object, string[]][] = [
      [{ kinds: ['SessionEnded', 'SessionCreated'] }, ['SessionCreated', 'SessionEnded']],
      [{ kinds: [] }, []],
      [{ accountIds: [demoIds.acme] }, all],
      [{ accountIds: [demoIds.globex] }, []],
      [{ customerIds: [customerId] }, all],
      [{ customerIds: ['c05000000000000000000003'] }, []],
      [{ endpointIds: ['nothing'] }, []],
      [{ channel: ['Voice'] }, []],
      [{ channel: ['Voice', 'Fax'], members: [creator] }, all],
      [{ members: ['ann@example.com'] }, []],
    ];
    for (const [filter, expected] of cases) expect([filter, await kindsOf(filter)]).toEqual([filter, expected]);
  });

  it('returns no events of other accounts, and refuses callers without the role', async () => {
    const { id } = await create();
    await eventsOf(app.url, id, 1);
    const foreign = await read({ filter: { sessionIds: [id] } }, as('user@globex.test'));
    expect(foreign.data?.sessionEvents.nodes).toEqual([]);
    expect((await read({}, as('viewer@acme.test'))).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await read({}, {})).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('refuses invalid page arguments, listing every issue', async () => {
    const ids = Array.from({ length: 1_001 }, () => 'x');
    const { errors } = await read({ first: 101, last: -1, after: 'x', filter: { sessionIds: ids } });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.errors?.map(({ fieldName }) => fieldName)).toEqual([
      'first',
      'last',
      'after',
      'last',
      'filter.sessionIds',
    ]);
    const beyond = Buffer.from('event:999999').toString('base64url');
    expect((await read({ after: beyond })).errors[0]?.extensions.code).toBe('RESYNC_REQUIRED');
  });
});
