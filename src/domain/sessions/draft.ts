import { AppError, type FieldError } from '../../common/errors/app-error.ts';
import type { Decision, DecisionContext, SessionFields } from './change.ts';
import type { SessionCallState, SessionMemberCallState } from './enums.ts';
import type { SessionMember, SessionRecord } from './record.ts';
import { sessionStates } from './states.ts';
import { canTransition, type TransitionTable } from './transition-table.ts';

type StateField = 'callState' | 'dialState' | 'queueState' | 'holdReason';

/**
 * A session with pending changes. Collects changes and conflicts, and applies the side effects of call state
 * transitions.
 */
export class SessionDraft {
  readonly context: DecisionContext;
  readonly #session: SessionRecord;
  readonly #changes: { -readonly [K in keyof SessionFields]?: SessionFields[K] } = {};
  readonly #conflicts: FieldError[] = [];

  constructor(session: SessionRecord, context: DecisionContext) {
    this.#session = session;
    this.context = context;
  }

  /** The session with the pending changes applied. */
  get session(): SessionRecord {
    return { ...this.#session, ...this.#changes };
  }

  /** Names of the changed fields, in the order in which they were written. */
  get changedFields(): string[] {
    return Object.keys(this.#changes);
  }

  set<K extends keyof SessionFields>(field: K, value: SessionFields[K]): void {
    if (this.#session[field] === value) delete this.#changes[field];
    else this.#changes[field] = value;
  }

  /** Refuses the whole command. All conflicts are reported together. */
  addConflict(fieldName: string, message: string): void {
    this.#conflicts.push({ fieldName, errorCode: 'Conflict', message });
  }

  /**
   * Adds a conflict unless the session can still be changed.
   * @param doing past participle for the message, as in "A session that is Disconnected cannot be held"
   */
  requireOpen(doing: string): void {
    this.requireCallState(['Ringing', 'Connected', 'Hold', 'Passive'], doing);
  }

  requireCallState(allowed: readonly SessionCallState[], doing: string): void {
    const { callState } = this.#session;
    if (allowed.includes(callState)) return;
    this.addConflict(
      'callState',
      `A session that is ${callState} cannot be ${doing}; it must be ${allowed.join(' or ')}.`,
    );
  }

  requireVoice(doing: string): void {
    const { channel } = this.#session;
    if (channel !== 'Voice')
      this.addConflict('channel', `A ${channel} session cannot be ${doing}; only Voice sessions can.`);
  }

  /**
   * Changes a state that has no side effects.
   * @returns whether the transition is legal
   */
  transition<F extends StateField>(field: F, to: SessionRecord[F]): boolean {
    const from = this.session[field];
    // the cast is safe: the table of a field has exactly the states of that field
    const table = sessionStates[field] as TransitionTable;
    const isLegal = canTransition(table, from, to);
    if (isLegal) this.set(field, to as SessionFields[F]);
    else this.addConflict(field, illegalTransition(table.name, from, to));
    return isLegal;
  }

  /** Changes the call state and applies its side effects. */
  transitionCall(to: SessionCallState): void {
    const { callState: from, direction } = this.session;
    if (from === to || !this.transition('callState', to)) return;
    if (from === 'Hold') this.#leaveHold();
    if (to === 'Connected') this.#connect(direction === 'Incoming');
    if (to === 'Disconnected') this.#end();
    else if (this.session.channel !== 'Chat') this.#syncMembers(to);
  }

  /** Replaces every member by the result of `edit`. */
  mapMembers(edit: (member: SessionMember) => SessionMember): void {
    const members = this.session.members.map(edit);
    if (members.some((member, index) => member !== this.session.members[index])) this.set('members', members);
  }

  /**
   * Changes the call state of a member.
   * @returns the changed member; the unchanged one, with a conflict added to the draft, if the transition is illegal
   */
  transitionMember(member: SessionMember, to: SessionMemberCallState): SessionMember {
    if (member.callState === to) return member;
    if (canTransition(sessionStates.memberCallState, member.callState, to)) return { ...member, callState: to };
    this.addConflict('callState', illegalTransition(sessionStates.memberCallState.name, member.callState, to));
    return member;
  }

  /**
   * Turns the draft into a decision.
   * @param message the log entry that every change gets
   */
  decide(message: string): Decision {
    if (this.#conflicts.length > 0) {
      const text = this.#conflicts.map((conflict) => conflict.message).join(' ');
      return { kind: 'refused', error: new AppError('CONFLICT', text, { errors: this.#conflicts }) };
    }
    if (this.changedFields.length === 0) return { kind: 'unchanged' };
    return { kind: 'change', change: { set: this.#changes, message } };
  }

  #leaveHold(): void {
    this.set('holdReason', 'None');
    this.set('holdQueueName', null);
    this.set('heldByUserId', null);
  }

  #connect(isIncoming: boolean): void {
    const { now, actor } = this.context;
    const { dateConnected, answeredByName } = this.session;
    this.set('dialState', 'None');
    if (dateConnected !== null) return;
    this.set('dateConnected', now);
    if (!isIncoming || answeredByName !== null) return;
    const member = this.session.members.find(({ identity }) => identity === actor.identity);
    this.set('answeredByName', actor.name);
    this.set('answeredById', member?.endpointId ?? null);
  }

  #end(): void {
    const { dateConnected, direction, outcome, queueState } = this.session;
    this.set('ended', true);
    this.set('dateCompleted', this.context.now);
    this.set('outcome', outcome ?? 'Completed');
    this.set('wasMissed', direction === 'Incoming' && dateConnected === null);
    this.set('dialState', 'None');
    if (queueState !== 'None') this.set('queueState', 'Disconnected');
    this.set('recording', false);
    this.mapMembers((member) => this.transitionMember(member, 'None'));
  }

  /** Gives the call state of the session to original members and to the member who answers, where that is legal. */
  #syncMembers(to: Exclude<SessionCallState, 'Disconnected'>): void {
    const { actor } = this.context;
    const mirrored = to === 'Passive' ? 'None' : to;
    this.mapMembers((member) => {
      const isAnswering = to === 'Connected' && member.identity === actor.identity;
      if (!member.isOriginalMember && !isAnswering) return member;
      const follows = canTransition(sessionStates.memberCallState, member.callState, mirrored);
      return follows && member.callState !== mirrored ? { ...member, callState: mirrored } : member;
    });
  }
}

function illegalTransition(name: string, from: string, to: string): string {
  return `${name} cannot change from ${from} to ${to}.`;
}
