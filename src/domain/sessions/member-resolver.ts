import type { FieldError } from '../../common/errors/app-error.ts';
import type { EndpointRecord, UserRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import type { ExternalParticipant } from './build-session.ts';
import type { WithAddress } from './check-addresses.ts';

/** Users, and what was wrong with who was asked for. */
interface ResolvedUsers {
  readonly users: readonly UserRecord[];
  readonly issues: readonly FieldError[];
}

/** Finds the people behind addresses, within one account. */
export class MemberResolver {
  readonly #directory: DirectoryReader;

  constructor(directory: DirectoryReader) {
    this.#directory = directory;
  }

  /** The user, or the users of the team in their order. @returns a fault besides when there is no such user or team */
  async byAddress(
    accountId: string,
    withAddress: WithAddress | null,
    fieldName = 'withAddress',
  ): Promise<ResolvedUsers> {
    return withAddress ? this.#resolveAddress(accountId, withAddress, fieldName) : { users: [], issues: [] };
  }

  /** One for each e-mail address: the user of the account who has it, else somebody outside. */
  async byEmails(accountId: string, addresses: readonly string[]): Promise<(UserRecord | ExternalParticipant)[]> {
    if (addresses.length === 0) return [];
    const users = await this.#directory.usersOfAccountByEmailAddresses(accountId, addresses);
    const usersByEmail = new Map(users.map((user) => [user.emailAddress.toLowerCase(), user]));
    return addresses.map((address) => usersByEmail.get(address.toLowerCase()) ?? { id: null, address });
  }

  /** The User endpoints these people have in the account. */
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
