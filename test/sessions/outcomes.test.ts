import { beforeEach, describe, expect, it } from 'vitest';
import {
  AddOneConferenceMemberDocument,
  CreateSessionDocument,
  type CreateSessionMutationVariables,
  EndOneSessionDocument,
  PatchOneConferenceMemberDocument,
  PatchOneSessionDocument,
  ReadSessionDocument,
  RejectOneSessionDocument,
  RemoveOneMemberDocument,
  StartOneConferenceDocument,
} from '../operations/operations.generated.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { eventsOf } from '../support/session-events.ts';
import { useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock();
const app = useTestApp({}, { clock });
beforeEach(() => clock.advance(1_000));

type Input = CreateSessionMutationVariables['input'];
const create = async (input: Partial<Input>) =>
  (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice', ...input } })).newSession;
const patch = async (sessionId: string, changes: object) =>
  (await dataOf(app.url, PatchOneSessionDocument, { input: { sessionId, ...changes } })).patchSession;
const end = async (sessionId: string, callSid: string | null = null) =>
  (await dataOf(app.url, EndOneSessionDocument, { input: { sessionId, callSid } })).endSession;
const reject = async (sessionId: string) =>
  (await dataOf(app.url, RejectOneSessionDocument, { input: { sessionId } })).rejectSession;
const rest = async (id: string, line: string, input: object) => {
  const { headers, body } = json(input);
  await call(app.url, line, { headers: { ...headers, ...as('user@acme.test') }, body });
  return (await dataOf(app.url, ReadSessionDocument, { id })).session;
};
const hangUp = (id: string) => patch(id, { callState: 'Disconnected' });

type Session = { outcome: string | null; wasMissed: boolean } | null;
type End = (id: string) => Promise<Session>;

describe('the outcome of a session', () => {
  const cases: [string, Partial<Input>, End, string, boolean][] = [
    ['an answered call', { direction: 'Incoming', callState: 'Connected' }, end, 'Completed', false],
    ['an outgoing call that was answered', { callState: 'Connected' }, hangUp, 'Completed', false],
    ['a missed call', { direction: 'Incoming', callState: 'Ringing' }, hangUp, 'Missed', true],
    ['a missed call that is ended by request', { direction: 'Incoming', callState: 'Ringing' }, end, 'Missed', true],
    ['an outgoing call that nobody answered', { callState: 'Ringing' }, hangUp, 'NotAnswered', false],
    [
      'the same over REST',
      { callState: 'Ringing' },
      (id) => rest(id, `PATCH /sessions/${id}`, { callState: 'Disconnected' }),
      'NotAnswered',
      false,
    ],
    ['an outgoing call that was cancelled', { callState: 'Ringing' }, end, 'Cancelled', false],
    [
      'the same over REST',
      { callState: 'Ringing' },
      (id) => rest(id, `DELETE /sessions/${id}`, {}),
      'Cancelled',
      false,
    ],
    ['a rejected call', { direction: 'Incoming', callState: 'Ringing' }, reject, 'Rejected', true],
  ];
  it.each(cases)('of %s', async (_, input, stop, outcome, wasMissed) => {
    const { id, outcome: before } = await create(input);
    expect(before).toBeNull();
    clock.advance(1_000);
    expect(await stop(id)).toMatchObject({ ended: true, outcome, wasMissed });
    const events = await eventsOf(app.url, id, 3);
    expect(events.find(({ kind }) => kind === 'SessionEnded')).toMatchObject({ outcome, wasMissed });
  });

  it.each(['Incoming', 'Outgoing'] as const)(
    'of an %s session recorded as already over is Completed',
    async (direction) => {
      const session = await create({ direction, callState: 'Disconnected' });
      expect(session).toMatchObject({ ended: true, outcome: 'Completed', wasMissed: false });
      const events = await eventsOf(app.url, session.id, 2);
      expect(events[1]).toMatchObject({ kind: 'SessionEnded', outcome: 'Completed', wasMissed: false });
    },
  );

  it('given by a client stays, and comes back when it is cleared', async () => {
    const { id } = await create({ callState: 'Ringing' });
    await patch(id, { outcome: 'Voice mail' });
    expect(await end(id)).toMatchObject({ outcome: 'Voice mail' });
    expect(await patch(id, { outcome: null })).toMatchObject({ outcome: 'NotAnswered' });
    const missed = await create({ direction: 'Incoming', callState: 'Ringing' });
    expect(await patch(missed.id, { callState: 'Disconnected', outcome: '' })).toMatchObject({ outcome: 'Missed' });
  });
});

describe('a conference', () => {
  const conference = async (callSid?: string) => {
    const { id } = await create({ callState: 'Connected' });
    if (callSid !== undefined) await patch(id, { callSid });
    await dataOf(app.url, StartOneConferenceDocument, { input: { sessionId: id } });
    const input = { sessionId: id, destination: '+15550102' };
    const { addConferenceMember } = await dataOf(app.url, AddOneConferenceMemberDocument, { input });
    const [first = '', second = ''] = addConferenceMember.members.map((member) => member.callSid ?? '');
    return { id, first, second };
  };
  const leave = async (sessionId: string, callSid: string) =>
    (await dataOf(app.url, PatchOneConferenceMemberDocument, { input: { sessionId, callSid, callState: 'None' } }))
      .patchConferenceMember;
  const remove = async (sessionId: string, memberToRemove: string) =>
    (await dataOf(app.url, RemoveOneMemberDocument, { input: { sessionId, memberToRemove } })).deleteChatMember;
  const activeIds = async () => {
    const headers = { ...as('admin@acme.test'), accept: 'application/json' };
    return JSON.parse((await call(app.url, 'GET /calls/active', { headers })).text).calls.length;
  };

  const ways: [string, (id: string, callSid: string) => Promise<{ ended: boolean }>, string][] = [
    ['EndSession', end, 'Call of +15550102 ended by User Acme; session ended with its last call'],
    ['PatchConferenceMember', leave, '+15550102: callState None by User Acme; session ended with its last call'],
    [
      'DeleteChatMember',
      (id) => remove(id, '+15550102'),
      '+15550102 removed by User Acme; session ended with its last call',
    ],
  ];
  it.each(ways)('ends with its last call: %s', async (_, stop, message) => {
    const before = await activeIds();
    const { id, first, second } = await conference();
    expect(await activeIds()).toBe(before + 2);
    expect(await leave(id, first)).toMatchObject({ ended: false, callState: 'Connected' });
    const session = await stop(id, second);
    expect(session).toMatchObject({
      ended: true,
      callState: 'Disconnected',
      outcome: 'Completed',
      dateCompleted: clock.now().toISOString(),
    });
    expect(session).toMatchObject({ log: expect.arrayContaining([expect.objectContaining({ message })]) });
    expect(await activeIds()).toBe(before);
  });

  it('goes on with the call of the session itself, until that ends', async () => {
    const { id, first, second } = await conference('CA-own');
    await leave(id, first);
    expect(await leave(id, second)).toMatchObject({ ended: false });
    expect(await end(id, 'CA-own')).toMatchObject({ ended: true });
  });
});
