import { getNamedType, isEnumType, isObjectType } from 'graphql';
import { type Db, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enumFallbacks } from '../../src/api/contract/types/enum-fallbacks.ts';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { buildSchemaWithoutServices } from '../support/app-schema.ts';
import { directly } from '../support/direct-store.ts';
import { readEvents } from '../support/event-stream.ts';
import { as } from '../support/graphql-client.ts';
import { openSocket } from '../support/live-client.ts';
import { call, json } from '../support/rest-client.ts';
import { insertSessions, storedMember, storedSession } from '../support/session-documents.ts';
import { eventsOf } from '../support/session-events.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';

// the database has values that a newer server has stored
const user = as('user@acme.test');
const creator = `user:${demoIds.user}`;
const newer = {
  channel: 'Video',
  direction: 'Internal',
  callState: 'Whispering',
  dialState: 'Predictive',
  queueState: 'Overflow',
  holdReason: 'Music',
  displayName: 'Newer',
  members: [{ ...storedMember(creator), role: 'Supervisor', callState: 'Barging' }],
};
const shown = {
  channel: 'Chat',
  direction: 'Incoming',
  callState: 'Passive',
  dialState: 'None',
  queueState: 'None',
  holdReason: 'None',
  members: [{ role: 'None', callState: 'None' }],
};
const fields = 'id channel direction callState dialState queueState holdReason members{role callState}';
let app: TestApp;
let interpreting: TestApp;
let [live, archived] = ['', ''];

beforeAll(async () => {
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '1' });
  interpreting = await startTestApp({ MONGODB_URI: app.database.uri, COMPILE_AFTER: '0' });
  const end = { ended: true, dateCompleted: new Date('2026-03-01T01:00:00Z') };
  [live = '', archived = ''] = await inDatabase(async (db) => [
    ...(await insertSessions(db, [storedSession(1, newer), storedSession(2)])).slice(0, 1),
    ...(await insertSessions(db, [storedSession(3, { ...newer, ...end })], 'archivedSessions')),
  ]);
});
afterAll(async () => {
  await interpreting.close();
  await app.close();
});

const inDatabase = <T>(action: (db: Db) => Promise<T>) => directly(app.database, action);

async function query(text: string, url = app.url, who = user) {
  const body = JSON.stringify({ query: text });
  const headers = { ...who, 'content-type': 'application/json' };
  const { data, errors } = (await (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json()) as {
    // biome-ignore lint/suspicious/noExplicitAny: as many shapes as there are operations
    data: any;
    errors?: unknown;
  };
  expect(errors).toBeUndefined();
  return data;
}

/** Appends an event to the stream, as the relay of a newer server does. */
async function append(detail: object, session = live): Promise<void> {
  await inDatabase(async (db) => {
    const events = db.collection<{ _id: string; sequence: number; position: number; revision: number }>('events');
    const [last] = await events.find().sort({ sequence: -1 }).limit(1).toArray();
    const sequence = (last?.sequence ?? 0) + 1;
    const date = new Date();
    await events.insertOne({
      _id: `${session}-${1_000 + sequence}-0`,
      sequence,
      position: (last?.position ?? 0) + 1,
      dateRecorded: date,
      sessionId: new ObjectId(session),
      accountId: new ObjectId(demoIds.acme),
      ...pending(detail, 1_000 + sequence, date),
    } as never);
  });
}

const pending = (detail: object, revision: number, date = new Date()) => ({
  revision,
  index: 0,
  date,
  userId: new ObjectId(demoIds.user),
  logMessage: 'Something newer happened',
  facts: { channel: 'Video', identities: [creator] },
  detail,
});
const transferred = { kind: 'SessionTransferred', target: 'user:x' };
const muted = { kind: 'SessionMemberChanged', members: [{ identity: creator, change: 'Muted' }] };
const plainChange = { __typename: 'SessionChanged', kind: 'SessionChanged', changedFields: [] };

describe('a session with values of a newer server', () => {
  it.each(['compiled', 'interpreted'])('is readable over GraphQL, live and archived, %s', async (how) => {
    const { url } = how === 'compiled' ? app : interpreting;
    for (const id of [live, archived]) {
      expect((await query(`{session(id:"${id}"){${fields}}}`, url)).session).toEqual({ id, ...shown });
      expect((await query(`{node(id:"${id}"){...on SessionInfo{${fields}}}}`, url)).node).toEqual({ id, ...shown });
    }
    const list = async (filter: string) =>
      (await query(`{sessions(filter:{archived:${filter}}){nodes{${fields}}}}`, url)).sessions.nodes;
    expect(await list('false')).toContainEqual({ id: live, ...shown });
    expect(await list('true')).toEqual([{ id: archived, ...shown }]);
    const { sessionStats } = await query('{sessionStats(groupBy:Channel){key count}}', url);
    expect(sessionStats).toContainEqual({ key: 'Video', count: 2 });
  });

  it.each([
    ['json', '"channel":"Chat"', '"callState":"Passive"'],
    ['jsonl', '"channel":"Chat"', '"callState":"Passive"'],
    ['jsv', 'channel:Chat', 'callState:Passive'],
    ['xml', 'Chat</', 'Passive</'],
    ['csv', ',Chat,', ',Passive,'],
  ])('is readable over REST, live and archived, as %s', async (format, ...texts) => {
    const lines = [
      `GET /sessions?format=${format}&specificIds=${live}`,
      `GET /sessions?format=${format}&specificIds=${archived}&searchArchive=true`,
      `GET /sessions/${live}?format=${format}`,
    ];
    for (const line of lines) {
      const { status, text } = await call(app.url, line, { headers: user });
      expect(status).toBe(200);
      for (const one of texts) expect(text).toContain(one);
      expect(text).not.toMatch(/Video|Internal|Whispering|Predictive|Overflow|Music|Supervisor|Barging/);
    }
  });

  it('keeps them when its other fields change, and refuses transitions', async () => {
    const headers = { ...json({}).headers, ...user };
    const [id = ''] = await inDatabase((db) => insertSessions(db, [storedSession(4, newer)]));
    const patch = (changes: object) => call(app.url, `PATCH /sessions/${id}`, { ...json(changes), headers });
    expect((await patch({ consoleData: 'x' })).status).toBe(200);
    expect((await patch({ callState: 'Connected' })).status).toBe(409);
    const stored = (key: string) => inDatabase((db) => db.collection('sessions').findOne({ _id: new ObjectId(key) }));
    expect(await stored(id)).toMatchObject({ callState: 'Whispering', holdReason: 'Music' });

    const { members } = newer;
    const [joined = ''] = await inDatabase((db) => insertSessions(db, [storedSession(5, { members })]));
    const invite = `mutation{inviteChatMember(input:{sessionId:"${joined}",memberToAdd:"+15550123"}){id}}`;
    expect((await query(invite)).inviteChatMember).toEqual({ id: joined });
    expect(await stored(joined)).toMatchObject({ members: [{ role: 'Supervisor', callState: 'Barging' }, {}] });
  });
});

describe('an event of a kind of a newer server', () => {
  it('is a plain change in the history and in subscriptions', async () => {
    const { sessionEventCursor: after } = await query('{sessionEventCursor}');
    const socket = await openSocket(app.url);
    // events of sessions of other tests may still be relayed
    const sessionIds = [live];
    socket.watch('all', { filter: { sessionIds } });
    socket.watch('changes', { filter: { sessionIds, kinds: ['SessionChanged'] } });
    const text = `subscription($after:String){sessionEvents(filter:{sessionIds:["${live}"]},after:$after){__typename kind}}`;
    const params = new URLSearchParams({ query: text, variables: JSON.stringify({ after }) });
    const streamed = await fetch(`${app.url}/graphql?${params}`, { headers: { ...user, accept: 'text/event-stream' } });
    await socket.settle();
    await append(transferred);
    await append(muted);
    const [first, second] = await socket.events('all', 2);
    expect(first).toMatchObject(plainChange);
    expect(second).toMatchObject({ kind: 'SessionMemberChanged', members: [{ identity: creator, change: 'Changed' }] });
    expect(await socket.events('changes', 1)).toMatchObject([plainChange]);
    const { value } = await readEvents(streamed).next();
    expect(value?.data.data.sessionEvents).toEqual({ __typename: 'SessionChanged', kind: 'SessionChanged' });
    socket.close();
    expect(await eventsOf(app.url, live, 2)).toMatchObject([plainChange, { kind: 'SessionMemberChanged' }]);
    expect(await eventsOf(interpreting.url, live, 2)).toMatchObject([plainChange, { kind: 'SessionMemberChanged' }]);
    expect(await eventsOf(app.url, { sessionIds: [live], kinds: ['SessionChanged'] }, 1)).toHaveLength(1);
    expect(await eventsOf(app.url, { sessionIds: [live], kinds: ['SessionMemberChanged'] }, 1)).toHaveLength(1);
    expect(await eventsOf(app.url, { sessionIds: [live], kinds: ['SessionEnded'] }, 0)).toEqual([]);
  });

  it('is relayed from the outbox unchanged, and shown as a plain change', async () => {
    const [id = ''] = await inDatabase((db) =>
      insertSessions(db, [storedSession(5, { revision: 7, outbox: [pending(transferred, 7)] })]),
    );
    expect(await eventsOf(app.url, id, 1)).toMatchObject([plainChange]);
    const stored = await inDatabase((db) => db.collection('events').findOne({ sessionId: new ObjectId(id) }));
    expect(stored?.detail).toEqual(transferred);
  });

  it('is delivered to webhooks as a plain change, also to one for kinds of the newer server', async () => {
    const receiver = await startWebhookReceiver();
    const [all, changes, newerKinds] = await Promise.all(
      ['', ', kinds: [SessionChanged]', ', kinds: [SessionEnded]'].map(async (kinds) => {
        const text = `mutation{newWebhook(input:{url:"${receiver.url}"${kinds}}){webhook{id}}}`;
        return new ObjectId((await query(text)).newWebhook.webhook.id as string);
      }),
    );
    const kinds = { $set: { kinds: ['SessionTransferred'] } };
    await inDatabase((db) => db.collection('webhooks').updateOne({ _id: newerKinds ?? expect.fail() }, kinds));
    await append(transferred);
    await append({ kind: 'SessionArchived' });
    await receiver.count(5);
    const received = receiver.received.map(({ headers, event }) => [headers['webhook-event'], event.kind]);
    expect(received).toEqual(Array(5).fill(['SessionChanged', 'SessionChanged']));
    expect(receiver.received[0]?.event).toMatchObject({ changedFields: [], session: { channel: 'Chat' } });
    const counted = async (id?: ObjectId) =>
      (await query(`{webhookDeliveries(webhookId:"${id}"){nodes{kind}}}`)).webhookDeliveries.nodes.length;
    expect(await Promise.all([all, changes, newerKinds].map(counted))).toEqual([2, 2, 1]);
    expect((await query(`{webhook(id:"${newerKinds}"){kinds}}`)).webhook).toEqual({ kinds: ['SessionChanged'] });
    await receiver.close();
  });
});

it('an endpoint of a newer server is listed in both APIs', async () => {
  const id = await inDatabase(async (db) => {
    const changed = await db
      .collection('endpoints')
      .findOneAndUpdate({ accountId: new ObjectId(demoIds.acme) }, { $set: { type: 'SipTrunk' } });
    return changed?._id.toHexString();
  });
  const { endpoints } = await query('{endpoints{nodes{id type}}}', app.url, as('manager@acme.test'));
  expect(endpoints.nodes).toContainEqual({ id, type: 'PhoneNumber' });
  const { text } = await call(app.url, 'GET /endpoints', { headers: as('manager@acme.test') });
  expect(JSON.parse(text).items).toContainEqual(expect.objectContaining({ id, type: 'PhoneNumber' }));
});

it('every enum of a stored value has a fallback, which is one of its values', () => {
  const objects = Object.values(buildSchemaWithoutServices().getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'));
  const types = objects.flatMap((type) =>
    Object.values(type.getFields()).map(({ type: field }) => getNamedType(field)),
  );
  const enums = new Map(types.filter(isEnumType).map((type) => [type.name, type]));
  // computed by the server that answers
  enums.delete('WebhookState');
  expect(Object.keys(enumFallbacks).sort()).toEqual([...enums.keys()].sort());
  for (const [name, fallback] of Object.entries(enumFallbacks)) {
    expect(enums.get(name)?.getValue(fallback)).toBeDefined();
  }
});

it('a delivery of a newer server is listed in both APIs', async () => {
  const text = 'mutation{newWebhook(input:{url:"http://127.0.0.1:9/", enabled: false}){webhook{id}}}';
  const { id } = (await query(text)).newWebhook.webhook;
  const now = new Date();
  const delivery = {
    _id: `${id}-x`,
    webhookId: new ObjectId(id as string),
    accountId: new ObjectId(demoIds.acme),
    sessionId: new ObjectId(live),
    eventId: 'x',
    sequence: 1,
    kind: 'SessionTransferred',
    status: 'Skipped',
    body: '{}',
    dateQueued: now,
    attempts: 0,
    isRedelivery: false,
  };
  await inDatabase((db) => db.collection<{ _id: string }>('webhookDeliveries').insertOne(delivery));
  const { webhookDeliveries } = await query(`{webhookDeliveries(webhookId:"${id}"){nodes{kind status}}}`);
  expect(webhookDeliveries.nodes).toEqual([{ kind: 'SessionChanged', status: 'Pending' }]);
  const { text: listed } = await call(app.url, `GET /webhooks/${id}/deliveries`, { headers: user });
  expect(JSON.parse(listed).items).toMatchObject([{ kind: 'SessionChanged', status: 'Pending' }]);
});
