import { beforeEach, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  AddOneConferenceMemberDocument,
  AddOneLogEntryDocument,
  CallOutDocument,
  CreateCustomerDocument,
  CreateSessionDocument,
  type CreateSessionMutationVariables,
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
beforeEach(() => clock.advance(1_000));

type Input = CreateSessionMutationVariables['input'];
const create = async (input: Partial<Input> = {}) =>
  (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice', ...input } })).newSession;
const read = async (id: string) => (await dataOf(app.url, ReadSessionDocument, { id })).session;
const messages = () => database().collection('messages');
const lastOf = (session: { log: readonly { message: string | null }[] }) => session.log.at(-1)?.message;
const sid = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}[0-9a-f]{32}$`));

describe('every change', () => {
  it('adds a log entry, increments the revision and records the user and the time', async () => {
    const { id, log } = await create();
    clock.advance(5_000);
    const now = clock.now().toISOString();
    const input = { id, callState: 'Hold', consoleData: '{\n\t"a": 1\n}', displayName: ' Ann ' } as const;
    const { patchSession } = await dataOf(app.url, PatchOneSessionDocument, { input }, as('agent@acme.test'));
    expect(patchSession).toMatchObject({
      revision: 2,
      dateLastModified: now,
      lastModifiedBy: demoIds.agent,
      createdBy: demoIds.user,
      callState: 'Hold',
      heldByUserId: demoIds.agent,
      consoleData: '{\n\t"a": 1\n}',
      displayName: 'Ann',
    });
    expect(patchSession.log).toEqual([
      ...log,
      { date: now, message: 'Changed callState Hold, displayName, consoleData by Agent Acme' },
    ]);
    expect(await read(id)).toMatchObject({ revision: 2, callState: 'Hold', displayName: 'Ann' });
  });

  it('without effect adds no revision and no log entry', async () => {
    const session = await create({ displayName: 'Ann' });
    const input = { id: session.id, callState: 'Connected', displayName: 'Ann', queueState: null } as const;
    const { patchSession } = await dataOf(app.url, PatchOneSessionDocument, { input });
    expect(patchSession).toMatchObject(session);
  });

  it('clears a text with null or an empty string, and keeps omitted fields', async () => {
    const { id } = await create({ displayName: 'Ann', fromName: 'Bob', destination: '1' });
    const input = { id, displayName: null, fromName: '' };
    const { patchSession } = await dataOf(app.url, PatchOneSessionDocument, { input });
    expect(patchSession).toMatchObject({ displayName: null, fromName: null, destination: '1' });
    expect(await read(id)).toMatchObject({ displayName: null, fromName: null, destination: '1' });
  });

  it('assigns another customer of the account', async () => {
    const { id } = await create({ customerId: demoIds.northShop });
    const patch = (customerId: string | null) =>
      send(app.url, PatchOneSessionDocument, { input: { id, customerId, displayName: 'x' } });
    const foreign = await dataOf(app.url, CreateCustomerDocument, { input: { name: 'X' } }, as('user@globex.test'));
    for (const unknown of [foreign.newCustomer.id, 'nonsense']) {
      expect((await patch(unknown)).errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        errors: [{ fieldName: 'customerId', errorCode: 'NotFound' }],
      });
    }
    expect(await read(id)).toMatchObject({ customerId: demoIds.northShop, revision: 1 });
    expect((await patch(demoIds.headOffice.toUpperCase())).errors).toEqual([]);
    expect(await read(id)).toMatchObject({ customerId: demoIds.headOffice, customerName: 'Head Office' });
    await patch(null);
    expect(await read(id)).toMatchObject({ customerId: null, customerName: null, revision: 3 });
  });

  it('is rejected with all validation errors at once, and writes nothing', async () => {
    const { id } = await create();
    const input = { id, displayName: 'x'.repeat(257), outcome: 'a\u0000b', consoleData: 'y'.repeat(16_385) };
    const { errors } = await send(app.url, PatchOneSessionDocument, { input });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      errors: [
        { fieldName: 'displayName', errorCode: 'MaximumLength' },
        { fieldName: 'outcome', errorCode: 'RegularExpression' },
        { fieldName: 'consoleData', errorCode: 'MaximumLength' },
      ],
    });
    expect(await read(id)).toMatchObject({ revision: 1 });
  });
});

describe('a call', () => {
  it('can be answered, held, resumed, redirected and ended', async () => {
    const { id } = await create({ direction: 'Incoming', callState: 'Ringing' });
    const patched = await dataOf(app.url, PatchOneSessionDocument, { input: { id, callState: 'Connected' } });
    expect(patched.patchSession).toMatchObject({
      answeredByName: 'User Acme',
      answeredById: 'e00000000000000000000002',
      members: [{ callState: 'Connected' }],
    });

    const hold = { id, holdReason: 'Transferring', holdQueueName: 'Support' } as const;
    const { holdSession } = await dataOf(app.url, HoldOneSessionDocument, { input: hold });
    expect(holdSession).toMatchObject({ ...hold, callState: 'Hold', heldByUserId: demoIds.user, revision: 3 });
    expect(holdSession.members).toMatchObject([{ callState: 'Hold' }]);
    expect(lastOf(holdSession)).toBe('Put on hold (Transferring) by User Acme');

    const { resumeSession } = await dataOf(app.url, ResumeOneSessionDocument, { input: { id } });
    expect(resumeSession).toMatchObject({
      callState: 'Connected',
      holdReason: 'None',
      holdQueueName: null,
      heldByUserId: null,
    });

    const redirect = { id, destination: '+15550101' };
    const { redirectSession } = await dataOf(app.url, RedirectOneSessionDocument, { input: redirect });
    expect(redirectSession).toMatchObject({ callState: 'Ringing', dialState: 'Active', destination: '+15550101' });
    expect(lastOf(redirectSession)).toBe('Redirected to +15550101 by User Acme');

    const { endSession } = await dataOf(app.url, EndOneSessionDocument, { input: { id } });
    expect(endSession).toMatchObject({
      callState: 'Disconnected',
      dialState: 'None',
      ended: true,
      dateCompleted: clock.now().toISOString(),
      outcome: 'Completed',
      wasMissed: false,
      revision: 6,
    });
    expect(await read(id)).toEqual(endSession);
  });

  it('can be rejected only while it rings, and then counts as missed', async () => {
    const { id } = await create({ direction: 'Incoming', callState: 'Ringing' });
    const { rejectSession } = await dataOf(app.url, RejectOneSessionDocument, { input: { id } });
    expect(rejectSession).toMatchObject({ callState: 'Disconnected', outcome: 'Rejected', wasMissed: true });
    const other = await create();
    const { errors } = await send(app.url, RejectOneSessionDocument, { input: { id: other.id } });
    expect(errors[0]).toMatchObject({
      message: 'A session that is Connected cannot be rejected; it must be Ringing.',
      extensions: { code: 'CONFLICT' },
    });
  });

  it('can be recorded, unlike a chat', async () => {
    const { id } = await create();
    const started = await dataOf(app.url, RecordOneSessionDocument, { input: { id } });
    expect(started.recordSession).toMatchObject({ recording: true, revision: 2 });
    const again = await dataOf(app.url, RecordOneSessionDocument, { input: { id } });
    expect(again.recordSession).toMatchObject({ recording: true, revision: 2 });
    const stopped = await dataOf(app.url, RecordOneSessionDocument, { input: { id, stop: true } });
    expect(stopped.recordSession).toMatchObject({ recording: false, revision: 3 });
    const chat = await create({ channel: 'Chat' });
    const { errors } = await send(app.url, RecordOneSessionDocument, { input: { id: chat.id } });
    expect(errors[0]?.message).toBe('A Chat session cannot be recorded; only Voice sessions can.');
  });

  it('cannot be redirected without a destination', async () => {
    const { id } = await create();
    const { errors } = await send(app.url, RedirectOneSessionDocument, { input: { id, destination: ' ' } });
    expect(errors[0]?.extensions.errors).toMatchObject([{ fieldName: 'destination', errorCode: 'NotEmpty' }]);
  });
});

describe('members', () => {
  it('are invited once each and removed by user id, email address or endpoint id', async () => {
    const { id, members } = await create({ channel: 'Chat' });
    const input = {
      id,
      withAddress: `team:${demoIds.supportTeam}`,
      memberEmailAddresses: ['AGENT@acme.test', 'guest@example.com'],
    };
    const { inviteSessionMember } = await dataOf(app.url, InviteMembersDocument, { input });
    expect(members).toHaveLength(1);
    expect(inviteSessionMember.members.map(({ identity }) => identity)).toEqual([
      `user:${demoIds.user}`,
      `user:${demoIds.agent}`,
      'guest@example.com',
    ]);
    expect(lastOf(inviteSessionMember)).toBe('Agent Acme, guest@example.com invited by User Acme');
    const again = await dataOf(app.url, InviteMembersDocument, { input });
    expect(again.inviteSessionMember.revision).toBe(2);

    for (const memberId of [demoIds.agent, 'GUEST@example.com', 'e00000000000000000000002']) {
      await dataOf(app.url, RemoveOneMemberDocument, { input: { id, memberId } });
    }
    expect(await read(id)).toMatchObject({ members: [], revision: 5 });
    const { errors } = await send(app.url, RemoveOneMemberDocument, { input: { id, memberId: demoIds.agent } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', errors: [{ fieldName: 'memberId' }] });
  });

  const invitations: [string, object, string[]][] = [
    ['no member', {}, ['withAddress']],
    ['a user of another account', { withAddress: `user:${demoIds.globexUser}` }, ['withAddress']],
    [
      'invalid addresses',
      { withAddress: 'x', memberEmailAddresses: ['y', 'z'] },
      ['withAddress', ...Array(2).fill('memberEmailAddresses')],
    ],
  ];
  it.each(invitations)('returns BAD_USER_INPUT for an invitation of %s', async (_, input, fields) => {
    const { id } = await create({ channel: 'Chat' });
    const { errors } = await send(app.url, InviteMembersDocument, { input: { id, ...input } });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.errors?.map(({ fieldName }) => fieldName)).toEqual(fields);
  });

  it('are added to a conference, changed and hung up', async () => {
    const { id } = await create();
    const early = await send(app.url, AddOneConferenceMemberDocument, { input: { id, toAddress: '+15550102' } });
    expect(early.errors[0]?.message).toBe('This session is not a conference. Start one first.');

    const { startConference } = await dataOf(app.url, StartOneConferenceDocument, { input: { id } });
    expect(startConference).toMatchObject({ conferenceSid: sid('CF'), members: [{ callSid: sid('CA') }] });

    const phone = { id, toAddress: '+1 555 0102', displayName: 'Ann', callSid: 'CA-of-the-carrier' };
    await dataOf(app.url, AddOneConferenceMemberDocument, { input: phone });
    const agent = { id, toAddress: `user:${demoIds.agent}` };
    const { addConferenceMember } = await dataOf(app.url, AddOneConferenceMemberDocument, { input: agent });
    const [, ann, third] = addConferenceMember.members;
    expect(ann).toMatchObject({
      identity: '+1 555 0102',
      displayName: 'Ann',
      callSid: 'CA-of-the-carrier',
      callState: 'Ringing',
      role: 'Agent',
    });
    expect(third).toMatchObject({ identity: `user:${demoIds.agent}`, callSid: sid('CA'), callState: 'Ringing' });
    expect(addConferenceMember.mostRecentParticipantCallSid).toBe(third?.callSid);

    const twice = await send(app.url, AddOneConferenceMemberDocument, { input: agent });
    expect(twice.errors[0]?.message).toBe('Agent Acme is already in this conference: Ringing.');

    const answer = { id, callSid: 'CA-of-the-carrier', callState: 'Connected', muted: true } as const;
    const patched = await dataOf(app.url, PatchOneConferenceMemberDocument, { input: answer });
    expect(patched.patchConferenceMember.members[1]).toMatchObject({ callState: 'Connected', muted: true });
    expect(lastOf(patched.patchConferenceMember)).toBe('Ann: callState Connected, muted by User Acme');
    const held = { id, callSid: 'CA-of-the-carrier', callState: 'Hold' } as const;
    const onHold = await dataOf(app.url, PatchOneConferenceMemberDocument, { input: held });
    expect(onHold.patchConferenceMember.members[1]).toMatchObject({ callState: 'Hold', muted: true });

    const { endSession } = await dataOf(app.url, EndOneSessionDocument, { input: { id, callSid: held.callSid } });
    expect(endSession).toMatchObject({ ended: false, callState: 'Connected' });
    expect(endSession.members[1]).toMatchObject({ callState: 'None' });
    const back = await dataOf(app.url, AddOneConferenceMemberDocument, { input: { id, toAddress: '+1 555 0102' } });
    expect(back.addConferenceMember.members[1]).toMatchObject({
      callState: 'Ringing',
      muted: false,
      callSid: sid('CA'),
    });

    const nobody = await send(app.url, PatchOneConferenceMemberDocument, { input: { id, callSid: 'CA0' } });
    expect(nobody.errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', errors: [{ fieldName: 'callSid' }] });
    const noCall = await send(app.url, EndOneSessionDocument, { input: { id, callSid: 'CA0' } });
    expect(noCall.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('are added to a conference by phone number or user address only', async () => {
    const { id } = await create();
    for (const toAddress of ['somebody', `team:${demoIds.supportTeam}`, `user:${demoIds.globexUser}`, '']) {
      const { errors } = await send(app.url, AddOneConferenceMemberDocument, { input: { id, toAddress } });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', errors: [{ fieldName: 'toAddress' }] });
    }
  });
});

describe('notes', () => {
  it('are added to the log and must not be empty', async () => {
    const { id } = await create();
    const { addSessionLog } = await dataOf(app.url, AddOneLogEntryDocument, { input: { id, message: ' one\ntwo ' } });
    expect(lastOf(addSessionLog)).toBe('one\ntwo');
    expect(addSessionLog.revision).toBe(2);
    const { errors } = await send(app.url, AddOneLogEntryDocument, { input: { id, message: ' ' } });
    expect(errors[0]?.extensions.errors).toMatchObject([{ fieldName: 'message', errorCode: 'NotEmpty' }]);
  });

  it('messages are stored and logged once for each idempotency key', async () => {
    const { id } = await create({ channel: 'Chat' });
    const variables = { input: { sessionId: id, body: 'Hello\nthere' }, idempotencyKey: 'message-1' };
    const first = await send(app.url, SendOneMessageDocument, variables);
    expect(first.data?.sendMessage).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      sessionId: id,
      date: clock.now().toISOString(),
      createdBy: demoIds.user,
      fromIdentity: `user:${demoIds.user}`,
      sender: 'User Acme',
      text: 'Hello\nthere',
    });
    const again = await send(app.url, SendOneMessageDocument, variables);
    expect(again.data).toEqual(first.data);
    expect(again.extensions).toMatchObject({ idempotentReplay: true });
    expect(await messages().countDocuments({ text: 'Hello\nthere' })).toBe(1);
    const session = await read(id);
    expect(session).toMatchObject({ revision: 2 });
    expect(session && lastOf(session)).toBe('Message sent by User Acme');

    const other = await send(app.url, SendOneMessageDocument, { ...variables, input: { sessionId: id, body: 'Bye' } });
    expect(other.errors[0]?.extensions.code).toBe('CONFLICT');
  });

  it('rejected messages are not stored', async () => {
    const { id } = await create({ channel: 'Chat', callState: 'Disconnected' });
    const variables = { input: { sessionId: id, body: 'Too late' }, idempotencyKey: 'message-2' };
    const { errors } = await send(app.url, SendOneMessageDocument, variables);
    expect(errors[0]?.extensions.code).toBe('CONFLICT');
    expect(await messages().countDocuments({ text: 'Too late' })).toBe(0);
  });
});

describe('newOutgoingSession', () => {
  it('rings at its destination', async () => {
    const input = { destination: '+15550103', customerId: demoIds.northShop, displayName: 'Call back' };
    const { newOutgoingSession } = await dataOf(app.url, CallOutDocument, { input });
    expect(newOutgoingSession).toMatchObject({
      ...input,
      channel: 'Voice',
      direction: 'Outgoing',
      callState: 'Ringing',
      dialState: 'Active',
      customerName: 'North Shop',
      revision: 1,
    });
    expect(lastOf(newOutgoingSession)).toBe('Flow started');
  });

  it('returns the same session for the same idempotency key', async () => {
    const variables = { input: { destination: '+15550104' }, idempotencyKey: 'call-1' };
    const first = await send(app.url, CallOutDocument, variables);
    const again = await send(app.url, CallOutDocument, variables);
    expect(again.data).toEqual(first.data);
    expect(again.extensions).toMatchObject({ idempotentReplay: true });
  });

  it('returns all validation errors at once', async () => {
    const input = { destination: ' ', fromPhoneNumber: 'x', customerId: 'y' };
    const { errors } = await send(app.url, CallOutDocument, { input });
    expect(errors[0]?.extensions.errors?.map(({ fieldName }) => fieldName)).toEqual([
      'fromPhoneNumber',
      'destination',
      'customerId',
    ]);
  });
});
