import type { FieldError } from '../../common/errors/app-error.ts';
import { isEmailAddress } from '../../common/validation/email-address.ts';
import type { AccountScope } from '../directory/principal.ts';
import type { EndpointRecord, UserRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import type { WithAddress } from './check-addresses.ts';
import { type ExternalParticipant, memberKey } from './member-key.ts';

/** Resolved users, and validation errors for addresses that match nothing. */
interface ResolvedUsers {
  readonly users: readonly UserRecord[];
  readonly issues: readonly FieldError[];
}

/** Resolves addresses to users within one account. */
export class MemberResolver {
  readonly #directory: DirectoryReader;

  constructor(directory: DirectoryReader) {
    this.#directory = directory;
  }

  /**
   * Resolves an address to its user, or to the users of its team in their order.
   * @returns the users, or a validation error when the user or team is unknown
   */
  async byAddress(
    accountId: string,
    withAddress: WithAddress | null,
    fieldName = 'withAddress',
  ): Promise<ResolvedUsers> {
    return withAddress ? this.#resolveAddress(accountId, withAddress, fieldName) : { users: [], issues: [] };
  }

  /**
   * Resolves each address to the user of the account with that e-mail address, otherwise to an external participant.
   */
  async byEmails(accountId: string, addresses: readonly string[]): Promise<(UserRecord | ExternalParticipant)[]> {
    if (addresses.length === 0) return [];
    const users = await this.#directory.usersByEmailAddresses([accountId], addresses);
    const usersByEmail = new Map(users.map((user) => [memberKey(user.emailAddress), user]));
    return addresses.map((address) => usersByEmail.get(memberKey(address)) ?? { id: null, address });
  }

  /**
   * Returns every identity by which people can be members: an e-mail address, `user:ID` or the id alone stands for the
   * user, who is a member as `user:ID` or, if invited before becoming a user, by e-mail address.
   * @param given e-mail addresses, phone numbers, `user:ID` or ids of users
   * @returns the given texts, their keys, and the other identities of the users within the scope
   */
  async identitiesOf(scope: AccountScope, given: readonly string[]): Promise<string[]> {
    const keys = given.map((one) => memberKey(one));
    const userIds = keys.flatMap((key) => /^(?:user:)?([0-9a-f]{24})$/.exec(key)?.[1] ?? []);
    const addresses = keys.filter(isEmailAddress);
    const [byId, byAddress] = await Promise.all([
      userIds.length > 0 ? this.#directory.usersByIds(scope, userIds) : [],
      addresses.length > 0 ? this.#directory.usersByEmailAddresses(scope, addresses) : [],
    ]);
    const identities = [...byId, ...byAddress].flatMap(({ id, emailAddress }) => [`user:${id}`, emailAddress]);
    return [...new Set([...given, ...keys, ...userIds.map((id) => `user:${id}`), ...identities])];
  }

  /** Finds the User endpoints of these people in the account. */
  endpoints(accountId: string, people: readonly (UserRecord | ExternalParticipant)[]): Promise<EndpointRecord[]> {
    const distinctUserIds = new Set(people.flatMap((person) => person.id ?? []));
    return this.#directory.userEndpoints(accountId, [...distinctUserIds]);
  }

  async #resolveAddress(accountId: string, { kind, id, text }: WithAddress, fieldName: string): Promise<ResolvedUsers> {
    const [team] = kind === 'team' ? await this.#directory.endpointsByIds([accountId], [id]) : [];
    const isTeam = team?.type === 'Team';
    const userIds = kind === 'user' ? [id] : isTeam ? team.userIds : [];
    const found = await this.#directory.usersByIds([accountId], userIds);
    const users = userIds.flatMap((userId) => found.filter((user) => user.id === userId));
    if (kind === 'user' ? users.length > 0 : isTeam) return { users, issues: [] };
    const message = `There is no ${kind} ${JSON.stringify(text)} in this account.`;
    return { users, issues: [{ fieldName, errorCode: 'NotFound', message }] };
  }
}
