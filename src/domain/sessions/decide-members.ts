import { notFound } from '../directory/domain-errors.ts';
import type { Decision } from './change.ts';
import type { SessionCommand } from './command.ts';
import type { SessionDraft } from './draft.ts';
import type { SessionMember } from './record.ts';

/** Maximum members of a session. */
const maxMembers = 250;

/** Adds the invited members that are not in the session yet. */
export function inviteMembers(draft: SessionDraft, invited: readonly SessionMember[], by: string): Decision {
  draft.requireOpen('joined');
  const present = new Set(draft.session.members.map(keyOf));
  const added = invited.filter((member) => {
    const isNew = !present.has(keyOf(member));
    present.add(keyOf(member));
    return isNew;
  });
  join(draft, added);
  // a number keeps the log entry short when a whole team is invited
  const person = added.length > 5 ? `${added.length} members` : added.map(nameOrIdentity).join(', ');
  return draft.decide(`${person} invited ${by}`);
}

/**
 * Removes a member.
 * @param memberId identity of the member, id of its user or id of its endpoint
 */
export function removeMember(draft: SessionDraft, memberId: string, by: string): Decision {
  draft.requireOpen('left');
  const { members } = draft.session;
  const wanted = memberId.toLowerCase();
  const found =
    members.find((member) => keyOf(member) === wanted || keyOf(member) === `user:${wanted}`) ??
    members.find((member) => member.endpointId?.toLowerCase() === wanted);
  if (!found) return notInSession('member', 'memberId', memberId);
  draft.set(
    'members',
    members.filter((member) => member !== found),
  );
  return draft.decide(`${nameOrIdentity(found)} removed ${by}`);
}

/** Turns a call into a conference. Members with an active call get a Call SID, by which later requests address them. */
export function startConference(draft: SessionDraft, conferenceSid: string | null, by: string): Decision {
  const { newSid } = draft.context;
  const { conferenceSid: current } = draft.session;
  draft.requireVoice('turned into a conference');
  draft.requireCallState(['Connected', 'Hold', 'Passive'], 'turned into a conference');
  if (current !== null && conferenceSid !== null && conferenceSid !== current) {
    draft.addConflict('conferenceSid', `This session is already in the conference ${quoted(current)}.`);
  }
  if (current === null) draft.set('conferenceSid', conferenceSid ?? newSid('CF'));
  draft.mapMembers((member) =>
    member.callState === 'None' || member.callSid !== null ? member : { ...member, callSid: newSid('CA') },
  );
  return draft.decide(`Conference started ${by}`);
}

/** Calls a member into the conference; a member who left is called again. */
export function addConferenceMember(draft: SessionDraft, given: SessionMember, by: string): Decision {
  const { members, conferenceSid, callSid: ownCallSid } = draft.session;
  draft.requireOpen('joined');
  if (conferenceSid === null) draft.addConflict('conferenceSid', 'This session is not a conference. Start one first.');
  const member = { ...given, callSid: given.callSid ?? draft.context.newSid('CA') };
  const present = members.find((one) => keyOf(one) === keyOf(member));
  const isTaken = members.some((one) => one !== present && one.callSid === member.callSid);
  if (isTaken || ownCallSid === member.callSid) {
    draft.addConflict('callSid', `The call ${quoted(member.callSid)} is already in this session.`);
  }
  if (present && present.callState !== 'None') {
    draft.addConflict('toAddress', `${nameOrIdentity(present)} is already in this conference: ${present.callState}.`);
  }
  if (present) {
    const rejoined = { ...draft.transitionMember(present, 'Ringing'), callSid: member.callSid, muted: false };
    draft.mapMembers((one) => (one === present ? rejoined : one));
  } else join(draft, [member]);
  draft.set('mostRecentParticipantCallSid', member.callSid);
  return draft.decide(`${nameOrIdentity(member)} called into the conference ${by}`);
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
  const parts = [
    ...(now.callState === found.callState ? [] : [`callState ${now.callState}`]),
    ...(now.muted === found.muted ? [] : [now.muted ? 'muted' : 'no longer muted']),
  ];
  return draft.decide(`${nameOrIdentity(found)}: ${parts.join(', ')} ${by}`);
}

function join(draft: SessionDraft, added: readonly SessionMember[]): void {
  if (added.length === 0) return;
  const members = [...draft.session.members, ...added];
  draft.set('members', members);
  if (members.length > maxMembers) draft.addConflict('members', `A session has at most ${maxMembers} members.`);
}

function keyOf({ identity }: SessionMember): string {
  return identity.toLowerCase();
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
