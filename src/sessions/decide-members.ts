import { notFound } from '../directory/refusals.ts';
import type { Decision } from './session-change.ts';
import type { SessionCommand } from './session-command.ts';
import type { SessionEdit } from './session-edit.ts';
import type { SessionMember } from './session-record.ts';

/** So many take part at the most. */
const maxMembers = 250;

/** Adds those who are not there yet. */
export function inviteMembers(edit: SessionEdit, invited: readonly SessionMember[], by: string): Decision {
  edit.requireOpen('joined');
  const present = new Set(edit.session.members.map(keyOf));
  const added = invited.filter((member) => {
    const isNew = !present.has(keyOf(member));
    present.add(keyOf(member));
    return isNew;
  });
  join(edit, added);
  // of a whole team the number says enough
  const who = added.length > 5 ? `${added.length} members` : added.map(shown).join(', ');
  return edit.decide(`${who} invited ${by}`);
}

/** @param memberId the identity of a member, the id of its user, or that of its endpoint */
export function removeMember(edit: SessionEdit, memberId: string, by: string): Decision {
  edit.requireOpen('left');
  const { members } = edit.session;
  const wanted = memberId.toLowerCase();
  const found =
    members.find((member) => keyOf(member) === wanted || keyOf(member) === `user:${wanted}`) ??
    members.find((member) => member.endpointId?.toLowerCase() === wanted);
  if (!found) return notInSession('member', 'memberId', memberId);
  edit.put(
    'members',
    members.filter((member) => member !== found),
  );
  return edit.decide(`${shown(found)} removed ${by}`);
}

/** Makes a conference of a call; everyone on it gets a Call SID to be addressed by. */
export function startConference(edit: SessionEdit, conferenceSid: string | null, by: string): Decision {
  const { newSid } = edit.circumstances;
  const { conferenceSid: current } = edit.session;
  edit.requireVoice('turned into a conference');
  edit.requireCallState(['Connected', 'Hold', 'Passive'], 'turned into a conference');
  if (current !== null && conferenceSid !== null && conferenceSid !== current) {
    edit.refuse('conferenceSid', `This session is in the conference ${quoted(current)} already.`);
  }
  if (current === null) edit.put('conferenceSid', conferenceSid ?? newSid('CF'));
  edit.eachMember((member) =>
    member.callState === 'None' || member.callSid !== null ? member : { ...member, callSid: newSid('CA') },
  );
  return edit.decide(`Conference started ${by}`);
}

/** Calls somebody into the conference; somebody who left it is called again. */
export function addConferenceMember(edit: SessionEdit, given: SessionMember, by: string): Decision {
  const { members, conferenceSid, callSid: ownCallSid } = edit.session;
  edit.requireOpen('joined');
  if (conferenceSid === null) edit.refuse('conferenceSid', 'This session is no conference; start one first.');
  const member = { ...given, callSid: given.callSid ?? edit.circumstances.newSid('CA') };
  const present = members.find((one) => keyOf(one) === keyOf(member));
  const isTaken = members.some((one) => one !== present && one.callSid === member.callSid);
  if (isTaken || ownCallSid === member.callSid) {
    edit.refuse('callSid', `The call ${quoted(member.callSid)} is in this session already.`);
  }
  if (present && present.callState !== 'None') {
    edit.refuse('toAddress', `${shown(present)} is ${present.callState} in this conference already.`);
  }
  if (present) {
    const rejoined = { ...edit.moveMember(present, 'Ringing'), callSid: member.callSid, muted: false };
    edit.eachMember((one) => (one === present ? rejoined : one));
  } else join(edit, [member]);
  edit.put('mostRecentParticipantCallSid', member.callSid);
  return edit.decide(`${shown(member)} called into the conference ${by}`);
}

/** Holds, connects, mutes: whatever is given. */
export function patchConferenceMember(
  edit: SessionEdit,
  { callSid, callState, muted }: Extract<SessionCommand, { kind: 'patchConferenceMember' }>,
  by: string,
): Decision {
  edit.requireOpen('changed');
  const found = edit.session.members.find((member) => member.callSid === callSid);
  if (!found) return notInSession('member with the call', 'callSid', callSid);
  edit.eachMember((member) => {
    if (member !== found) return member;
    const moved = callState === null ? member : edit.moveMember(member, callState);
    return muted === null || muted === moved.muted ? moved : { ...moved, muted };
  });
  const now = edit.session.members.find((member) => member.callSid === callSid) ?? found;
  const parts = [
    ...(now.callState === found.callState ? [] : [`callState ${now.callState}`]),
    ...(now.muted === found.muted ? [] : [now.muted ? 'muted' : 'no longer muted']),
  ];
  return edit.decide(`${shown(found)}: ${parts.join(', ')} ${by}`);
}

function join(edit: SessionEdit, added: readonly SessionMember[]): void {
  if (added.length === 0) return;
  const members = [...edit.session.members, ...added];
  edit.put('members', members);
  if (members.length > maxMembers) edit.refuse('members', `A session has at most ${maxMembers} members.`);
}

function keyOf({ identity }: SessionMember): string {
  return identity.toLowerCase();
}

function shown({ displayName, identity }: SessionMember): string {
  return displayName ?? identity;
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}

/** The decision for a command that names something the session does not have. */
export function notInSession(kind: string, fieldName: string, id: string): Decision {
  return { kind: 'refused', error: notFound(kind, fieldName, id, 'in this session') };
}
