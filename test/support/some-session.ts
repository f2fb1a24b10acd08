import type { SessionMember, SessionRecord } from '../../src/domain/sessions/record.ts';

/** Creates a session record, by default a connected call with one member. */
export function someSession(parts: Partial<SessionRecord> = {}): SessionRecord {
  const date = new Date('2026-01-02T03:04:05.678Z');
  return {
    id: '5e5500000000000000000001',
    dateCreated: date,
    dateLastModified: date,
    createdBy: '05e000000000000000000002',
    lastModifiedBy: '05e000000000000000000002',
    revision: 1,
    accountId: 'acc000000000000000000001',
    customerId: null,
    endpointId: null,
    parentSessionId: null,
    channel: 'Voice',
    direction: 'Outgoing',
    callState: 'Connected',
    dialState: 'None',
    queueState: 'None',
    holdReason: 'None',
    dateStateChanged: date,
    ended: parts.callState === 'Disconnected',
    wasMissed: false,
    dateCompleted: parts.callState === 'Disconnected' ? date : null,
    dateConnected: date,
    recording: false,
    displayName: null,
    fromName: null,
    fromAddress: null,
    toAddress: null,
    fromPhoneNumber: null,
    destination: null,
    answeredByName: null,
    answeredById: null,
    queueMemberId: null,
    outcome: null,
    callSid: null,
    consoleData: null,
    holdQueueName: null,
    heldByUserId: null,
    conferenceSid: null,
    callbackNumber: null,
    mostRecentParticipantCallSid: null,
    ringQueueId: null,
    externalId: null,
    attributes: [],
    log: [],
    members: [someMember()],
    ...parts,
  };
}

/** Creates a session member, by default the creator of the session. */
export function someMember(parts: Partial<SessionMember> = {}): SessionMember {
  return {
    identity: 'user:05e000000000000000000002',
    endpointId: 'e00000000000000000000002',
    displayName: 'User Acme',
    isOriginalMember: true,
    avatarUrl: null,
    applicationData: [],
    callState: 'Connected',
    role: 'Caller',
    callSid: null,
    muted: false,
    ...parts,
  };
}
