import { notFound } from '../directory/domain-errors.ts';
import { isRingingTarget } from './answering.ts';
import type { Decision } from './change.ts';
import type { SessionCommand } from './command.ts';
import type { SessionDraft } from './draft.ts';
import { memberKey } from './member-key.ts';
import type { SessionMember } from './record.ts';

/** Adds the invited members that are not in the session yet. */
export function inviteMembers(
  draft: SessionDraft,
  { members: invited, callerId }: Extract<SessionCommand, { kind: 'invite' }>,
  by: string,
): Decision {
  draft.requireOpen('joined');
  const present = new Set(draft.session.members.map(keyOf));
  const added = invited.filter((member) => {
    const isNew = !present.has(keyOf(member));
    present.add(keyOf(member));
    return isNew;
  });
  draft.addMembers(added);
  const { channel, fromPhoneNumber } = draft.session;
  if (added.length > 0 && channel === 'Chat' && fromPhoneNumber === null) draft.set('fromPhoneNumber', callerId);
  // a number keeps the log entry short when a whole team is invited
  const person = added.length > 5 ? `${added.length} members` : added.map(nameOrIdentity).join(', ');
  return draft.decide(`${person} invited ${by}`);
}

/**
 * Removes a member, named by its e-mail address, phone number or identity, or by the id of its user or endpoint. All
 * entries of the person leave: one who was invited before becoming a user can have two.
 */
export function removeMember(
  draft: SessionDraft,
  { memberToRemove, identities }: Extract<SessionCommand, { kind: 'removeMember' }>,
  by: string,
): Decision {
  draft.requireOpen('left');
  const { members } = draft.session;
  const wanted = memberKey(memberToRemove);
  const keys = new Set([wanted, ...identities.map(memberKey)]);
  const persons = members.filter((member) => keys.has(keyOf(member)));
  const found = persons.length > 0 ? persons : members.filter(({ endpointId }) => endpointId?.toLowerCase() === wanted);
  const [first] = found;
  if (!first) return notInSession('member', 'memberToRemove', memberToRemove);
  draft.set(
    'members',
    members.filter((member) => !found.includes(member)),
  );
  const note = endWithLastCall(draft);
  return draft.decide(`${nameOrIdentity(first)} removed ${by}${note}`);
}

/** Turns a call into a conference. Members with an active call get a Call SID, by which later requests address them. */
export function startConference(draft: SessionDraft, conferenceSid: string | null, by: string): Decision {
  const { conferenceSid: current } = draft.session;
  if (current !== null && conferenceSid !== null && conferenceSid !== current) {
    draft.addConflict('conferenceSid', `This session is already in the conference ${quoted(current)}.`);
  }
  makeConference(draft, conferenceSid);
  return draft.decide(`Conference started ${by}`);
}

function makeConference(draft: SessionDraft, conferenceSid: string | null): void {
  const { newSid } = draft.context;
  draft.requireVoice('turned into a conference');
  draft.requireCallState(['Connected', 'Hold', 'Passive'], 'turned into a conference');
  if (draft.session.conferenceSid === null) draft.set('conferenceSid', conferenceSid ?? newSid('CF'));
  draft.mapMembers((member) =>
    member.callState === 'None' || member.callSid !== null ? member : { ...member, callSid: newSid('CA') },
  );
}

/**
 * Calls a member into the conference; a member who left is called again. A call that is no conference becomes one.
 */
export function addConferenceMember(
  draft: SessionDraft,
  { member: given, callSid }: Extract<SessionCommand, { kind: 'addConferenceMember' }>,
  by: string,
): Decision {
  const isFirst = draft.session.conferenceSid === null;
  if (!isFirst) draft.requireOpen('joined');
  if (!adoptCall(draft, callSid)) return notInSession('call', 'callSid', callSid ?? '');
  if (isFirst) makeConference(draft, null);
  const member = { ...given, callSid: draft.context.newSid('CA') };
  const present = draft.session.members.find((one) => keyOf(one) === keyOf(member));
  if (present && present.callState !== 'None') {
    draft.addConflict('destination', `${nameOrIdentity(present)} is already in this conference: ${present.callState}.`);
  }
  if (present) {
    const { callSid: newCallSid, applicationData } = member;
    const called = {
      ...draft.transitionMember(present, 'Ringing'),
      callSid: newCallSid,
      applicationData,
      muted: false,
    };
    draft.mapMembers((one) => (one === present ? called : one));
  } else draft.addMembers([member]);
  draft.set('mostRecentParticipantCallSid', member.callSid);
  const started = isFirst ? 'Conference started, ' : '';
  return draft.decide(`${started}${nameOrIdentity(member)} called into the conference ${by}`);
}

/**
 * Records the call on the device of the acting user: as the call of its member or, if the user is no member, as the
 * call of a session that has none.
 * @returns false if the session can have no such call
 */
function adoptCall(draft: SessionDraft, callSid: string | null): boolean {
  const { members, callSid: sessionCallSid } = draft.session;
  if (callSid === null || members.some((one) => one.callSid === callSid)) return true;
  const own = members.find(({ identity }) => identity === draft.context.actor.identity);
  if (own) draft.mapMembers((one) => (one === own ? { ...one, callSid } : one));
  else if (sessionCallSid === null) draft.set('callSid', callSid);
  return own !== undefined || sessionCallSid === null || sessionCallSid === callSid;
}

/** Changes the call state and the muted flag of a member, each only if given. */
export function patchConferenceMember(
  draft: SessionDraft,
  { callSid, callState, muted }: Extract<SessionCommand, { kind: 'patchConferenceMember' }>,
  by: string,
): Decision {
  draft.requireOpen('changed');
  const found = draft.session.members.find((member) => member.callSid === callSid);
  if (!found) return notInSession('member with the call', 'callSid', callSid);
  draft.mapMembers((member) => {
    if (member !== found) return member;
    const transitioned = callState === null ? member : draft.transitionMember(member, callState);
    return muted === null || muted === transitioned.muted ? transitioned : { ...transitioned, muted };
  });
  const now = draft.session.members.find((member) => member.callSid === callSid) ?? found;
  if (isRingingTarget(found) && now.callState === 'Connected') draft.transitionCall('Connected', { by: now });
  const parts = [
    ...(now.callState === found.callState ? [] : [`callState ${now.callState}`]),
    ...(now.muted === found.muted ? [] : [now.muted ? 'muted' : 'no longer muted']),
  ];
  const note = endWithLastCall(draft);
  return draft.decide(`${nameOrIdentity(found)}: ${parts.join(', ')} ${by}${note}`);
}

/**
 * Ends a conference when the pending changes end its last call. A call of the session that is no member's call goes on.
 * @returns the addition to the log entry
 */
export function endWithLastCall(draft: SessionDraft): string {
  const { conferenceSid, callSid, members } = draft.session;
  const before = draft.stored.members;
  const isOnCall = ({ callState }: SessionMember) => callState !== 'None';
  if (conferenceSid === null || !before.some(isOnCall) || members.some(isOnCall)) return '';
  if (callSid !== null && !before.some((member) => member.callSid === callSid)) return '';
  draft.transitionCall('Disconnected');
  return '; session ended with its last call';
}

function keyOf({ identity }: SessionMember): string {
  return memberKey(identity);
}

function nameOrIdentity({ displayName, identity }: SessionMember): string {
  return displayName ?? identity;
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}

/** Refuses a command that names an id which is not in the session. */
export function notInSession(kind: string, fieldName: string, id: string): Decision {
  return { kind: 'refused', error: notFound(kind, fieldName, id, 'in this session') };
}
