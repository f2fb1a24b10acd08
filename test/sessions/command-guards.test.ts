import { ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  AddOneConferenceMemberDocument,
  AddOneLogEntryDocument,
  CallOutDocument,
  CreateSessionDocument,
  DeleteManySessionsDocument,
  EndOneSessionDocument,
  HoldOneSessionDocument,
  InviteMembersDocument,
  PatchOneConferenceMemberDocument,
  PatchOneSessionDocument,
  ReadSessionDocument,
  RecordOneSessionDocument,
  RedirectOneSessionDocument,
  RejectOneSessionDocument,
  RemoveOneMemberDocument,
  ResumeOneSessionDocument,
  SendOneMessageDocument,
  StartOneConferenceDocument,
} from '../operations/operations.generated.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock();
const app = useTestApp({}, { clock });
const database = useDatabase(app);

const create = async (who = as('user@acme.test')) =>
  (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } }, who)).newSession;
const read = async (id: string, who = as('admin@acme.test')) =>
  (await dataOf(app.url, ReadSessionDocument, { id }, who)).session;

type Headers = Record<string, string>;
const changes: [string, (id: string, who: Headers, expectedRevision?: number) => ReturnType<typeof send>][] = [
  [
    'patchSession',
    (id, who, expectedRevision) =>
      send(app.url, PatchOneSessionDocument, { input: { id, displayName: 'x' }, expectedRevision }, who),
  ],
  [
    'endSession',
    (id, who, expectedRevision) => send(app.url, EndOneSessionDocument, { input: { id }, expectedRevision }, who),
  ],
  [
    'holdSession',
    (id, who, expectedRevision) => send(app.url, HoldOneSessionDocument, { input: { id }, expectedRevision }, who),
  ],
  [
    'resumeSession',
    (id, who, expectedRevision) => send(app.url, ResumeOneSessionDocument, { input: { id }, expectedRevision }, who),
  ],
  [
    'redirectSession',
    (id, who, expectedRevision) =>
      send(app.url, RedirectOneSessionDocument, { input: { id, destination: '1' }, expectedRevision }, who),
  ],
  [
    'rejectSession',
    (id, who, expectedRevision) => send(app.url, RejectOneSessionDocument, { input: { id }, expectedRevision }, who),
  ],
  [
    'recordSession',
    (id, who, expectedRevision) => send(app.url, RecordOneSessionDocument, { input: { id }, expectedRevision }, who),
  ],
  [
    'addSessionLog',
    (id, who, expectedRevision) =>
      send(app.url, AddOneLogEntryDocument, { input: { id, message: 'x' }, expectedRevision }, who),
  ],
  [
    'sendSessionMessage',
    (id, who, expectedRevision) =>
      send(app.url, SendOneMessageDocument, { input: { id, text: 'x' }, expectedRevision }, who),
  ],
  [
    'inviteSessionMember',
    (id, who, expectedRevision) =>
      send(
        app.url,
        InviteMembersDocument,
        { input: { id, memberEmailAddresses: ['a@b.test'] }, expectedRevision },
        who,
      ),
  ],
  [
    'removeSessionMember',
    (id, who, expectedRevision) =>
      send(app.url, RemoveOneMemberDocument, { input: { id, memberId: demoIds.user }, expectedRevision }, who),
  ],
  [
    'startConference',
    (id, who, expectedRevision) => send(app.url, StartOneConferenceDocument, { input: { id }, expectedRevision }, who),
  ],
  [
    'addConferenceMember',
    (id, who, expectedRevision) =>
      send(app.url, AddOneConferenceMemberDocument, { input: { id, toAddress: '+15550100' }, expectedRevision }, who),
  ],
  [
    'patchConferenceMember',
    (id, who, expectedRevision) =>
      send(app.url, PatchOneConferenceMemberDocument, { input: { id, callSid: 'CA1' }, expectedRevision }, who),
  ],
];

describe.each(changes)('%s', (name, change) => {
  it('does not find a session of another account, nor one that is not there', async () => {
    const session = await create();
    for (const id of [session.id, '5e5500000000000000000009', 'x', '']) {
      const { data, errors } = await change(id, as('user@globex.test'));
      expect(data).toBeNull();
      expect(errors[0]).toMatchObject({
        message: `There is no session "${id}".`,
        extensions: { code: 'NOT_FOUND' },
      });
    }
    expect(await read(session.id)).toEqual(session);
  });

  it('needs the role User', async () => {
    const { id } = await create();
    expect((await change(id, as('viewer@acme.test'))).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await change(id, {})).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await read(id)).toMatchObject({ revision: 1 });
  });

  it('refuses to change another revision than the one expected', async () => {
    const { id } = await create();
    const { errors } = await change(id, as('user@acme.test'), 2);
    expect(errors[0]).toMatchObject({
      message: 'The session has changed: it is at revision 1.',
      extensions: { code: 'CONFLICT', errors: [{ fieldName: 'expectedRevision' }] },
    });
    expect(await read(id)).toMatchObject({ revision: 1 });
    const right = await change(id, as('user@acme.test'), 1);
    expect(right.errors.filter(({ message }) => message.includes('revision'))).toEqual([]);
    if (right.errors.length === 0) expect(right.data).toHaveProperty(name);
  });
});

describe('20 changes at once', () => {
  it('are each applied once, when they do not contradict each other', async () => {
    const { id, log } = await create();
    const texts = Array.from({ length: 20 }, (_, index) => `entry ${index}`);
    const answers = await Promise.all(
      texts.map((message) => dataOf(app.url, AddOneLogEntryDocument, { input: { id, message } })),
    );
    const revisions = answers.map(({ addSessionLog }) => addSessionLog.revision);
    expect(revisions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
    const session = await read(id);
    expect(session?.revision).toBe(21);
    expect(
      session?.log
        .slice(log.length)
        .map(({ message }) => message)
        .toSorted(),
    ).toEqual(texts.toSorted());
  });

  it('of one revision, one is applied and the others are refused', async () => {
    const { id } = await create();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send(app.url, PatchOneSessionDocument, { input: { id, displayName: `name ${index}` }, expectedRevision: 1 }),
      ),
    );
    const applied = answers.filter(({ errors }) => errors.length === 0);
    const rejected = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(applied).toHaveLength(1);
    expect(rejected).toEqual(Array(19).fill('CONFLICT'));
    expect(await read(id)).toMatchObject({ revision: 2, displayName: applied[0]?.data?.patchSession.displayName });
  });

  it('that invite different people lose nobody', async () => {
    const { id } = await create();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        dataOf(app.url, InviteMembersDocument, { input: { id, memberEmailAddresses: [`p${index}@x.test`] } }),
      ),
    );
    const session = await read(id);
    expect(new Set(session?.members.map(({ identity }) => identity)).size).toBe(21);
  });
});

describe('newOutgoingSession', () => {
  it('is for users, in accounts of theirs', async () => {
    const variables = { input: { destination: '1' }, accountId: demoIds.acme };
    const other = await send(app.url, CallOutDocument, variables, as('user@globex.test'));
    expect(other.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const viewer = await send(app.url, CallOutDocument, variables, as('viewer@acme.test'));
    expect(viewer.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('deleteSessions', () => {
  const admin = as('admin@acme.test');

  it('deletes what was created in the range, in that account alone', async () => {
    clock.advance(86_400_000);
    const start = clock.now();
    const inside = [await create(), await create(), await create()];
    const foreign = await create(as('user@globex.test'));
    clock.advance(1_000);
    const end = clock.now();
    const after = await create();
    const input = { accountId: demoIds.acme, startDateTime: start.toISOString(), endDateTime: end.toISOString() };
    const { deleteSessions } = await dataOf(app.url, DeleteManySessionsDocument, { input }, admin);
    expect(deleteSessions).toBe(3);
    expect(await Promise.all(inside.map(({ id }) => read(id)))).toEqual([null, null, null]);
    expect(await read(foreign.id)).toMatchObject({ id: foreign.id });
    expect(await read(after.id)).toMatchObject({ id: after.id });
    expect((await dataOf(app.url, DeleteManySessionsDocument, { input }, admin)).deleteSessions).toBe(0);
  });

  it('finds archived sessions too', async () => {
    clock.advance(86_400_000);
    const { id } = await create();
    const input = {
      accountId: demoIds.acme,
      startDateTime: clock.now().toISOString(),
      endDateTime: new Date(clock.now().getTime() + 1).toISOString(),
    };
    const sessions = database();
    const document = await sessions.collection('sessions').findOneAndDelete({ _id: new ObjectId(id) });
    await sessions.collection('archivedSessions').insertOne(document ?? {});
    expect((await dataOf(app.url, DeleteManySessionsDocument, { input }, admin)).deleteSessions).toBe(1);
    expect(await sessions.collection('archivedSessions').countDocuments({ _id: new ObjectId(id) })).toBe(0);
  });

  it('is for administrators', async () => {
    const input = {
      accountId: demoIds.acme,
      startDateTime: '2026-01-01T00:00:00Z',
      endDateTime: '2030-01-01T00:00:00Z',
    };
    for (const who of ['user@acme.test', 'user@globex.test', 'viewer@acme.test']) {
      const { errors } = await send(app.url, DeleteManySessionsDocument, { input }, as(who));
      expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('wants an account that is there and a range that is one', async () => {
    const range = { startDateTime: '2026-01-02T00:00:00Z', endDateTime: '2026-01-01T00:00:00Z' };
    const backward = await send(
      app.url,
      DeleteManySessionsDocument,
      { input: { accountId: demoIds.acme, ...range } },
      admin,
    );
    expect(backward.errors[0]?.extensions).toMatchObject({ errors: [{ fieldName: 'endDateTime' }] });
    const input = { accountId: 'x', startDateTime: range.endDateTime, endDateTime: range.startDateTime };
    const unknown = await send(app.url, DeleteManySessionsDocument, { input }, admin);
    expect(unknown.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
