import { describe, expect, it } from 'vitest';
import type { DecisionContext, SessionChange } from '../../src/domain/sessions/change.ts';
import type { PatchFields, SessionCommand } from '../../src/domain/sessions/command.ts';
import { decideSessionChange } from '../../src/domain/sessions/decide-change.ts';
import type { SessionRecord } from '../../src/domain/sessions/record.ts';
import { callState, memberCallState, pairsOf, queueState } from '../support/session-transitions.ts';
import { someMember, someSession } from '../support/some-session.ts';

const now = new Date('2026-03-04T05:06:07.008Z');
const actor = { id: '05e000000000000000000002', name: 'User Acme', identity: 'user:05e000000000000000000002' };
const circumstances: DecisionContext = { now, actor, newSid: (prefix) => `${prefix}1` };

const decide = (session: SessionRecord, command: SessionCommand) =>
  decideSessionChange(session, command, circumstances);
const patch = (session: SessionRecord, fields: PatchFields) =>
  decide(session, { kind: 'patch', fields, joining: null });
const changeOf = (decision: ReturnType<typeof decide>): SessionChange => {
  if (decision.kind !== 'change') throw new Error(`expected a change, not ${JSON.stringify(decision)}`);
  return decision.change;
};
const errorOf = (decision: ReturnType<typeof decide>) => {
  if (decision.kind !== 'refused') throw new Error(`expected a refusal, not ${JSON.stringify(decision)}`);
  return decision.error;
};

describe('patch', () => {
  it.each(pairsOf(callState))('callState %s -> %s %s', (from, to, outcome) => {
    const decision = patch(someSession({ callState: from }), { callState: to });
    if (outcome === 'stays') expect(decision).toEqual({ kind: 'unchanged' });
    else if (outcome === 'moves') expect(changeOf(decision).set.callState).toBe(to);
    else {
      expect(errorOf(decision)).toMatchObject({
        code: 'CONFLICT',
        status: 409,
        message: `callState cannot change from ${from} to ${to}.`,
      });
    }
  });

  it.each(pairsOf(queueState))('queueState %s -> %s %s', (from, to, outcome) => {
    const decision = patch(someSession({ queueState: from }), { queueState: to });
    if (outcome === 'stays') expect(decision).toEqual({ kind: 'unchanged' });
    else if (outcome === 'moves') expect(changeOf(decision).set).toEqual({ queueState: to });
    else expect(errorOf(decision).message).toBe(`queueState cannot change from ${from} to ${to}.`);
  });

  it('changes dialState and holdReason in both directions', () => {
    expect(changeOf(patch(someSession(), { dialState: 'Active' })).set).toEqual({ dialState: 'Active' });
    expect(changeOf(patch(someSession({ dialState: 'Active' }), { dialState: 'None' })).set).toEqual({
      dialState: 'None',
    });
    const held = someSession({ callState: 'Hold' });
    expect(changeOf(patch(held, { holdReason: 'Transferring' })).set).toEqual({ holdReason: 'Transferring' });
    const transferring = { ...held, holdReason: 'Transferring' } as const;
    expect(changeOf(patch(transferring, { holdReason: 'None' })).set).toEqual({ holdReason: 'None' });
  });

  const mismatches: [string, SessionRecord, PatchFields, string][] = [
    [
      'a hold reason without a hold',
      someSession(),
      { holdReason: 'Transferring' },
      'holdReason Transferring requires callState Hold, not Connected.',
    ],
    [
      'dialing after the end',
      someSession({ callState: 'Disconnected' }),
      { dialState: 'Active' },
      'dialState Active is not allowed with callState Disconnected.',
    ],
    [
      'queueing after the end',
      someSession({ callState: 'Disconnected' }),
      { queueState: 'Queued' },
      'queueState Queued is not allowed with callState Disconnected.',
    ],
    [
      'queueing while hanging up',
      someSession(),
      { callState: 'Disconnected', queueState: 'Queued' },
      'queueState Queued is not allowed with callState Disconnected.',
    ],
  ];
  it.each(mismatches)('rejects %s', (_, session, fields, message) => {
    expect(errorOf(patch(session, fields))).toMatchObject({ code: 'CONFLICT', message });
  });

  it('reports all invalid transitions at once', () => {
    const error = errorOf(patch(someSession({ callState: 'Ringing' }), { callState: 'Hold', queueState: 'Hold' }));
    expect(error.errors.map(({ fieldName }) => fieldName)).toEqual(['callState', 'queueState']);
  });
});

describe('the call state of a conference member', () => {
  it.each(pairsOf(memberCallState))('%s -> %s %s', (from, to, outcome) => {
    const session = someSession({ conferenceSid: 'CF1', members: [someMember({ callSid: 'CA9', callState: from })] });
    const decision = decide(session, { kind: 'patchConferenceMember', callSid: 'CA9', callState: to, muted: null });
    if (outcome === 'stays') expect(decision).toEqual({ kind: 'unchanged' });
    else if (outcome === 'moves') {
      expect(changeOf(decision).set.members).toEqual([someMember({ callSid: 'CA9', callState: to })]);
    } else expect(errorOf(decision).message).toBe(`members.callState cannot change from ${from} to ${to}.`);
  });
});

describe('Disconnected', () => {
  it('resets all other states of the session and its members', () => {
    const session = someSession({
      callState: 'Hold',
      holdReason: 'Transferring',
      holdQueueName: 'Support',
      heldByUserId: actor.id,
      dialState: 'Active',
      queueState: 'Hold',
      recording: true,
      members: [someMember({ callState: 'Hold' }), someMember({ identity: 'x', callState: 'Ringing' })],
    });
    expect(changeOf(decide(session, { kind: 'end', callSid: null }))).toEqual({
      message: 'Session ended by User Acme',
      set: {
        callState: 'Disconnected',
        holdReason: 'None',
        holdQueueName: null,
        heldByUserId: null,
        ended: true,
        dateCompleted: now,
        outcome: 'Completed',
        dialState: 'None',
        queueState: 'Disconnected',
        recording: false,
        members: [someMember({ callState: 'None' }), someMember({ identity: 'x', callState: 'None' })],
      },
    });
  });

  const missed: [string, Partial<SessionRecord>, boolean][] = [
    ['an incoming, unanswered session', { direction: 'Incoming', callState: 'Ringing', dateConnected: null }, true],
    ['an incoming, answered session', { direction: 'Incoming', callState: 'Ringing' }, false],
    ['an outgoing, unanswered session', { callState: 'Ringing', dateConnected: null }, false],
  ];
  it.each(missed)('sets wasMissed of %s', (_, parts, wasMissed) => {
    const session = someSession(parts);
    const { set } = changeOf(decide(session, { kind: 'end', callSid: null }));
    expect({ ...session, ...set }.wasMissed).toBe(wasMissed);
  });

  it('keeps a given outcome', () => {
    const fields = { callState: 'Disconnected', outcome: 'Voice mail' } as const;
    expect(changeOf(patch(someSession(), fields)).set.outcome).toBe('Voice mail');
    expect(changeOf(patch(someSession({ outcome: 'Sold' }), { callState: 'Disconnected' })).set).not.toHaveProperty(
      'outcome',
    );
  });

  const commands: [SessionCommand][] = [
    [{ kind: 'hold', callSid: null, reason: 'None', holdQueueName: null }],
    [{ kind: 'resume' }],
    [{ kind: 'redirect', destination: '1', callerId: null, targets: [] }],
    [{ kind: 'reject' }],
    [{ kind: 'record', stop: false }],
    [{ kind: 'sendMessage', messageId: '3e5500000000000000000001' }],
    [{ kind: 'hold', callSid: 'CA9', reason: 'None', holdQueueName: null }],
    [{ kind: 'invite', members: [someMember({ identity: 'x' })], callerId: null }],
    [{ kind: 'removeMember', memberToRemove: actor.id, identities: [`user:${actor.id}`] }],
    [{ kind: 'startConference', conferenceSid: null }],
    [{ kind: 'addConferenceMember', member: someMember({ identity: 'x' }), callSid: null }],
    [{ kind: 'patchConferenceMember', callSid: 'CA9', callState: null, muted: true }],
  ];
  it.each(commands)('rejects %o', (command) => {
    const session = someSession({
      callState: 'Disconnected',
      conferenceSid: 'CF1',
      members: [someMember({ callState: 'None', callSid: 'CA9' })],
    });
    const { code, message } = errorOf(decide(session, command));
    expect([code, message]).toEqual(['CONFLICT', expect.stringContaining('Disconnected')]);
  });

  it('accepts log entries, an outcome and console data, and a repeated end without effect', () => {
    const session = someSession({ callState: 'Disconnected', outcome: 'Completed' });
    expect(changeOf(decide(session, { kind: 'addLog', message: 'Called back' }))).toEqual({
      set: {},
      message: 'Called back',
    });
    expect(changeOf(patch(session, { outcome: 'Sold', consoleData: '{}' })).set).toEqual({
      outcome: 'Sold',
      consoleData: '{}',
    });
    expect(patch(session, { outcome: null })).toEqual({ kind: 'unchanged' });
    expect(decide(session, { kind: 'end', callSid: null })).toEqual({ kind: 'unchanged' });
  });
});

describe('Connected', () => {
  it('records the answering user of an incoming session', () => {
    const session = someSession({
      direction: 'Incoming',
      callState: 'Ringing',
      dateConnected: null,
      members: [someMember({ callState: 'Ringing' })],
    });
    const change = changeOf(patch(session, { callState: 'Connected' }));
    expect(change).toEqual({
      message: 'Changed callState Connected by User Acme',
      set: {
        callState: 'Connected',
        dateConnected: now,
        answeredByName: 'User Acme',
        answeredById: 'e00000000000000000000002',
        members: [someMember()],
      },
    });
  });

  it('ends the dialing of an outgoing session', () => {
    const session = someSession({ callState: 'Ringing', dialState: 'Active', dateConnected: null });
    expect(changeOf(patch(session, { callState: 'Connected' })).set).toEqual({
      callState: 'Connected',
      dialState: 'None',
      dateConnected: now,
    });
  });
});

describe('the log', () => {
  it('rejects an entry beyond 10,000', () => {
    const log = Array.from({ length: 10_000 }, () => ({ date: now, message: 'x' }));
    const command = { kind: 'addLog', message: 'one more' } as const;
    expect(errorOf(decide(someSession({ log }), command)).code).toBe('CONFLICT');
    expect(decide(someSession({ log: log.slice(1) }), command).kind).toBe('change');
  });
});

it('rejects a member beyond 250', () => {
  const many = Array.from({ length: 250 }, (_, index) => someMember({ identity: `m${index}@x.test` }));
  expect(errorOf(decide(someSession(), { kind: 'invite', members: many, callerId: null })).message).toContain('250');
  const fewer = changeOf(decide(someSession(), { kind: 'invite', members: many.slice(1), callerId: null }));
  expect(fewer.message).toBe('249 members invited by User Acme');
});
