import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
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
import { buildSchemaWithoutServices } from '../support/app-schema.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, type GraphqlAnswer, send } from '../support/graphql-client.ts';
import { rootFields } from '../support/schema-walk.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock();
const app = useTestApp({}, { clock });
const database = useDatabase(app);

const create = async (who = as('user@acme.test')) =>
  (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } }, who)).newSession;
const read = async (id: string, who = as('admin@acme.test')) =>
  (await dataOf(app.url, ReadSessionDocument, { id }, who)).session;

type Headers = Record<string, string>;
type Change = (id: string, who: Headers, expectedRevision?: number | null) => Promise<GraphqlAnswer<unknown>>;

/** Returns the name of a mutation, and a function that sends it with an input for a session. */
const row = <T, I extends object>(
  name: string,
  document: TypedDocumentNode<T, { readonly input: I; readonly expectedRevision?: number | null }>,
  inputOf: (id: string) => I,
): [string, Change] => [
  name,
  (id, who, expectedRevision = null) => send(app.url, document, { input: inputOf(id), expectedRevision }, who),
];

const changes = [
  row('patchSession', PatchOneSessionDocument, (sessionId) => ({ sessionId, displayName: 'x' })),
  row('endSession', EndOneSessionDocument, (sessionId) => ({ sessionId })),
  row('holdSession', HoldOneSessionDocument, (sessionId) => ({ sessionId })),
  row('resumeSession', ResumeOneSessionDocument, (sessionId) => ({ sessionId })),
  row('redirectSession', RedirectOneSessionDocument, (sessionId) => ({ sessionId, destination: '1' })),
  row('rejectSession', RejectOneSessionDocument, (sessionId) => ({ sessionId })),
  row('recordSession', RecordOneSessionDocument, (sessionId) => ({ sessionId })),
  row('addSessionLog', AddOneLogEntryDocument, (sessionId) => ({ sessionId, message: 'x' })),
  row('inviteChatMember', InviteMembersDocument, (sessionId) => ({ sessionId, memberToAdd: 'a@b.test' })),
  row('deleteChatMember', RemoveOneMemberDocument, (sessionId) => ({ sessionId, memberToRemove: demoIds.user })),
  row('startConference', StartOneConferenceDocument, (sessionId) => ({ sessionId })),
  row('addConferenceMember', AddOneConferenceMemberDocument, (sessionId) => ({ sessionId, destination: '+15550100' })),
  row('patchConferenceMember', PatchOneConferenceMemberDocument, (sessionId) => ({ sessionId, callSid: 'CA1' })),
  row('sendMessage', SendOneMessageDocument, (sessionId) => ({ sessionId, body: 'x' })),
];

it('has a row for every mutation that accepts an expected revision', () => {
  const guarded = rootFields(buildSchemaWithoutServices()).filter(([, , { args }]) =>
    args.some(({ name }) => name === 'expectedRevision'),
  );
  expect(changes.map(([name]) => name).sort()).toEqual(guarded.map(([, name]) => name).sort());
});

describe.each(changes)('%s', (name, change) => {
  it('returns NOT_FOUND for a session of another account and for an unknown id', async () => {
    const session = await create();
    // a message without a session is not one to an unknown session
    for (const id of [session.id, '5e5500000000000000000009', 'x', ...(name === 'sendMessage' ? [] : [''])]) {
      const { data, errors } = await change(id, as('user@globex.test'));
      expect(Object.values(data ?? {})).toEqual([null]);
      expect(errors[0]).toMatchObject({
        message: `There is no session "${id}".`,
        extensions: { code: 'NOT_FOUND' },
      });
    }
    expect(await read(session.id)).toEqual(session);
  });

  it(`requires ${name === 'addConferenceMember' ? 'sign-in' : 'the role User'}`, async () => {
    const { id } = await create();
    if (name !== 'addConferenceMember') {
      expect((await change(id, as('viewer@acme.test'))).errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await change(id, {})).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await read(id)).toMatchObject({ revision: 1 });
  });

  it('returns CONFLICT for another revision than the expected one', async () => {
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

describe('100 concurrent log entries', () => {
  it('are each added once, and none is refused', async () => {
    const { id, log } = await create();
    const texts = Array.from({ length: 100 }, (_, index) => `entry ${index}`);
    const answers = await Promise.all(
      texts.map((message) => dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message } })),
    );
    const revisions = answers.map(({ addSessionLog }) => addSessionLog.revision);
    expect(revisions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index + 2));
    const session = await read(id);
    expect(session?.revision).toBe(101);
    expect(
      session?.log
        .slice(log.length)
        .map(({ message }) => message)
        .toSorted(),
    ).toEqual(texts.toSorted());
  });
});

describe('20 concurrent changes', () => {
  it('with the same expected revision: one is applied, the others are rejected', async () => {
    const { id } = await create();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send(app.url, PatchOneSessionDocument, {
          input: { sessionId: id, displayName: `name ${index}` },
          expectedRevision: 1,
        }),
      ),
    );
    const applied = answers.filter(({ errors }) => errors.length === 0);
    const rejected = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(applied).toHaveLength(1);
    expect(rejected).toEqual(Array(19).fill('CONFLICT'));
    expect(await read(id)).toMatchObject({ revision: 2, displayName: applied[0]?.data?.patchSession?.displayName });
  });

  it('that invite different members add all of them', async () => {
    const { id } = await create();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        dataOf(app.url, InviteMembersDocument, { input: { sessionId: id, memberToAdd: `p${index}@x.test` } }),
      ),
    );
    const session = await read(id);
    expect(new Set(session?.members.map(({ identity }) => identity)).size).toBe(21);
  });
});

describe('a user without roles', () => {
  const viewer = as('viewer@acme.test');

  it('changes states and console data, and nothing else', async () => {
    const { id } = await create();
    const patch = (changes: object) =>
      send(app.url, PatchOneSessionDocument, { input: { sessionId: id, ...changes } }, viewer);
    const allowed = { callState: 'Hold', holdReason: 'Transferring', queueState: 'Queued', consoleData: '{}' };
    expect((await patch(allowed)).data?.patchSession).toMatchObject({ ...allowed, revision: 2 });
    for (const refused of [{ displayName: 'x' }, { customerId: null }, { consoleData: 'x', outcome: 'Sold' }]) {
      expect((await patch(refused)).errors[0]).toMatchObject({
        message: 'The role User is required.',
        extensions: { code: 'FORBIDDEN' },
      });
    }
    expect(await read(id)).toMatchObject({ revision: 2, consoleData: '{}' });
  });

  it('adds a member to a conference', async () => {
    const { id } = await create();
    const input = { sessionId: id, destination: '+15550106' };
    const { data } = await send(app.url, AddOneConferenceMemberDocument, { input }, viewer);
    expect(data?.addConferenceMember?.members).toMatchObject([{}, { identity: '+15550106', callState: 'Ringing' }]);
  });

  it('changes no session of another account', async () => {
    const { id } = await create(as('user@globex.test'));
    const { errors } = await send(app.url, PatchOneSessionDocument, { input: { sessionId: id } }, viewer);
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('newOutgoingSession', () => {
  const variables = { input: { numberToDial: '+15550107' }, accountId: demoIds.acme };
  const callAs = (who: Headers) => send(app.url, CallOutDocument, variables, who);

  it('requires the role Manager or SystemAdministrator', async () => {
    for (const who of ['user@acme.test', 'viewer@acme.test']) {
      expect((await callAs(as(who))).errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await callAs({})).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await callAs(as('admin@acme.test'))).errors).toEqual([]);
  });

  it('lets a Manager, who needs no other role, call in its own accounts only', async () => {
    const set = (roles: string[]) =>
      database()
        .collection('users')
        .updateOne({ _id: new ObjectId(demoIds.globexUser) }, { $set: { roles } });
    await set(['Manager']);
    clock.advance(60_000);
    const own = await send(app.url, CallOutDocument, { input: variables.input }, as('user@globex.test'));
    expect(own.data?.newOutgoingSession).toMatchObject({ accountId: demoIds.globex, fromPhoneNumber: null });
    expect((await callAs(as('user@globex.test'))).errors[0]?.extensions.code).toBe('NOT_FOUND');
    await set(['User']);
    clock.advance(60_000);
  });
});

describe('deleteSessions', () => {
  const admin = as('admin@acme.test');

  it('deletes the sessions of one account that were created in the range', async () => {
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

  it('deletes archived sessions too', async () => {
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

  it('requires the role of an administrator', async () => {
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

  it('rejects an unknown account and a range that ends before it begins', async () => {
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
