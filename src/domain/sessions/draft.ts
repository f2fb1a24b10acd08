import { AppError, type FieldError } from '../../common/errors/app-error.ts';
import { answeringMember, isRingingTarget } from './answering.ts';
import type { Decision, DecisionContext, SessionFields } from './change.ts';
import type { SessionCallState, SessionMemberCallState } from './enums.ts';
import { outcomeOf } from './outcomes.ts';
import type { SessionMember, SessionRecord } from './record.ts';
import { sessionStates } from './states.ts';
import { canTransition, type TransitionTable } from './transition-table.ts';

/** Maximum members of a session. */
const maxMembers = 250;

type StateField = 'callState' | 'dialState' | 'queueState' | 'holdReason';

/**
 * A session with pending changes. Collects changes and conflicts, and applies the side effects of call state
 * transitions.
 */
export class SessionDraft {
  readonly context: DecisionContext;
  /** The session without the pending changes. */
  readonly stored: SessionRecord;
  readonly #changes: { -readonly [K in keyof SessionFields]?: SessionFields[K] } = {};
  readonly #conflicts: FieldError[] = [];

  constructor(session: SessionRecord, context: DecisionContext) {
    this.stored = session;
    this.context = context;
  }

  /** The session with the pending changes applied. */
  get session(): SessionRecord {
    return { ...this.stored, ...this.#changes };
  }

  /** Names of the changed fields, in the order in which they were written. */
  get changedFields(): string[] {
    return Object.keys(this.#changes);
  }

  set<K extends keyof SessionFields>(field: K, value: SessionFields[K]): void {
    if (this.stored[field] === value) delete this.#changes[field];
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
    const { callState } = this.stored;
    if (allowed.includes(callState)) return;
    this.addConflict(
      'callState',
      `A session that is ${callState} cannot be ${doing}; it must be ${allowed.join(' or ')}.`,
    );
  }

  requireVoice(doing: string): void {
    const { channel } = this.stored;
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

  /**
   * Changes the call state and applies its side effects.
   * @param answer the member who answers, if that is known; otherwise the actor as a new member, who joins if it answers
   */
  transitionCall(to: SessionCallState, answer: { by?: SessionMember; joining?: SessionMember | null } = {}): void {
    const { callState: from, dateConnected } = this.session;
    if (from === to || !this.transition('callState', to)) return;
    if (from === 'Hold') this.#leaveHold();
    if (to === 'Disconnected') {
      this.#end();
      return;
    }
    const isAnswered = to === 'Connected' && (from === 'Ringing' || dateConnected === null);
    const { by, joining = null } = answer;
    const answering = isAnswered ? (by ?? answeringMember(this.session, this.context.actor, joining)) : null;
    if (to === 'Connected') this.#connect();
    if (answering) this.#answer(answering);
    if (this.session.channel !== 'Chat') this.#syncMembers(from, to, answering?.identity ?? null);
  }

  /** Adds members, who must not be in the session yet. */
  addMembers(added: readonly SessionMember[]): void {
    if (added.length === 0) return;
    const members = [...this.session.members, ...added];
    this.set('members', members);
    if (members.length > maxMembers) this.addConflict('members', `A session has at most ${maxMembers} members.`);
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

  #connect(): void {
    this.set('dialState', 'None');
    if (this.session.dateConnected === null) this.set('dateConnected', this.context.now);
  }

  /** Records who answered the session. A new member joins. */
  #answer(member: SessionMember): void {
    const { identity, displayName, endpointId } = member;
    const { actor } = this.context;
    if (!this.session.members.some((one) => one.identity === identity)) this.addMembers([member]);
    this.set('answeredByName', identity === actor.identity ? actor.name : (displayName ?? identity));
    this.set('answeredById', endpointId);
  }

  #end(): void {
    const { dateConnected, direction, outcome, queueState } = this.session;
    this.set('ended', true);
    this.set('dateCompleted', this.context.now);
    this.set('wasMissed', direction === 'Incoming' && dateConnected === null);
    this.set('outcome', outcome ?? outcomeOf(this.session));
    this.set('dialState', 'None');
    if (queueState !== 'None') this.set('queueState', 'Disconnected');
    this.set('recording', false);
    this.mapMembers((member) => this.transitionMember(member, 'None'));
  }

  /**
   * Gives the call state of the session to the members who follow it, where that is legal: original members, targets of
   * a transfer, and the member who answers.
   */
  #syncMembers(from: SessionCallState, to: Exclude<SessionCallState, 'Disconnected'>, answering: string | null): void {
    const connected = answering ?? this.context.actor.identity;
    const isTransferred = this.session.members.some(({ role }) => role === 'Transfer');
    const mirrored = to === 'Passive' ? 'None' : to;
    const wanted = (member: SessionMember): SessionMemberCallState => {
      const { callState, role, isOriginalMember, identity } = member;
      if (to === 'Connected' && identity === connected) return 'Connected';
      // one target has answered, so the others stop ringing
      if (to === 'Connected' && isRingingTarget(member)) return 'None';
      // a member who has left the call does not return with it
      const hasLeft = callState === 'None' && (from === 'Ringing' || (isTransferred && role !== 'Caller'));
      return (isOriginalMember || role === 'Transfer') && !hasLeft ? mirrored : callState;
    };
    this.mapMembers((member) => {
      const state = wanted(member);
      const follows = canTransition(sessionStates.memberCallState, member.callState, state);
      return follows && member.callState !== state ? { ...member, callState: state } : member;
    });
  }
}

function illegalTransition(name: string, from: string, to: string): string {
  return `${name} cannot change from ${from} to ${to}.`;
}
