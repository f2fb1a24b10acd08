import type { DirectoryLookUps } from '../directory/directory-repository.ts';
import type { EndpointRecord, UserRecord } from '../directory/records.ts';
import type { FieldError } from '../kernel/app-error.ts';
import type { Outsider } from './build-session.ts';
import type { WithAddress } from './check-addresses.ts';

/** Users, and what was wrong with who was asked for. */
interface Found {
  readonly users: readonly UserRecord[];
  readonly faults: readonly FieldError[];
}

/** Finds the people behind addresses, within one account. */
export class MemberFinder {
  readonly #directory: DirectoryLookUps;

  constructor(directory: DirectoryLookUps) {
    this.#directory = directory;
  }

  /** The user, or the users of the team in their order. @returns a fault besides when there is no such user or team */
  async partners(accountId: string, withAddress: WithAddress | null, fieldName = 'withAddress'): Promise<Found> {
    return withAddress ? this.#behind(accountId, withAddress, fieldName) : { users: [], faults: [] };
  }

  /** One for each e-mail address: the user of the account who has it, else somebody outside. */
  async invited(accountId: string, addresses: readonly string[]): Promise<(UserRecord | Outsider)[]> {
    if (addresses.length === 0) return [];
    const users = await this.#directory.usersOfAccountByEmailAddresses(accountId, addresses);
    const byAddress = new Map(users.map((user) => [user.emailAddress.toLowerCase(), user]));
    return addresses.map((address) => byAddress.get(address.toLowerCase()) ?? { id: null, address });
  }

  /** The User endpoints these people have in the account. */
  endpoints(accountId: string, people: readonly (UserRecord | Outsider)[]): Promise<EndpointRecord[]> {
    const userIds = new Set(people.flatMap((who) => who.id ?? []));
    return this.#directory.userEndpoints(accountId, [...userIds]);
  }

  async #behind(accountId: string, { kind, id, text }: WithAddress, fieldName: string): Promise<Found> {
    const [team] = kind === 'team' ? await this.#directory.endpointsByIds([accountId], [id]) : [];
    const isTeam = team?.type === 'Team';
    const wanted = kind === 'user' ? [id] : isTeam ? team.userIds : [];
    const found = await this.#directory.usersByIds([accountId], wanted);
    const users = wanted.flatMap((userId) => found.filter((user) => user.id === userId));
    if (kind === 'user' ? users.length > 0 : isTeam) return { users, faults: [] };
    const message = `There is no ${kind} ${JSON.stringify(text)} in this account.`;
    return { users, faults: [{ fieldName, errorCode: 'NotFound', message }] };
  }
}
