import { AsyncResource } from 'node:async_hooks';
import AsyncLock from 'async-lock';
import { AppError, type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { newSid } from '../../common/ids.ts';
import type { Clock } from '../../common/time/clock.ts';
import { notFound, unknownReference } from '../directory/domain-errors.ts';
import type { AccountScope, Principal } from '../directory/principal.ts';
import { nameOf, type UserRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { buildMember } from './build-session.ts';
import { callerIdData } from './call-legs.ts';
import { checkSessionRequest, type UnresolvedCommand, type UnresolvedMembers } from './check-request.ts';
import type { SessionCommand } from './command.ts';
import { decideSessionChange } from './decide-change.ts';
import { eventsOfChange } from './decide-events.ts';
import { identityIn } from './member-key.ts';
import { MemberResolver } from './member-resolver.ts';
import type { SessionRecord } from './record.ts';
import type { SessionRepository } from './repository.ts';
import type { SessionRequest } from './request.ts';
import { TransferResolver } from './transfer-resolver.ts';
import type { SessionWriter, StampedChange } from './writer.ts';

/** The revision that the caller has seen. A change of any other revision fails with `mismatchCode`. */
export interface ExpectedRevision {
  readonly revision: number;
  readonly mismatchCode: 'CONFLICT' | 'PRECONDITION_FAILED';
}

/**
 * Maximum attempts after write conflicts, which only other processes cause. One writer succeeds in each round, so 64
 * processes all succeed.
 */
const maxAttempts = 64;

/** Executes commands on sessions. Sessions of other accounts answer exactly like unknown ids. */
export class SessionCommandService {
  readonly #sessions: SessionRepository;
  readonly #writer: SessionWriter;
  readonly #directory: DirectoryReader;
  readonly #members: MemberResolver;
  readonly #transfers: TransferResolver;
  readonly #clock: Clock;
  /** Serializes the changes of each session in this process, by session id. */
  readonly #locks = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  /** The last written state of each session that more changes wait for, by session id. */
  readonly #written = new Map<string, SessionRecord>();

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
    this.#transfers = new TransferResolver(dependencies.directory, this.#members);
    this.#clock = dependencies.clock;
  }

  /**
   * Validates a request and applies it to a session. A session that already is as requested gets no new revision and no
   * log entry. Requires the role User, except for the requests of {@link needsNoRole}.
   * @returns the session after the change
   * @throws NOT_FOUND when the session is unknown or outside the caller's accounts
   * @throws BAD_USER_INPUT with every validation error
   * @throws CONFLICT when a state transition is illegal, when the session is archived, or when changes by other
   * processes keep conflicting
   * @throws CONFLICT or PRECONDITION_FAILED when the session is not at the expected revision
   */
  async change(
    principal: Principal,
    id: string,
    request: SessionRequest,
    expected: ExpectedRevision | null,
  ): Promise<SessionRecord> {
    const user = needsNoRole(request) ? principal.requireUser() : principal.requireRole('User');
    const session = await this.find(principal.accounts, id);
    const command = await this.#prepare(user, session, request);
    return this.apply(principal.accounts, user, session, command, expected);
  }

  /** @throws NOT_FOUND for an unknown session and for one outside the scope */
  async find(scope: AccountScope, id: string): Promise<SessionRecord> {
    const [session] = await this.#sessions.findByIds(scope, [id]);
    if (session) return session;
    throw notFound('session', 'sessionId', id);
  }

  /**
   * Decides the change that a command makes to a session in its current state, without writing it.
   * @returns `null` when the session already is as requested
   * @throws CONFLICT when the command is illegal in the current state
   * @throws NOT_FOUND when the command names a member or call that is not in the session
   * @throws CONFLICT or PRECONDITION_FAILED when the session is not at the expected revision
   */
  decide(
    user: UserRecord,
    session: SessionRecord,
    command: SessionCommand,
    expected: ExpectedRevision | null,
  ): StampedChange | null {
    requireRevision(session, expected);
    const now = this.#clock.now();
    const actor = { id: user.id, name: nameOf(user), identity: identityIn(session, user) };
    const decision = decideSessionChange(session, command, { now, actor, newSid });
    if (decision.kind === 'refused') throw decision.error;
    if (decision.kind === 'unchanged') return null;
    const stamp = { userId: user.id, now };
    return { ...decision.change, ...stamp, events: eventsOfChange(session, decision.change, stamp) };
  }

  /**
   * Decides and writes a change, after the earlier changes of this session in this process. A write conflict with
   * another process restarts from the newest state, which fails if the caller expects a revision.
   * @throws CONFLICT when the session is archived
   */
  async apply(
    scope: AccountScope,
    user: UserRecord,
    found: SessionRecord,
    command: SessionCommand,
    expected: ExpectedRevision | null,
  ): Promise<SessionRecord> {
    const { id } = found;
    const write = async () => {
      const written = this.#written.get(id);
      const session = written && written.revision > found.revision ? written : found;
      const result = await this.#write(scope, user, session, command, expected);
      this.#written.set(id, result);
      return result;
    };
    try {
      // keeps the async context of the request, including its deadline
      return await this.#locks.acquire(id, AsyncResource.bind(write));
    } finally {
      if (!this.#locks.isBusy(id)) this.#written.delete(id);
    }
  }

  async #write(
    scope: AccountScope,
    user: UserRecord,
    found: SessionRecord,
    command: SessionCommand,
    expected: ExpectedRevision | null,
  ): Promise<SessionRecord> {
    let session = found;
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const change = this.decide(user, session, command, expected);
      if (!change) return session;
      const changed = await this.#writer.update(scope, session.id, session.revision, change);
      if (changed) return changed;
      const newest = await this.find(scope, session.id);
      // only live sessions are written, and a write conflict leaves a newer revision
      if (newest.revision === session.revision) throw archivedSession();
      session = newest;
    }
    throw new AppError('CONFLICT', 'Concurrent changes of this session kept conflicting. Try again.');
  }

  async #prepare(user: UserRecord, session: SessionRecord, request: SessionRequest): Promise<SessionCommand> {
    const issues: FieldError[] = [];
    const checked = checkSessionRequest(request, issues);
    const command = await this.#resolve(user, session, checked, issues);
    if (command.kind === 'patch') issues.push(...(await this.#checkCustomer(session, command.fields.customerId)));
    throwIfInvalid(issues);
    return command;
  }

  async #checkCustomer({ accountId }: SessionRecord, customerId: string | null | undefined): Promise<FieldError[]> {
    const [customer] = customerId ? await this.#directory.customersByIds([accountId], [customerId]) : [];
    return customerId && !customer ? [unknownReference('customerId', 'customer')] : [];
  }

  async #resolve(
    user: UserRecord,
    session: SessionRecord,
    checked: SessionCommand | UnresolvedCommand,
    issues: FieldError[],
  ): Promise<SessionCommand> {
    if ('addresses' in checked) return this.#resolveMembers(session, checked, issues);
    if (checked.kind === 'redirect') {
      return { ...checked, targets: await this.#transfers.targets(session, checked, issues) };
    }
    if (checked.kind === 'patch' && checked.fields.callState === 'Connected') {
      return { ...checked, joining: await this.#transfers.joining(session, user) };
    }
    if (checked.kind !== 'removeMember') return checked;
    const identities = await this.#members.identitiesOf([session.accountId], [checked.memberToRemove]);
    return { ...checked, identities };
  }

  async #resolveMembers(
    session: SessionRecord,
    unresolved: UnresolvedMembers,
    issues: FieldError[],
  ): Promise<SessionCommand> {
    const { accountId, channel } = session;
    const partners = await this.#members.byAddress(accountId, unresolved.withAddress, unresolved.fieldName);
    issues.push(...partners.issues);
    const people = [...partners.users, ...(await this.#members.byEmails(accountId, unresolved.addresses))];
    const endpoints = await this.#members.endpoints(accountId, people);
    const callState = unresolved.kind === 'invite' ? 'None' : 'Ringing';
    const part = { isOriginalMember: false, role: channel === 'Chat' ? 'None' : 'Agent', callState } as const;
    const { callerId, callSid } = unresolved;
    const applicationData = callerIdData(callerId);
    const members = people.map((person) => ({
      ...buildMember({ accountId, endpoints }, person, part),
      identity: identityIn(session, person),
      applicationData,
    }));
    const [first] = members;
    if (unresolved.kind === 'invite' || !first) return { kind: 'invite', members, callerId };
    return { kind: 'addConferenceMember', member: first, callSid };
  }
}

/** The fields that a patch may change without the role User. */
const openFields: ReadonlySet<string> = new Set(['kind', 'callState', 'holdReason', 'queueState', 'consoleData']);

/** Returns whether sign-in is enough for a request, as in the vendor's API: to change states and to add to a call. */
function needsNoRole(request: SessionRequest): boolean {
  if (request.kind === 'addConferenceMember') return true;
  const given = Object.entries(request).filter(([, value]) => value !== undefined);
  return request.kind === 'patch' && given.every(([name]) => openFields.has(name));
}

function requireRevision(session: SessionRecord, expected: ExpectedRevision | null): void {
  if (!expected || expected.revision === session.revision) return;
  const message = `The session has changed: it is at revision ${session.revision}.`;
  const errors = [{ fieldName: 'expectedRevision', errorCode: 'Conflict', message }];
  throw new AppError(expected.mismatchCode, message, { errors });
}

function archivedSession(): AppError {
  const message = 'The session is archived and cannot be changed.';
  return new AppError('CONFLICT', message, { errors: [{ fieldName: 'sessionId', errorCode: 'Archived', message }] });
}
