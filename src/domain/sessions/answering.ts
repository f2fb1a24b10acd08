import type { SessionActor } from './change.ts';
import type { SessionMember, SessionRecord } from './record.ts';

/** Whether a redirected session rings at this member. */
export function isRingingTarget({ role, callState }: SessionMember): boolean {
  return role === 'Transfer' && callState === 'Ringing';
}

/**
 * Returns the member who answers when the actor connects a ringing session.
 *
 * That is the actor, unless others ring and the actor is the caller, or a member while all that ring are outside the
 * account: it then reports that the first of them answered.
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
