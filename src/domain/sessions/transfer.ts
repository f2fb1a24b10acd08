import type { SessionActor } from './change.ts';
import type { SessionDraft } from './draft.ts';
import { memberKey } from './member-key.ts';
import type { SessionMember, SessionRecord } from './record.ts';

/**
 * Rings the targets of a redirect as members with the role Transfer. All others leave the call, except the member with
 * the role Caller. In a chat nobody leaves.
 */
export function transferTo(draft: SessionDraft, targets: readonly SessionMember[]): void {
  const isChat = draft.session.channel === 'Chat';
  const wanted = new Map(targets.map((target) => [memberKey(target.identity), target]));
  draft.mapMembers((member) => {
    const key = memberKey(member.identity);
    const isTarget = wanted.delete(key);
    if (isChat) return member;
    if (isTarget) return ring(draft, member);
    return member.role === 'Caller' || member.callState === 'None' ? member : { ...member, callState: 'None' };
  });
  const added = [...wanted.values()];
  draft.addMembers(isChat ? added : added.map((member) => ring(draft, member)));
}

/** A member that rings already keeps its call, so that a repeated redirect changes nothing. */
function ring({ session, context }: SessionDraft, member: SessionMember): SessionMember {
  if (isRingingTarget(member)) return member;
  return {
    ...member,
    role: member.role === 'Caller' ? 'Caller' : 'Transfer',
    callState: 'Ringing',
    callSid: session.conferenceSid === null ? member.callSid : context.newSid('CA'),
  };
}

export function isRingingTarget({ role, callState }: SessionMember): boolean {
  return role === 'Transfer' && callState === 'Ringing';
}

/**
 * Returns the member who answers when the actor connects a ringing session.
 *
 * The actor answers, unless it can only report an answer: as the caller, and as a member while only targets outside the
 * account ring, whom no user is. Then the first target answers.
 * @param joining the actor as a new member, if it is none yet
 * @returns `null` if the other party of an outgoing session answers, which is no member
 */
export function answeringMember(
  { members, direction }: SessionRecord,
  actor: SessionActor,
  joining: SessionMember | null,
): SessionMember | null {
  const targets = members.filter(isRingingTarget);
  const [first] = targets;
  const own = members.find(({ identity }) => identity === actor.identity);
  if (first && own && !targets.includes(own)) {
    const isOutside = targets.every(({ identity }) => !identity.startsWith('user:'));
    if (own.role === 'Caller' || isOutside) return first;
  }
  return direction === 'Incoming' || first ? (own ?? joining) : null;
}
