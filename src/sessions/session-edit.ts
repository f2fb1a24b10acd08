import { AppError, type FieldError } from '../kernel/app-error.ts';
import type { SessionCallState, SessionMemberCallState } from './enums.ts';
import type { Circumstances, Decision, SessionFields } from './session-change.ts';
import type { SessionMember, SessionRecord } from './session-record.ts';
import { sessionStates } from './session-states.ts';
import { canMove, type StateTable } from './state-table.ts';

type StateField = 'callState' | 'dialState' | 'queueState' | 'holdReason';

/**
 * A session on the way to its next revision. Collects what changes and what must not be, and sees to what a change of
 * call state brings with it.
 */
export class SessionEdit {
  readonly circumstances: Circumstances;
  readonly #session: SessionRecord;
  readonly #set: { -readonly [K in keyof SessionFields]?: SessionFields[K] } = {};
  readonly #refusals: FieldError[] = [];

  constructor(session: SessionRecord, circumstances: Circumstances) {
    this.#session = session;
    this.circumstances = circumstances;
  }

  /** The session as it would be now. */
  get session(): SessionRecord {
    return { ...this.#session, ...this.#set };
  }

  /** The names of the fields that differ, in the order they were written. */
  get changedFields(): string[] {
    return Object.keys(this.#set);
  }

  put<K extends keyof SessionFields>(field: K, value: SessionFields[K]): void {
    if (this.#session[field] === value) delete this.#set[field];
    else this.#set[field] = value;
  }

  /** Refuses the whole command. Several refusals are reported together. */
  refuse(fieldName: string, message: string): void {
    this.#refusals.push({ fieldName, errorCode: 'Conflict', message });
  }

  /** Refuses unless the session can still be changed. @param doing as in "a session that is Disconnected cannot be held" */
  requireOpen(doing: string): void {
    this.requireCallState(['Ringing', 'Connected', 'Hold', 'Passive'], doing);
  }

  requireCallState(allowed: readonly SessionCallState[], doing: string): void {
    const { callState } = this.#session;
    if (allowed.includes(callState)) return;
    this.refuse('callState', `A session that is ${callState} cannot be ${doing}; it must be ${allowed.join(' or ')}.`);
  }

  requireVoice(doing: string): void {
    const { channel } = this.#session;
    if (channel !== 'Voice') this.refuse('channel', `A ${channel} session cannot be ${doing}; only Voice can.`);
  }

  /** Moves a state that brings nothing else with it. @returns whether it may */
  move<F extends StateField>(field: F, to: SessionRecord[F]): boolean {
    const from = this.session[field];
    // one field, one table: the two have the same states
    const table = sessionStates[field] as StateTable;
    const isLegal = canMove(table, from, to);
    if (isLegal) this.put(field, to as SessionFields[F]);
    else this.refuse(field, illegalMove(table.name, from, to));
    return isLegal;
  }

  /** Moves the call state, and with it what depends on it. */
  moveCall(to: SessionCallState): void {
    const { callState: from, direction } = this.session;
    if (from === to || !this.move('callState', to)) return;
    if (from === 'Hold') this.#leaveHold();
    if (to === 'Connected') this.#connect(direction === 'Incoming');
    if (to === 'Disconnected') this.#end();
    else if (this.session.channel !== 'Chat') this.#mirror(to);
  }

  /** Writes members anew, each through `edit`. */
  eachMember(edit: (member: SessionMember) => SessionMember): void {
    const members = this.session.members.map(edit);
    if (members.some((member, index) => member !== this.session.members[index])) this.put('members', members);
  }

  /** @returns the member in another call state, or unchanged, the refusal noted */
  moveMember(member: SessionMember, to: SessionMemberCallState): SessionMember {
    if (member.callState === to) return member;
    if (canMove(sessionStates.memberCallState, member.callState, to)) return { ...member, callState: to };
    this.refuse('callState', illegalMove(sessionStates.memberCallState.name, member.callState, to));
    return member;
  }

  /** @param message the entry for the log, which a change always gets */
  decide(message: string): Decision {
    if (this.#refusals.length > 0) {
      const text = this.#refusals.map((refusal) => refusal.message).join(' ');
      return { kind: 'refused', error: new AppError('CONFLICT', text, { errors: this.#refusals }) };
    }
    if (this.changedFields.length === 0) return { kind: 'unchanged' };
    return { kind: 'change', change: { set: this.#set, message } };
  }

  #leaveHold(): void {
    this.put('holdReason', 'None');
    this.put('holdQueueName', null);
    this.put('heldByUserId', null);
  }

  #connect(isIncoming: boolean): void {
    const { now, actor } = this.circumstances;
    const { dateConnected, answeredByName } = this.session;
    this.put('dialState', 'None');
    if (dateConnected !== null) return;
    this.put('dateConnected', now);
    if (!isIncoming || answeredByName !== null) return;
    const member = this.session.members.find(({ identity }) => identity === actor.identity);
    this.put('answeredByName', actor.name);
    this.put('answeredById', member?.endpointId ?? null);
  }

  #end(): void {
    const { dateConnected, direction, outcome, queueState } = this.session;
    this.put('ended', true);
    this.put('dateCompleted', this.circumstances.now);
    this.put('outcome', outcome ?? 'Completed');
    this.put('wasMissed', direction === 'Incoming' && dateConnected === null);
    this.put('dialState', 'None');
    if (queueState !== 'None') this.put('queueState', 'Disconnected');
    this.put('recording', false);
    this.eachMember((member) => this.moveMember(member, 'None'));
  }

  /** Who was there first is where the session is, as when it was made. */
  #mirror(to: Exclude<SessionCallState, 'Disconnected'>): void {
    const { actor } = this.circumstances;
    const mirrored = to === 'Passive' ? 'None' : to;
    this.eachMember((member) => {
      const answers = to === 'Connected' && member.identity === actor.identity;
      if (!member.isOriginalMember && !answers) return member;
      const follows = canMove(sessionStates.memberCallState, member.callState, mirrored);
      return follows && member.callState !== mirrored ? { ...member, callState: mirrored } : member;
    });
  }
}

function illegalMove(name: string, from: string, to: string): string {
  return `${name} cannot go from ${from} to ${to}.`;
}
