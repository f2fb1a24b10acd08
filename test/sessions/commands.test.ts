import { beforeEach, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  AddOneConferenceMemberDocument,
  AddOneLogEntryDocument,
  CallOutDocument,
  CreateCustomerDocument,
  CreateSessionDocument,
  type CreateSessionMutationVariables,
  CreateUserDocument,
  EndOneSessionDocument,
  HoldOneSessionDocument,
  InviteMembersDocument,
  type NewOutgoingSession,
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
import { eventsOf } from '../support/session-events.ts';
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

describe('dateStateChanged', () => {
  it('is the time of the last change of callState or queueState', async () => {
    const { id, dateCreated, dateStateChanged } = await create({ callState: 'Ringing' });
    expect(dateStateChanged).toBe(dateCreated);
    const patch = async (changes: { displayName?: string; callState?: 'Connected'; queueState?: 'Queued' }) => {
      clock.advance(5_000);
      const input = { sessionId: id, ...changes };
      return (await dataOf(app.url, PatchOneSessionDocument, { input })).patchSession.dateStateChanged;
    };
    expect(await patch({ displayName: 'Ann' })).toBe(dateCreated);
    expect(await patch({ queueState: 'Queued' })).toBe(clock.now().toISOString());
    const connected = await patch({ callState: 'Connected' });
    expect(connected).toBe(clock.now().toISOString());
    expect(await patch({ displayName: 'Bob' })).toBe(connected);
  });
});

describe('every change', () => {
  it('adds a log entry, increments the revision and records the user and the time', async () => {
    const { id, log } = await create();
    clock.advance(5_000);
    const now = clock.now().toISOString();
    const input = { sessionId: id, callState: 'Hold', consoleData: '{\n\t"a": 1\n}', displayName: ' Ann ' } as const;
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
    const input = { sessionId: session.id, callState: 'Connected', displayName: 'Ann', queueState: null } as const;
    const { patchSession } = await dataOf(app.url, PatchOneSessionDocument, { input });
    expect(patchSession).toMatchObject(session);
  });

  it('clears a text with null or an empty string, and keeps omitted fields', async () => {
    const { id } = await create({ displayName: 'Ann', fromName: 'Bob', destination: '1' });
    const input = { sessionId: id, displayName: null, fromName: '' };
    const { patchSession } = await dataOf(app.url, PatchOneSessionDocument, { input });
    expect(patchSession).toMatchObject({ displayName: null, fromName: null, destination: '1' });
    expect(await read(id)).toMatchObject({ displayName: null, fromName: null, destination: '1' });
  });

  it('assigns another customer of the account', async () => {
    const { id } = await create({ customerId: demoIds.northShop });
    const patch = (customerId: string | null) =>
      send(app.url, PatchOneSessionDocument, { input: { sessionId: id, customerId, displayName: 'x' } });
    const foreign = await dataOf(app.url, CreateCustomerDocument, { input: { name: 'X' } }, as('manager@globex.test'));
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
    const input = { sessionId: id, displayName: 'x'.repeat(257), outcome: 'a\u0000b', consoleData: 'y'.repeat(16_385) };
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
    const patched = await dataOf(app.url, PatchOneSessionDocument, {
      input: { sessionId: id, callState: 'Connected' },
    });
    expect(patched.patchSession).toMatchObject({
      answeredByName: 'User Acme',
      answeredById: 'e00000000000000000000002',
      members: [{ callState: 'Connected' }],
    });

    const hold = { sessionId: id, reason: 'Transferring', holdQueueName: 'Support' } as const;
    const { holdSession } = await dataOf(app.url, HoldOneSessionDocument, { input: hold });
    expect(holdSession).toMatchObject({
      callState: 'Hold',
      holdReason: 'Transferring',
      holdQueueName: 'Support',
      heldByUserId: demoIds.user,
      revision: 3,
    });
    expect(holdSession.members).toMatchObject([{ callState: 'Hold' }]);
    expect(lastOf(holdSession)).toBe('Put on hold (Transferring) by User Acme');

    const { resumeSession } = await dataOf(app.url, ResumeOneSessionDocument, { input: { sessionId: id } });
    expect(resumeSession).toMatchObject({
      callState: 'Connected',
      holdReason: 'None',
      holdQueueName: null,
      heldByUserId: null,
    });

    const redirect = { sessionId: id, destination: '+15550101' };
    const { redirectSession } = await dataOf(app.url, RedirectOneSessionDocument, { input: redirect });
    expect(redirectSession).toMatchObject({ callState: 'Ringing', dialState: 'Active', destination: '+15550101' });
    expect(lastOf(redirectSession)).toBe('Redirected to +15550101 by User Acme');

    const { endSession } = await dataOf(app.url, EndOneSessionDocument, { input: { sessionId: id } });
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
    const { rejectSession } = await dataOf(app.url, RejectOneSessionDocument, { input: { sessionId: id } });
    expect(rejectSession).toMatchObject({ callState: 'Disconnected', outcome: 'Rejected', wasMissed: true });
    const other = await create();
    const { errors } = await send(app.url, RejectOneSessionDocument, { input: { sessionId: other.id } });
    expect(errors[0]).toMatchObject({
      message: 'A session that is Connected cannot be rejected; it must be Ringing.',
      extensions: { code: 'CONFLICT' },
    });
  });

  it('can be recorded, unlike a chat', async () => {
    const { id } = await create();
    const started = await dataOf(app.url, RecordOneSessionDocument, { input: { sessionId: id } });
    expect(started.recordSession).toMatchObject({ recording: true, revision: 2 });
    const again = await dataOf(app.url, RecordOneSessionDocument, { input: { sessionId: id } });
    expect(again.recordSession).toMatchObject({ recording: true, revision: 2 });
    const stopped = await dataOf(app.url, RecordOneSessionDocument, { input: { sessionId: id, stop: true } });
    expect(stopped.recordSession).toMatchObject({ recording: false, revision: 3 });
    const chat = await create({ channel: 'Chat' });
    const { errors } = await send(app.url, RecordOneSessionDocument, { input: { sessionId: chat.id } });
    expect(errors[0]?.message).toBe('A Chat session cannot be recorded; only Voice sessions can.');
  });

  it('cannot be redirected without a destination', async () => {
    const { id } = await create();
    const { errors } = await send(app.url, RedirectOneSessionDocument, { input: { sessionId: id, destination: ' ' } });
    expect(errors[0]?.extensions.errors).toMatchObject([{ fieldName: 'destination', errorCode: 'NotEmpty' }]);
  });
});

describe('redirectSession', () => {
  const redirect = async (id: string, callerId: string | null) =>
    (await dataOf(app.url, RedirectOneSessionDocument, { input: { sessionId: id, destination: '1', callerId } }))
      .redirectSession;

  it('calls an outgoing session from the caller id', async () => {
    const { id } = await create({ fromPhoneNumber: '+15550109' });
    expect(await redirect(id, null)).toMatchObject({ fromPhoneNumber: '+15550109' });
    const redirected = await redirect(id, '+15550108');
    expect(redirected).toMatchObject({ fromPhoneNumber: '+15550108', destination: '1' });
    expect(lastOf(redirected)).toBe('Redirected to 1 from +15550108 by User Acme');
  });

  it('keeps the number of the caller of an incoming session', async () => {
    const { id } = await create({ direction: 'Incoming', fromPhoneNumber: '+15550109' });
    const redirected = await redirect(id, '+15550108');
    expect(redirected).toMatchObject({ fromPhoneNumber: '+15550109', destination: '1' });
    expect(lastOf(redirected)).toBe('Redirected to 1 from +15550108 by User Acme');
  });
});

describe('members', () => {
  const invite = async (sessionId: string, memberToAdd: string, callerId: string | null = null) =>
    (await dataOf(app.url, InviteMembersDocument, { input: { sessionId, memberToAdd, callerId } })).inviteChatMember;
  const remove = async (sessionId: string, memberToRemove: string) =>
    (await dataOf(app.url, RemoveOneMemberDocument, { input: { sessionId, memberToRemove } })).deleteChatMember;
  const identitiesOf = ({ members }: { members: readonly { identity: string | null }[] }) =>
    members.map(({ identity }) => identity);

  it('are invited by email address, mobile number, user or team, once each', async () => {
    const { id, members } = await create({ channel: 'Chat' });
    expect(members).toHaveLength(1);
    expect(lastOf(await invite(id, `team:${demoIds.supportTeam}`))).toBe('Agent Acme invited by User Acme');
    for (const memberToAdd of ['AGENT@acme.test', 'guest@example.com', '+1 555 0123', `user:${demoIds.admin}`]) {
      await invite(id, memberToAdd);
    }
    expect(lastOf(await invite(id, 'GUEST@example.com'))).toBe('Admin Acme invited by User Acme');
    const all = await invite(id, '+15550123');
    expect(all.revision).toBe(5);
    expect(identitiesOf(all)).toEqual([
      `user:${demoIds.user}`,
      `user:${demoIds.agent}`,
      'guest@example.com',
      '+15550123',
      `user:${demoIds.admin}`,
    ]);
  });

  it('are written from the caller id, which the chat keeps if it has none', async () => {
    const { id } = await create({ channel: 'Chat' });
    const first = await invite(id, '+15550124', '+15550100');
    expect(first).toMatchObject({
      fromPhoneNumber: '+15550100',
      members: [
        { applicationData: [] },
        { displayName: '+15550124', applicationData: [{ key: 'callerId', value: '+15550100' }] },
      ],
    });
    const second = await invite(id, '+15550125', '+15550101');
    expect(second).toMatchObject({
      fromPhoneNumber: '+15550100',
      members: [{}, {}, { applicationData: [{ key: 'callerId', value: '+15550101' }] }],
    });
  });

  /** Member to invite, and names by which it is removed. */
  const names: [string, string[]][] = [
    ['agent@acme.test', ['agent@acme.test', 'Agent@ACME.test', `user:${demoIds.agent}`, demoIds.agent]],
    ['guest@example.com', ['GUEST@example.com']],
    ['+1 555 0123', ['+15550123', '+1 (555) 01-23']],
    ['admin@acme.test', ['e00000000000000000000001']],
  ];
  it.each(names.flatMap(([added, removed]) => removed.map((name): [string, string] => [added, name])))(
    '%s is removed as %s',
    async (memberToAdd, memberToRemove) => {
      const { id } = await create({ channel: 'Chat' });
      await invite(id, memberToAdd);
      const session = await remove(id, memberToRemove);
      expect(identitiesOf(session)).toEqual([`user:${demoIds.user}`]);
      expect(session.revision).toBe(3);
      const input = { sessionId: id, memberToRemove };
      const { errors } = await send(app.url, RemoveOneMemberDocument, { input });
      expect(errors[0]).toMatchObject({
        message: `There is no member ${JSON.stringify(memberToRemove)} in this session.`,
        extensions: { code: 'NOT_FOUND', errors: [{ fieldName: 'memberToRemove' }] },
      });
    },
  );

  it('who were invited before becoming a user leave with both entries', async () => {
    const { id } = await create({ channel: 'Chat' });
    await invite(id, 'new@example.com');
    const user = {
      emailAddress: 'new@example.com',
      password: 'long enough',
      accountId: demoIds.acme,
      roles: ['User'],
    };
    const { newUser } = await dataOf(app.url, CreateUserDocument, { input: user }, as('admin@acme.test'));
    await invite(id, `user:${newUser.id}`);
    expect(identitiesOf(await remove(id, 'new@example.com'))).toEqual([`user:${demoIds.user}`]);
  });

  const invitations: [string, object, string[]][] = [
    ['nobody', { memberToAdd: ' ' }, ['memberToAdd']],
    ['a user of another account', { memberToAdd: `user:${demoIds.globexUser}` }, ['memberToAdd']],
    ['a name, with an invalid caller id', { memberToAdd: 'x', callerId: '\u0000' }, ['memberToAdd', 'callerId']],
  ];
  it.each(invitations)('returns BAD_USER_INPUT for an invitation of %s', async (_, input, fields) => {
    const { id } = await create({ channel: 'Chat' });
    const variables = { input: { sessionId: id, memberToAdd: '', ...input } };
    const { errors } = await send(app.url, InviteMembersDocument, variables);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.errors?.map(({ fieldName }) => fieldName)).toEqual(fields);
  });
});

describe('conference members', () => {
  const add = async (sessionId: string, destination: string, rest: object = {}, who = as('user@acme.test')) =>
    (await dataOf(app.url, AddOneConferenceMemberDocument, { input: { sessionId, destination, ...rest } }, who))
      .addConferenceMember;

  it('are added, changed, held and hung up', async () => {
    const { id } = await create();
    const { startConference } = await dataOf(app.url, StartOneConferenceDocument, { input: { sessionId: id } });
    expect(startConference).toMatchObject({ conferenceSid: sid('CF'), members: [{ callSid: sid('CA') }] });

    const [, phone] = (await add(id, '+1 555 0102', { fromNumber: '+15550100' })).members;
    expect(phone).toMatchObject({
      identity: '+15550102',
      displayName: '+1 555 0102',
      callSid: sid('CA'),
      callState: 'Ringing',
      role: 'Agent',
      applicationData: [{ key: 'callerId', value: '+15550100' }],
    });
    const withAgent = await add(id, `user:${demoIds.agent}`);
    const [, , agent] = withAgent.members;
    expect(agent).toMatchObject({ identity: `user:${demoIds.agent}`, callSid: sid('CA'), callState: 'Ringing' });
    expect(withAgent.mostRecentParticipantCallSid).toBe(agent?.callSid);
    expect(lastOf(withAgent)).toBe('Agent Acme called into the conference by User Acme');

    const twice = await send(app.url, AddOneConferenceMemberDocument, {
      input: { sessionId: id, destination: 'agent@acme.test' },
    });
    expect(twice.errors[0]).toMatchObject({
      message: 'Agent Acme is already in this conference: Ringing.',
      extensions: { code: 'CONFLICT', errors: [{ fieldName: 'destination' }] },
    });

    const callSid = phone?.callSid ?? '';
    const answer = { sessionId: id, callSid, callState: 'Connected', muted: true } as const;
    const patched = await dataOf(app.url, PatchOneConferenceMemberDocument, { input: answer });
    expect(patched.patchConferenceMember.members[1]).toMatchObject({ callState: 'Connected', muted: true });
    expect(lastOf(patched.patchConferenceMember)).toBe('+1 555 0102: callState Connected, muted by User Acme');

    const hold = { sessionId: id, callSid, reason: 'Transferring' } as const;
    const { holdSession } = await dataOf(app.url, HoldOneSessionDocument, { input: hold });
    expect(holdSession).toMatchObject({ callState: 'Connected', holdReason: 'None', heldByUserId: null });
    expect(holdSession.members.map(({ callState }) => callState)).toEqual(['Connected', 'Hold', 'Ringing']);
    expect(lastOf(holdSession)).toBe('Call of +1 555 0102 put on hold (Transferring) by User Acme');
    const again = await dataOf(app.url, HoldOneSessionDocument, { input: hold });
    expect(again.holdSession.revision).toBe(holdSession.revision);

    const { endSession } = await dataOf(app.url, EndOneSessionDocument, { input: { sessionId: id, callSid } });
    expect(endSession).toMatchObject({ ended: false, callState: 'Connected' });
    expect(endSession.members[1]).toMatchObject({ callState: 'None' });
    const back = (await add(id, '+15550102')).members[1];
    expect(back).toMatchObject({ identity: '+15550102', callState: 'Ringing', muted: false, applicationData: [] });
    expect(back?.callSid).not.toBe(callSid);

    const input = { sessionId: id, callSid: 'CA0' };
    const answers = [
      await send(app.url, PatchOneConferenceMemberDocument, { input }),
      await send(app.url, EndOneSessionDocument, { input }),
      await send(app.url, HoldOneSessionDocument, { input }),
    ];
    for (const { errors } of answers) {
      expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', errors: [{ fieldName: 'callSid' }] });
    }
  });

  it('turn a call that is no conference into one', async () => {
    const { id } = await create();
    const session = await add(id, '+15550102');
    expect(session).toMatchObject({
      conferenceSid: sid('CF'),
      callState: 'Connected',
      members: [
        { callSid: sid('CA'), callState: 'Connected' },
        { callSid: sid('CA'), callState: 'Ringing' },
      ],
      revision: 2,
    });
    expect(lastOf(session)).toBe('Conference started, +15550102 called into the conference by User Acme');
    const input = { destination: '+15550102' };
    const ringing = await create({ callState: 'Ringing' });
    const chat = await create({ channel: 'Chat' });
    const refused = async (sessionId: string) =>
      (await send(app.url, AddOneConferenceMemberDocument, { input: { ...input, sessionId } })).errors[0]?.message;
    expect(await refused(ringing.id)).toBe(
      'A session that is Ringing cannot be turned into a conference; it must be Connected or Hold or Passive.',
    );
    expect(await refused(chat.id)).toBe('A Chat session cannot be turned into a conference; only Voice sessions can.');
  });

  it('join the call on the device of the user who adds them', async () => {
    const { id } = await create();
    const own = await add(id, '+15550102', { callSid: 'CA-of-the-user' });
    expect(own.members).toMatchObject([{ callSid: 'CA-of-the-user' }, { callSid: sid('CA') }]);
    expect(own.callSid).toBeNull();
    const admin = as('admin@acme.test');
    const byAdmin = await add(id, '+15550103', { callSid: 'CA-of-the-admin' }, admin);
    expect(byAdmin).toMatchObject({ callSid: 'CA-of-the-admin', members: [{ callSid: 'CA-of-the-user' }, {}, {}] });
    await add(id, '+15550104', { callSid: 'CA-of-the-user' }, admin);
    const input = { sessionId: id, destination: '+15550105', callSid: 'CA-of-nobody' };
    const { errors } = await send(app.url, AddOneConferenceMemberDocument, { input }, admin);
    expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', errors: [{ fieldName: 'callSid' }] });
  });

  it('are phone numbers, email addresses and users only', async () => {
    const { id } = await create();
    for (const destination of ['somebody', `team:${demoIds.supportTeam}`, `user:${demoIds.globexUser}`, '']) {
      const input = { sessionId: id, destination };
      const { errors } = await send(app.url, AddOneConferenceMemberDocument, { input });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', errors: [{ fieldName: 'destination' }] });
    }
  });
});

describe('notes', () => {
  it('are added to the log and must not be empty', async () => {
    const { id } = await create();
    const { addSessionLog } = await dataOf(app.url, AddOneLogEntryDocument, {
      input: { sessionId: id, message: ' one\ntwo ' },
    });
    expect(lastOf(addSessionLog)).toBe('one\ntwo');
    expect(addSessionLog.revision).toBe(2);
    const { errors } = await send(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message: ' ' } });
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
  const admin = as('admin@acme.test');
  const callOut = (input: NewOutgoingSession, rest: object = {}) =>
    send(app.url, CallOutDocument, { input, ...rest }, admin);

  it('dials a number from a phone number of the account and starts the flow', async () => {
    const input = { flowId: 'flow-7', numberToDial: '+1 555 0103', callerId: '+1 (555) 01-01' };
    const { data } = await callOut(input);
    expect(data?.newOutgoingSession).toMatchObject({
      channel: 'Voice',
      direction: 'Outgoing',
      callState: 'Ringing',
      dialState: 'Active',
      destination: '+15550103',
      fromPhoneNumber: '+15550101',
      revision: 1,
    });
    const { id = '', log } = data?.newOutgoingSession ?? {};
    expect(log?.at(-1)?.message).toBe('Flow started');
    const [created] = await eventsOf(app.url, id, 1);
    expect(created).toMatchObject({ kind: 'SessionCreated', startsFlow: true, flowId: 'flow-7' });
  });

  it('calls from the oldest phone number of the account, or without a caller id if it has none', async () => {
    const input = { numberToDial: '+15550103' };
    expect((await callOut(input)).data?.newOutgoingSession?.fromPhoneNumber).toBe('+15550100');
    const { data } = await callOut(input, { accountId: demoIds.globex });
    expect(data?.newOutgoingSession).toMatchObject({ accountId: demoIds.globex, fromPhoneNumber: null });
  });

  it('returns the same session for the same idempotency key', async () => {
    const input = { numberToDial: '+15550104' };
    const first = await callOut(input, { idempotencyKey: 'call-1' });
    const again = await callOut(input, { idempotencyKey: 'call-1' });
    expect(again.data).toEqual(first.data);
    expect(again.extensions).toMatchObject({ idempotentReplay: true });
    const other = await callOut({ ...input, flowId: 'flow-7' }, { idempotencyKey: 'call-1' });
    expect(other.errors[0]?.extensions.code).toBe('CONFLICT');
  });

  it('returns all validation errors at once', async () => {
    const { errors } = await callOut({ flowId: 'x'.repeat(1_025), numberToDial: ' ', callerId: 'y' });
    expect(errors[0]?.extensions.errors).toMatchObject([
      { fieldName: 'flowId', errorCode: 'MaximumLength' },
      { fieldName: 'numberToDial', errorCode: 'NotEmpty' },
      { fieldName: 'callerId', errorCode: 'RegularExpression' },
    ]);
    const foreign = await callOut({ numberToDial: '+15550103', callerId: '+15559999' });
    expect(foreign.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      errors: [
        {
          fieldName: 'callerId',
          errorCode: 'NotFound',
          message: 'There is no phone number with this callerId in this account.',
        },
      ],
    });
  });
});
