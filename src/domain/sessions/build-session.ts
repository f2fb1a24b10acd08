import { type AccountRecord, type EndpointRecord, nameOf, type UserRecord } from '../directory/records.ts';
import type { NewSessionDraft } from './check-new-session.ts';
import type { SessionCallState, SessionMemberCallState, SessionMemberRoles } from './enums.ts';
import { type ExternalParticipant, identityOf, memberKey } from './member-key.ts';
import { SessionOutcomes } from './outcomes.ts';
import type { SessionMember, SessionRecord } from './record.ts';

/** An account and its User endpoints, at most one for each user, from which members are built. */
export interface MemberDirectory {
  readonly accountId: string;
  readonly endpoints: readonly EndpointRecord[];
}

/** Input of {@link buildSession}, resolved and validated. */
export interface BuildSessionInput {
  readonly id: string;
  readonly now: Date;
  readonly draft: NewSessionDraft;
  readonly creator: UserRecord;
  readonly account: AccountRecord;
  /** The other participants, in order; the list may contain duplicates. */
  readonly others: readonly (UserRecord | ExternalParticipant)[];
  /** User endpoints of the account, at most one for each user. */
  readonly endpoints: readonly EndpointRecord[];
}

/** Builds a new session with every field set. The result depends on the input only. */
export function buildSession(input: BuildSessionInput): SessionRecord {
  const { id, now, draft, creator, account } = input;
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
    endpointId: endpointOf(input.endpoints, creator.id),
    parentSessionId: draft.parentSessionId,
    channel: draft.channel,
    direction: draft.direction,
    callState: draft.callState,
    dialState: startsDialling(draft) ? 'Active' : 'None',
    queueState: 'None',
    holdReason: 'None',
    dateStateChanged: now,
    ended,
    wasMissed: false,
    dateCompleted: ended ? now : null,
    // a session on Hold must have been connected before
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
    outcome: ended ? SessionOutcomes.Completed : null,
    callSid: null,
    consoleData: null,
    holdQueueName: null,
    heldByUserId: null,
    conferenceSid: null,
    callbackNumber: null,
    mostRecentParticipantCallSid: null,
    ringQueueId: null,
    externalId: draft.externalId,
    attributes: draft.attributes,
    log: [
      { date: now, message: `Session created by ${nameOf(creator)}` },
      ...(draft.startSession ? [{ date: now, message: 'Flow started' }] : []),
    ],
    members: membersOf(input),
  };
}

function startsDialling(draft: NewSessionDraft): boolean {
  return draft.startSession && draft.channel === 'Voice' && (draft.destination ?? draft.toAddress) !== null;
}

function membersOf(input: BuildSessionInput): SessionMember[] {
  const { draft, creator } = input;
  const isChat = draft.channel === 'Chat';
  const directory = { accountId: input.account.id, endpoints: input.endpoints };
  const creatorRole: SessionMemberRoles = draft.direction === 'Outgoing' ? 'Caller' : 'Agent';
  const first = buildMember(directory, creator, {
    isOriginalMember: true,
    role: isChat ? 'None' : creatorRole,
    callState: isChat ? 'None' : memberCallStateFor(draft.callState),
  });
  const others = input.others.map((other) =>
    buildMember(directory, other, { isOriginalMember: false, role: isChat ? 'None' : 'Agent', callState: 'None' }),
  );
  const byIdentity = new Map<string, SessionMember>();
  for (const one of [first, ...others]) {
    const key = memberKey(one.identity);
    if (!byIdentity.has(key)) byIdentity.set(key, one);
  }
  return [...byIdentity.values()];
}

/** Builds the session member for a user or an external participant. */
export function buildMember(
  { accountId, endpoints }: MemberDirectory,
  person: UserRecord | ExternalParticipant,
  part: Pick<SessionMember, 'isOriginalMember' | 'role' | 'callState'>,
): SessionMember {
  return {
    identity: identityOf(person, accountId),
    endpointId: person.id === null ? null : endpointOf(endpoints, person.id),
    displayName: person.id === null ? person.address : nameOf(person),
    avatarUrl: person.id === null ? null : person.avatarUrl,
    applicationData: [],
    callSid: null,
    muted: false,
    ...part,
  };
}

function endpointOf(endpoints: readonly EndpointRecord[], userId: string): string | null {
  return endpoints.find((endpoint) => endpoint.userId === userId)?.id ?? null;
}

function memberCallStateFor(callState: SessionCallState): SessionMemberCallState {
  return callState === 'Ringing' || callState === 'Connected' || callState === 'Hold' ? callState : 'None';
}
