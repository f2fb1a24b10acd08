import type { FieldError } from '../../common/errors/app-error.ts';
import { isEmailAddress } from '../../common/validation/email-address.ts';
import { toE164 } from '../../common/validation/phone-number.ts';
import { checkRequiredText } from '../../common/validation/text.ts';
import { notFound } from '../directory/domain-errors.ts';
import type { AccountScope, Principal } from '../directory/principal.ts';
import type { EndpointRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { maxTextLength, parseWithAddress } from './check-addresses.ts';
import type { SessionCommandService } from './command-service.ts';
import { MemberResolver } from './member-resolver.ts';
import { MessagePartyResolver, type ResolvedParties } from './message-parties.ts';
import type { SessionRecord } from './record.ts';

/** A session, or an endpoint and an address, that a message is sent to. */
export interface MessageTarget {
  /** Null for a message from an endpoint. */
  readonly session: SessionRecord | null;
  readonly accountId: string;
  readonly parties: ResolvedParties;
  /** Identifies the target in the fingerprint of an idempotency key. */
  readonly key: readonly string[];
}

interface TargetInput {
  readonly sessionId?: string | null;
  readonly endpointId?: string | null;
  readonly toAddress?: string | null;
}

/** Resolves the target of a message within the caller's accounts. */
export class MessageTargetResolver {
  readonly #commands: SessionCommandService;
  readonly #directory: DirectoryReader;
  readonly #members: MemberResolver;
  readonly #parties: MessagePartyResolver;

  constructor({ commands, directory }: { commands: SessionCommandService; directory: DirectoryReader }) {
    this.#commands = commands;
    this.#directory = directory;
    this.#members = new MemberResolver(directory);
    this.#parties = new MessagePartyResolver(directory);
  }

  /**
   * @param issues receives the validation errors of the address
   * @returns `null` if `issues` received an error
   * @throws NOT_FOUND when the session or endpoint is unknown or outside the caller's accounts
   */
  async resolve({ accounts }: Principal, input: TargetInput, issues: FieldError[]): Promise<MessageTarget | null> {
    if (input.sessionId) {
      const session = await this.#commands.find(accounts, input.sessionId);
      const parties = await this.#parties.ofSession(session);
      return { session, accountId: session.accountId, parties, key: [session.id] };
    }
    if (!input.endpointId) {
      const message = 'sessionId, or endpointId and toAddress, must not be empty.';
      issues.push({ fieldName: 'sessionId', errorCode: 'NotEmpty', message });
      return null;
    }
    const { id: endpointId, accountId, customerId } = await this.#findEndpoint(accounts, input.endpointId);
    const otherAddress = await this.#checkAddress(accountId, input.toAddress, issues);
    if (otherAddress === null) return null;
    const parties = { endpointId, otherAddress, customerId };
    return { session: null, accountId, parties, key: [endpointId, otherAddress] };
  }

  async #findEndpoint(scope: AccountScope, id: string): Promise<EndpointRecord> {
    const [endpoint] = await this.#directory.endpointsByIds(scope, [id]);
    if (!endpoint) throw notFound('endpoint', 'endpointId', id);
    return endpoint;
  }

  async #checkAddress(
    accountId: string,
    given: string | null | undefined,
    issues: FieldError[],
  ): Promise<string | null> {
    const fieldName = 'toAddress';
    const before = issues.length;
    const address = checkRequiredText(fieldName, given, maxTextLength, issues);
    const withAddress = parseWithAddress(address);
    issues.push(...(await this.#members.byAddress(accountId, withAddress, fieldName)).issues);
    if (issues.length === before && !withAddress && !isEmailAddress(address) && toE164(address) === null) {
      const message = `${fieldName} must be user:ID, team:ID, an e-mail address or an E.164 number, such as +15550100.`;
      issues.push({ fieldName, errorCode: 'RegularExpression', message });
    }
    return issues.length > before ? null : this.#parties.normalize(accountId, address);
  }
}
