import { isRingingTarget } from './answering.ts';
import type { SessionDraft } from './draft.ts';
import { memberKey } from './member-key.ts';
import type { SessionMember } from './record.ts';

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
