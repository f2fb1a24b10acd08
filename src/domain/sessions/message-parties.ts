import { isEmailAddress, normalizeEmailAddress } from '../../common/validation/email-address.ts';
import { toE164 } from '../../common/validation/phone-number.ts';
import type { EndpointRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { parseWithAddress } from './check-addresses.ts';
import type { MessageParties } from './message-record.ts';
import type { SessionRecord } from './record.ts';

/** The parties of a message, and the customer that it concerns. */
export interface ResolvedParties extends MessageParties {
  readonly customerId: string | null;
}

/** Finds the endpoint and the other party that the messages of a session belong to. */
export class MessagePartyResolver {
  readonly #directory: DirectoryReader;

  constructor(directory: DirectoryReader) {
    this.#directory = directory;
  }

  /**
   * Resolves the parties of a session. The endpoint is the PhoneNumber endpoint of the account's side of the session,
   * otherwise the endpoint of the session.
   */
  async ofSession(session: SessionRecord): Promise<ResolvedParties> {
    const other = otherAddressOf(session);
    const [endpoint, otherAddress] = await Promise.all([
      this.#endpointOf(session),
      other === null ? null : this.normalize(session.accountId, other),
    ]);
    const customerId = session.customerId ?? endpoint?.customerId ?? null;
    return { endpointId: endpoint?.id ?? session.endpointId, otherAddress, customerId };
  }

  /** Returns the one form of an address that all messages of an account use; see {@link MessageParties}. */
  async normalize(accountId: string, address: string): Promise<string> {
    const number = toE164(address);
    if (number !== null) return number;
    if (parseWithAddress(address)) return address.toLowerCase();
    if (!isEmailAddress(address)) return address;
    const [user] = await this.#directory.usersByEmailAddresses([accountId], [address]);
    return user ? `user:${user.id}` : normalizeEmailAddress(address);
  }

  async #endpointOf(session: SessionRecord): Promise<EndpointRecord | null> {
    const { accountId, endpointId, direction, fromPhoneNumber, toAddress } = session;
    const own = direction === 'Outgoing' ? fromPhoneNumber : toAddress;
    const number = own === null ? null : toE164(own);
    const [line] = number === null ? [] : await this.#directory.phoneNumberEndpoints(accountId, [number]);
    if (line) return line;
    const [endpoint] = endpointId === null ? [] : await this.#directory.endpointsByIds([accountId], [endpointId]);
    return endpoint ?? null;
  }
}

/** The other party: who called or wrote for an incoming session, otherwise who is called or written to. */
function otherAddressOf(session: SessionRecord): string | null {
  const { direction, fromPhoneNumber, fromAddress, toAddress, destination, members } = session;
  if (direction === 'Incoming') return fromPhoneNumber ?? fromAddress;
  return toAddress ?? destination ?? members.find(({ isOriginalMember }) => !isOriginalMember)?.identity ?? null;
}
