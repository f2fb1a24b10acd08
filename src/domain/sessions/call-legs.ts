import { toE164 } from '../../common/validation/phone-number.ts';
import type { SessionMember, SessionRecord } from './record.ts';

/** Key in a member's application data: the phone number that the member is called or written from. */
const callerIdKey = 'callerId';

/** Returns the application data of a member that is called or written from a number, if one is given. */
export function callerIdData(callerId: string | null): SessionMember['applicationData'] {
  return callerId === null ? [] : [{ key: callerIdKey, value: callerId }];
}

/** One call of an active session, in the carrier's words. */
export interface CallLeg {
  /** Call SID; null if no one has reported it. */
  readonly sid: string | null;
  /** Call SID of the session, for the calls of its members. */
  readonly parentCallSid: string | null;
  readonly accountId: string;
  readonly callerName: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  readonly status: 'queued' | 'ringing' | 'in-progress';
  readonly dateCreated: Date | null;
  readonly dateUpdated: Date | null;
  /** Time of the first connection. */
  readonly startTime: Date | null;
  /** Whole seconds since `startTime`; 0 before, and for calls of members, whose times are not stored. */
  readonly duration: number;
}

/**
 * Returns the calls of an active Voice session: its own, then one for each other member with a Call SID who is on the
 * call. The call of a member with the role Caller is the session's own if the session has no Call SID.
 */
export function callLegsOf(session: SessionRecord, now: Date): CallLeg[] {
  const legs = session.members.filter(
    ({ callSid, callState }) => callSid !== null && callSid !== session.callSid && callState !== 'None',
  );
  const caller = session.callSid === null ? legs.find(({ role }) => role === 'Caller') : undefined;
  const sid = session.callSid ?? caller?.callSid ?? null;
  const others = legs.filter((member) => member !== caller);
  return [ownLeg(session, sid, now), ...others.map((member) => memberLeg(session, member))];
}

function ownLeg(session: SessionRecord, sid: string | null, now: Date): CallLeg {
  const { callState, queueState, dateConnected } = session;
  const waits = queueState === 'Queued' ? 'queued' : 'ringing';
  return {
    sid,
    parentCallSid: null,
    accountId: session.accountId,
    callerName: session.fromName,
    from: session.fromPhoneNumber ?? session.fromAddress,
    to: session.destination ?? session.toAddress,
    direction: session.direction === 'Incoming' ? 'inbound' : 'outbound-api',
    status: callState === 'Ringing' ? waits : 'in-progress',
    dateCreated: session.dateCreated,
    dateUpdated: session.dateLastModified,
    startTime: dateConnected,
    duration: dateConnected ? Math.max(0, Math.floor((now.getTime() - dateConnected.getTime()) / 1_000)) : 0,
  };
}

function memberLeg(session: SessionRecord, member: SessionMember): CallLeg {
  const callerId = member.applicationData.find(({ key }) => key === callerIdKey)?.value;
  return {
    sid: member.callSid,
    parentCallSid: session.callSid,
    accountId: session.accountId,
    callerName: null,
    from: callerId ?? session.fromPhoneNumber,
    to: member.identity,
    direction: 'outbound-dial',
    status: member.callState === 'Ringing' ? 'ringing' : 'in-progress',
    dateCreated: null,
    dateUpdated: session.dateLastModified,
    startTime: null,
    duration: 0,
  };
}

/** Returns a phone number in E.164 form, and any other address unchanged. */
export function formatAddress(address: string | null): string | null {
  return address && (toE164(address) ?? address);
}
