import { type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { newId } from '../../common/ids.ts';
import type { Clock } from '../../common/time/clock.ts';
import { requiredError } from '../../common/validation/text.ts';
import type { AccountResolver } from '../directory/account-resolver.ts';
import { unknownReference } from '../directory/domain-errors.ts';
import type { Principal } from '../directory/principal.ts';
import type { AccountRecord, UserRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { type BuildSessionInput, buildSession } from './build-session.ts';
import { checkNewSession, type NewSessionDraft, type NewSessionInput } from './check-new-session.ts';
import { eventsOfCreation } from './decide-events.ts';
import { checkIdempotency, idempotencyConflict, withoutDefaults } from './idempotency.ts';
import { MemberResolver } from './member-resolver.ts';
import type { SessionRecord } from './record.ts';
import type { Idempotency, SessionRepository } from './repository.ts';

export interface NewSessionOptions {
  /** Account of the session; the user's home account by default. */
  readonly accountId?: string | null;
  readonly idempotencyKey?: string | null;
  /** Requires `destination`, which a call to be dialled cannot do without. */
  readonly needsDestination?: boolean;
}

type CallFields = 'destination' | 'fromPhoneNumber' | 'displayName' | 'fromName' | 'customerId' | 'parentSessionId';

/** Input for an outgoing call. */
export type OutgoingCallInput = Pick<NewSessionInput, CallFields>;

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
   * @throws CONFLICT when the idempotency key was used with other input
   */
  async create(principal: Principal, input: NewSessionInput, options: NewSessionOptions): Promise<NewSessionResult> {
    const creator = principal.requireRole('User');
    const account = await this.#accounts.resolve(principal, options.accountId ?? null);
    const { draft, issues } = checkNewSession(input);
    if (options.needsDestination && draft.destination === null) issues.push(requiredError('destination'));
    const content = () => [account.id, withoutDefaults(draft, defaultDraft)];
    const idempotency = checkIdempotency(options.idempotencyKey, content, issues);
    // this read only saves work: the unique index prevents duplicates in insert
    const existing = idempotency && issues.length === 0 ? await this.#replay(creator, idempotency) : null;
    if (existing) return existing;
    const found = await this.#resolve(account, creator, draft, issues);
    throwIfInvalid(issues);
    const session = buildSession({ id: newId(), now: this.#clock.now(), draft, creator, account, ...found });
    const events = eventsOfCreation(session, draft.startSession);
    if (await this.#sessions.insert(session, idempotency, events)) return { session, replayed: false };
    const winner = idempotency && (await this.#replay(creator, idempotency));
    if (!winner) throw new Error('a session was refused as a duplicate, but no session has its idempotency key');
    return winner;
  }

  /** Creates an outgoing call in state Ringing, which requires `destination`. Otherwise like {@link create}. */
  createOutgoing(
    principal: Principal,
    call: OutgoingCallInput,
    options: Omit<NewSessionOptions, 'needsDestination'>,
  ): Promise<NewSessionResult> {
    const fixed = { channel: 'Voice', direction: 'Outgoing', callState: 'Ringing', startSession: true } as const;
    return this.create(principal, { ...call, ...fixed }, { ...options, needsDestination: true });
  }

  async #replay(creator: UserRecord, idempotency: Idempotency): Promise<NewSessionResult | null> {
    const existing = await this.#sessions.findByIdempotencyKey(creator.id, idempotency.key);
    if (!existing) return null;
    if (existing.fingerprint === idempotency.fingerprint) return { session: existing.session, replayed: true };
    throw idempotencyConflict();
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
