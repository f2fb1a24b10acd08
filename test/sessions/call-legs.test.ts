import { describe, expect, it } from 'vitest';
import { callLegsOf } from '../../src/domain/sessions/call-legs.ts';
import type { SessionRecord } from '../../src/domain/sessions/record.ts';
import { someMember, someSession } from '../support/some-session.ts';

const now = new Date('2026-03-04T05:06:07.900Z');
const dateConnected = new Date('2026-03-04T05:05:05.000Z');

const legsOf = (parts: Partial<SessionRecord>) => callLegsOf(someSession(parts), now);
const shown = (parts: Partial<SessionRecord>) =>
  legsOf(parts).map(({ sid, direction, status }) => [sid, direction, status]);

describe('the calls of a session', () => {
  it('have its own addresses, dates and duration', () => {
    const session = someSession({
      callSid: 'CA1',
      direction: 'Outgoing',
      fromName: 'Ann',
      fromAddress: 'ann@acme.test',
      fromPhoneNumber: '+15550100',
      destination: '+15550102',
      dateConnected,
    });
    expect(callLegsOf(session, now)).toEqual([
      {
        sid: 'CA1',
        parentCallSid: null,
        accountId: session.accountId,
        callerName: 'Ann',
        from: '+15550100',
        to: '+15550102',
        direction: 'outbound-api',
        status: 'in-progress',
        dateCreated: session.dateCreated,
        dateUpdated: session.dateLastModified,
        startTime: dateConnected,
        duration: 62,
      },
    ]);
  });

  it('are one call without a SID where no one has reported any', () => {
    expect(shown({ callSid: null })).toEqual([[null, 'outbound-api', 'in-progress']]);
    expect(shown({ callSid: null, direction: 'Incoming' })).toEqual([[null, 'inbound', 'in-progress']]);
  });

  /** States of the session, and the carrier's word. */
  const statuses: [Partial<SessionRecord>, string][] = [
    [{ callState: 'Ringing' }, 'ringing'],
    [{ callState: 'Ringing', queueState: 'Queued' }, 'queued'],
    [{ callState: 'Ringing', queueState: 'Ringing' }, 'ringing'],
    [{ callState: 'Connected' }, 'in-progress'],
    [{ callState: 'Connected', queueState: 'Queued' }, 'in-progress'],
    [{ callState: 'Hold' }, 'in-progress'],
    [{ callState: 'Passive' }, 'in-progress'],
  ];
  it.each(statuses)('in %o are %s', (states, status) => {
    expect(legsOf({ callSid: 'CA1', ...states })[0]?.status).toBe(status);
  });

  it('are those of the members who are on the call', () => {
    const members = [
      someMember({ callSid: 'CA2', role: 'Caller' }),
      someMember({ identity: 'a', callSid: 'CA3', role: 'Agent', callState: 'Ringing' }),
      someMember({ identity: 'b', callSid: 'CA4', role: 'Agent', callState: 'Hold' }),
      someMember({ identity: 'c', callSid: 'CA5', role: 'Agent', callState: 'None' }),
      someMember({ identity: 'd', callSid: null, role: 'Agent', callState: 'Connected' }),
    ];
    expect(shown({ callSid: 'CA1', members })).toEqual([
      ['CA1', 'outbound-api', 'in-progress'],
      ['CA2', 'outbound-dial', 'in-progress'],
      ['CA3', 'outbound-dial', 'ringing'],
      ['CA4', 'outbound-dial', 'in-progress'],
    ]);
    expect(shown({ callSid: 'CA2', members }).map(([sid]) => sid)).toEqual(['CA2', 'CA3', 'CA4']);
    // the caller's call is the session's own
    expect(shown({ callSid: null, members })).toEqual([
      ['CA2', 'outbound-api', 'in-progress'],
      ['CA3', 'outbound-dial', 'ringing'],
      ['CA4', 'outbound-dial', 'in-progress'],
    ]);
  });

  it('name the number that calls a member', () => {
    const members = [
      someMember({ identity: '+15550102', callSid: 'CA2', applicationData: [{ key: 'callerId', value: '+15550101' }] }),
      someMember({ identity: '+15550103', callSid: 'CA3' }),
    ];
    expect(legsOf({ callSid: 'CA1', fromPhoneNumber: '+15550100', members }).slice(1)).toMatchObject([
      { from: '+15550101', to: '+15550102', parentCallSid: 'CA1', startTime: null, duration: 0 },
      { from: '+15550100', to: '+15550103', parentCallSid: 'CA1', startTime: null, duration: 0 },
    ]);
  });
});
