import { AppError, type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { newId } from '../../common/ids.ts';
import type { Clock } from '../../common/time/clock.ts';
import type { AccountResolver } from '../directory/account-resolver.ts';
import { unknownReference } from '../directory/domain-errors.ts';
import type { Principal } from '../directory/principal.ts';
import type { AccountRecord, UserRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { type BuildSessionInput, buildSession } from './build-session.ts';
import {
  checkNewSession,
  checkOutgoingCall,
  type NewSessionDraft,
  type NewSessionInput,
  type OutgoingCallInput,
} from './check-new-session.ts';
import { eventsOfCreation } from './decide-events.ts';
import { checkIdempotency, idempotencyConflict, withoutDefaults } from './idempotency.ts';
import { MemberResolver } from './member-resolver.ts';
import type { SessionRecord } from './record.ts';
import type { Idempotency, SessionRepository } from './repository.ts';

export interface NewSessionOptions {
  /** Account of the session; the user's home account by default. */
  readonly accountId?: string | null;
  readonly idempotencyKey?: string | null;
}

/** A validated request for a new session. */
interface CheckedSession {
  readonly draft: NewSessionDraft;
  readonly issues: FieldError[];
  /** An outgoing call, which is made from a phone number of the account. */
  readonly call?: { readonly flowId: string | null };
}

/**
 * The created session. `replayed` means that the key was used before with the same input: the session is the earlier
 * one.
 */
export interface NewSessionResult {
  readonly session: SessionRecord;
  readonly replayed: boolean;
}

/** The draft of an input that has only the required field. */
const defaultDraft = checkNewSession({ channel: 'Voice' }).draft;

/** Creates sessions. */
export class NewSessionService {
  readonly #sessions: SessionRepository;
  readonly #directory: DirectoryReader;
  readonly #accounts: AccountResolver;
  readonly #members: MemberResolver;
  readonly #clock: Clock;

  constructor(dependencies: {
    sessions: SessionRepository;
    directory: DirectoryReader;
    accounts: AccountResolver;
    clock: Clock;
  }) {
    this.#sessions = dependencies.sessions;
    this.#directory = dependencies.directory;
    this.#accounts = dependencies.accounts;
    this.#members = new MemberResolver(dependencies.directory);
    this.#clock = dependencies.clock;
  }

  /**
   * Validates the input and creates a session. Nothing is written if there is an error. Requires the role User.
   * @throws BAD_USER_INPUT with every validation error
   * @throws NOT_FOUND when the account is unknown or not one of the caller's
   * @throws CONFLICT when the idempotency key was used with other input, or the account has a session with the external
   *   id
   */
  async create(principal: Principal, input: NewSessionInput, options: NewSessionOptions): Promise<NewSessionResult> {
    const creator = principal.requireRole('User');
    const account = await this.#accounts.resolve(principal, options.accountId ?? null);
    return this.#insert(creator, account, checkNewSession(input), options);
  }

  /**
   * Creates an outgoing call in state Ringing, from `callerId` or else the oldest phone number of the account; without
   * any, the call has no caller id. Requires the role Manager or SystemAdministrator. Otherwise like {@link create}.
   */
  async createOutgoing(
    principal: Principal,
    input: OutgoingCallInput,
    options: NewSessionOptions,
  ): Promise<NewSessionResult> {
    const creator = principal.requireAnyRole(['Manager', 'SystemAdministrator']);
    const account = await this.#accounts.resolve(principal, options.accountId ?? null);
    const { draft, flowId, issues } = checkOutgoingCall(input);
    return this.#insert(creator, account, { draft, issues, call: { flowId } }, options);
  }

  async #insert(
    creator: UserRecord,
    account: AccountRecord,
    { draft: checked, issues, call }: CheckedSession,
    options: NewSessionOptions,
  ): Promise<NewSessionResult> {
    const given = { ...checked, flowId: call?.flowId ?? null };
    const content = () => [account.id, withoutDefaults(given, { ...defaultDraft, flowId: null })];
    const idempotency = checkIdempotency(options.idempotencyKey, content, issues);
    // this read only saves work: the unique index prevents duplicates in insert
    const existing = idempotency && issues.length === 0 ? await this.#replay(creator, idempotency) : null;
    if (existing) return existing;
    const draft = call ? await this.#withCallerId(account, checked, issues) : checked;
    const found = await this.#resolve(account, creator, draft, issues);
    throwIfInvalid(issues);
    const session = buildSession({ id: newId(), now: this.#clock.now(), draft, creator, account, ...found });
    const events = eventsOfCreation(session, { startsFlow: draft.startSession, flowId: call?.flowId ?? null });
    // the unique index covers live sessions only
    const isTaken = await this.#hasExternalId(account, draft.externalId);
    if (!isTaken && (await this.#sessions.insert(session, idempotency, events))) return { session, replayed: false };
    const winner = idempotency && (await this.#replay(creator, idempotency));
    if (winner) return winner;
    if (draft.externalId !== null) throw externalIdConflict();
    throw new Error('a session was refused as a duplicate, but no session has its idempotency key');
  }

  async #hasExternalId(account: AccountRecord, externalId: string | null): Promise<boolean> {
    return externalId !== null && (await this.#sessions.findByExternalId([account.id], externalId)) !== null;
  }

  async #replay(creator: UserRecord, idempotency: Idempotency): Promise<NewSessionResult | null> {
    const existing = await this.#sessions.findByIdempotencyKey(creator.id, idempotency.key);
    if (!existing) return null;
    if (existing.fingerprint === idempotency.fingerprint) return { session: existing.session, replayed: true };
    throw idempotencyConflict();
  }

  async #withCallerId(account: AccountRecord, draft: NewSessionDraft, issues: FieldError[]): Promise<NewSessionDraft> {
    const callerId = draft.fromPhoneNumber;
    const endpoint = await this.#directory.phoneNumberEndpoint(account.id, callerId);
    if (callerId !== null && !endpoint) issues.push(unknownReference('callerId', 'phone number'));
    return { ...draft, fromPhoneNumber: endpoint?.phoneNumber ?? null };
  }

  async #resolve(
    account: AccountRecord,
    creator: UserRecord,
    draft: NewSessionDraft,
    issues: FieldError[],
  ): Promise<Pick<BuildSessionInput, 'others' | 'endpoints'>> {
    const { withAddress, memberEmailAddresses, customerId, parentSessionId } = draft;
    const [partners, invited, customerIssues, parentIssues] = await Promise.all([
      withAddress && this.#members.byAddress(account.id, withAddress),
      memberEmailAddresses.length > 0 ? this.#members.byEmails(account.id, memberEmailAddresses) : [],
      customerId === null ? [] : this.#checkCustomer(account, customerId),
      parentSessionId === null ? [] : this.#checkParent(account, parentSessionId),
    ]);
    issues.push(...customerIssues, ...parentIssues, ...(partners?.issues ?? []));
    const others = [...(partners?.users ?? []), ...invited];
    return { others, endpoints: await this.#members.endpoints(account.id, [creator, ...others]) };
  }

  async #checkCustomer(account: AccountRecord, customerId: string): Promise<FieldError[]> {
    const [customer] = await this.#directory.customersByIds([account.id], [customerId]);
    return customer ? [] : [unknownReference('customerId', 'customer')];
  }

  async #checkParent(account: AccountRecord, parentSessionId: string): Promise<FieldError[]> {
    const [parent] = await this.#sessions.findByIds([account.id], [parentSessionId]);
    return parent ? [] : [unknownReference('parentSessionId', 'session')];
  }
}

function externalIdConflict(): AppError {
  const message = 'The account already has a session with this externalId.';
  return new AppError('CONFLICT', message, { errors: [{ fieldName: 'externalId', errorCode: 'Conflict', message }] });
}
