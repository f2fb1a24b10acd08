import { type AccountRecord, type EndpointRecord, nameOf, type UserRecord } from '../directory/records.ts';
import type { NewSessionDraft } from './check-new-session.ts';
import type { SessionCallState, SessionMemberCallState, SessionMemberRoles } from './enums.ts';
import type { SessionMember, SessionRecord } from './session-record.ts';

/** Somebody without a user in the account; the address, of e-mail or a phone, stands for the person. */
export interface Outsider {
  readonly id: null;
  readonly address: string;
}

/** Where members are looked for: User endpoints in that account, at most one for each user. */
export interface MemberPlace {
  readonly accountId: string;
  readonly endpoints: readonly EndpointRecord[];
}

/** Everything a new session is made of, found and checked. */
export interface SessionParts {
  readonly id: string;
  readonly now: Date;
  readonly draft: NewSessionDraft;
  readonly creator: UserRecord;
  readonly account: AccountRecord;
  /** Who else takes part, in order; may repeat. */
  readonly others: readonly (UserRecord | Outsider)[];
  /** User endpoints in the account, at most one for each user. */
  readonly endpoints: readonly EndpointRecord[];
}

/** Fills in every field of a new session. Pure: all it needs is in the parts. */
export function buildSession(parts: SessionParts): SessionRecord {
  const { id, now, draft, creator, account } = parts;
  const ended = draft.callState === 'Disconnected';
  return {
    id,
    dateCreated: now,
    dateLastModified: now,
    createdBy: creator.id,
    lastModifiedBy: creator.id,
    revision: 1,
    accountId: account.id,
    customerId: draft.customerId,
    endpointId: endpointOf(parts.endpoints, creator.id),
    parentSessionId: draft.parentSessionId,
    channel: draft.channel,
    direction: draft.direction,
    callState: draft.callState,
    dialState: startsDialling(draft) ? 'Active' : 'None',
    queueState: 'None',
    holdReason: 'None',
    ended,
    wasMissed: false,
    dateCompleted: ended ? now : null,
    // nobody puts on hold what was never connected
    dateConnected: draft.callState === 'Connected' || draft.callState === 'Hold' ? now : null,
    recording: false,
    displayName: draft.displayName,
    fromName: draft.fromName,
    fromAddress: draft.fromAddress ?? creator.emailAddress,
    toAddress: draft.toAddress ?? draft.withAddress?.text ?? null,
    fromPhoneNumber: draft.fromPhoneNumber,
    destination: draft.destination,
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
    log: [
      { date: now, message: `Session created by ${nameOf(creator)}` },
      ...(draft.startSession ? [{ date: now, message: 'Flow started' }] : []),
    ],
    members: membersOf(parts),
  };
}

function startsDialling(draft: NewSessionDraft): boolean {
  return draft.startSession && draft.channel === 'Voice' && (draft.destination ?? draft.toAddress) !== null;
}

function membersOf(parts: SessionParts): SessionMember[] {
  const { draft, creator } = parts;
  const isChat = draft.channel === 'Chat';
  const place = { accountId: parts.account.id, endpoints: parts.endpoints };
  const creatorRole: SessionMemberRoles = draft.direction === 'Outgoing' ? 'Caller' : 'Agent';
  const first = buildMember(place, creator, {
    isOriginalMember: true,
    role: isChat ? 'None' : creatorRole,
    callState: isChat ? 'None' : mirrored(draft.callState),
  });
  const others = parts.others.map((other) =>
    buildMember(place, other, { isOriginalMember: false, role: isChat ? 'None' : 'Agent', callState: 'None' }),
  );
  const byIdentity = new Map<string, SessionMember>();
  for (const one of [first, ...others]) {
    const key = one.identity.toLowerCase();
    if (!byIdentity.has(key)) byIdentity.set(key, one);
  }
  return [...byIdentity.values()];
}

/** Somebody as a member of a session. */
export function buildMember(
  { accountId, endpoints }: MemberPlace,
  who: UserRecord | Outsider,
  part: Pick<SessionMember, 'isOriginalMember' | 'role' | 'callState'>,
): SessionMember {
  return {
    identity: identityOf(who, accountId),
    endpointId: who.id === null ? null : endpointOf(endpoints, who.id),
    displayName: who.id === null ? who.address : nameOf(who),
    avatarUrl: who.id === null ? null : who.avatarUrl,
    applicationData: [],
    callSid: null,
    muted: false,
    ...part,
  };
}

/** What a member is known by: `user:ID` for a user of the account, else the address. */
export function identityOf(who: UserRecord | Outsider, accountId: string): string {
  if (who.id === null) return who.address;
  return who.accountIds.includes(accountId) ? `user:${who.id}` : who.emailAddress;
}

function endpointOf(endpoints: readonly EndpointRecord[], userId: string): string | null {
  return endpoints.find((endpoint) => endpoint.userId === userId)?.id ?? null;
}

function mirrored(callState: SessionCallState): SessionMemberCallState {
  return callState === 'Ringing' || callState === 'Connected' || callState === 'Hold' ? callState : 'None';
}
