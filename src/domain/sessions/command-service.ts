import { AppError, type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { newSid } from '../../common/ids.ts';
import type { Clock } from '../../common/time/clock.ts';
import { notFound, unknownReference } from '../directory/domain-errors.ts';
import type { AccountScope, Principal } from '../directory/principal.ts';
import { nameOf, type UserRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { buildMember, identityOf } from './build-session.ts';
import { checkSessionRequest, type UnresolvedMembers } from './check-request.ts';
import type { SessionCommand } from './command.ts';
import { decideSessionChange } from './decide-change.ts';
import { eventsOfChange } from './decide-events.ts';
import { MemberResolver } from './member-resolver.ts';
import type { SessionRecord } from './record.ts';
import type { SessionRepository } from './repository.ts';
import type { SessionRequest } from './request.ts';
import type { SessionWriter, StampedChange } from './writer.ts';

/** The revision a caller has seen; with another one the change is refused, by this code. */
export interface ExpectedRevision {
  readonly revision: number;
  readonly mismatchCode: 'CONFLICT' | 'PRECONDITION_FAILED';
}

/** Of so many who write to one session at a moment, each gets through: every round one of them does. */
const maxAttempts = 64;

/** Changes sessions. Needs the role User; a session of another account answers as an unknown one. */
export class SessionCommandService {
  readonly #sessions: SessionRepository;
  readonly #writer: SessionWriter;
  readonly #directory: DirectoryReader;
  readonly #members: MemberResolver;
  readonly #clock: Clock;

  constructor(dependencies: {
    sessions: SessionRepository;
    sessionWriter: SessionWriter;
    directory: DirectoryReader;
    clock: Clock;
  }) {
    this.#sessions = dependencies.sessions;
    this.#writer = dependencies.sessionWriter;
    this.#directory = dependencies.directory;
    this.#members = new MemberResolver(dependencies.directory);
    this.#clock = dependencies.clock;
  }

  /**
   * Does what is asked to a session, and answers it as it is then. What is so already is left alone: no revision, no
   * log entry.
   * @throws NOT_FOUND; BAD_USER_INPUT with every fault; CONFLICT for an illegal move and for a revision that moved
   */
  async change(
    principal: Principal,
    id: string,
    request: SessionRequest,
    expected: ExpectedRevision | null,
  ): Promise<SessionRecord> {
    const user = principal.requireRole('User');
    const session = await this.find(principal.accounts, id);
    const command = await this.#prepare(session, request);
    return this.apply(principal.accounts, user, session, command, expected);
  }

  /** @throws NOT_FOUND, for what lies outside the scope as well */
  async find(scope: AccountScope, id: string): Promise<SessionRecord> {
    const [session] = await this.#sessions.findByIds(scope, [id]);
    if (session) return session;
    throw notFound('session', 'id', id);
  }

  /** What a command would write as things stand; `null` if nothing. @throws the refusal */
  decide(
    user: UserRecord,
    session: SessionRecord,
    command: SessionCommand,
    expected: ExpectedRevision | null,
  ): StampedChange | null {
    requireRevision(session, expected);
    const now = this.#clock.now();
    const actor = { id: user.id, name: nameOf(user), identity: identityOf(user, session.accountId) };
    const decision = decideSessionChange(session, command, { now, actor, newSid });
    if (decision.kind === 'refused') throw decision.error;
    if (decision.kind === 'unchanged') return null;
    const stamp = { userId: user.id, now };
    return { ...decision.change, ...stamp, events: eventsOfChange(session, decision.change, stamp) };
  }

  /** Decides and writes, again from the start when somebody else was quicker, unless the caller expects a revision. */
  async apply(
    scope: AccountScope,
    user: UserRecord,
    found: SessionRecord,
    command: SessionCommand,
    expected: ExpectedRevision | null,
  ): Promise<SessionRecord> {
    let session = found;
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      if (attempt > 0) session = await this.find(scope, found.id);
      const change = this.decide(user, session, command, expected);
      if (!change) return session;
      const changed = await this.#writer.update(scope, session.id, session.revision, change);
      if (changed) return changed;
    }
    throw new AppError('CONFLICT', 'Concurrent changes of this session kept conflicting. Try again.');
  }

  async #prepare(session: SessionRecord, request: SessionRequest): Promise<SessionCommand> {
    const issues: FieldError[] = [];
    const checked = checkSessionRequest(request, issues);
    const command = 'addresses' in checked ? await this.#resolveMembers(session, checked, issues) : checked;
    if (command.kind === 'patch') issues.push(...(await this.#checkCustomer(session, command.fields.customerId)));
    throwIfInvalid(issues);
    return command;
  }

  async #checkCustomer({ accountId }: SessionRecord, customerId: string | null | undefined): Promise<FieldError[]> {
    const [customer] = customerId ? await this.#directory.customersByIds([accountId], [customerId]) : [];
    return customerId && !customer ? [unknownReference('customerId', 'customer')] : [];
  }

  async #resolveMembers(
    { accountId, channel }: SessionRecord,
    unresolved: UnresolvedMembers,
    issues: FieldError[],
  ): Promise<SessionCommand> {
    const partners = await this.#members.byAddress(accountId, unresolved.withAddress, unresolved.fieldName);
    issues.push(...partners.issues);
    const people = [...partners.users, ...(await this.#members.byEmails(accountId, unresolved.addresses))];
    const endpoints = await this.#members.endpoints(accountId, people);
    const callState = unresolved.kind === 'invite' ? 'None' : 'Ringing';
    const part = { isOriginalMember: false, role: channel === 'Chat' ? 'None' : 'Agent', callState } as const;
    const members = people.map((person) => buildMember({ accountId, endpoints }, person, part));
    const [first] = members;
    if (unresolved.kind === 'invite' || !first) return { kind: 'invite', members };
    const displayName = unresolved.displayName ?? first.displayName;
    return { kind: 'addConferenceMember', member: { ...first, displayName, callSid: unresolved.callSid } };
  }
}

function requireRevision(session: SessionRecord, expected: ExpectedRevision | null): void {
  if (!expected || expected.revision === session.revision) return;
  const message = `The session has changed: it is at revision ${session.revision}.`;
  const errors = [{ fieldName: 'expectedRevision', errorCode: 'Conflict', message }];
  throw new AppError(expected.mismatchCode, message, { errors });
}
