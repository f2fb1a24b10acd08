import type { AccountScope } from './principal.ts';
import type { AccountRecord, CustomerRecord, EndpointRecord, UserRecord } from './records.ts';

/**
 * What others refer to. Every `…ByIds` returns what it finds within the scope, in any order, and costs one query at most;
 * ids that are no ids find nothing.
 */
export interface DirectoryReader {
  accountsByIds(scope: AccountScope, ids: readonly string[]): Promise<AccountRecord[]>;
  usersByIds(scope: AccountScope, ids: readonly string[]): Promise<UserRecord[]>;
  customersByIds(scope: AccountScope, ids: readonly string[]): Promise<CustomerRecord[]>;
  endpointsByIds(scope: AccountScope, ids: readonly string[]): Promise<EndpointRecord[]>;
  /** The users of one account among these addresses, compared without case. */
  usersOfAccountByEmailAddresses(accountId: string, emailAddresses: readonly string[]): Promise<UserRecord[]>;
  /** The User endpoints these users have in one account. */
  userEndpoints(accountId: string, userIds: readonly string[]): Promise<EndpointRecord[]>;
}

/** Where the directory is kept: what is found here is as it is now. */
export interface DirectoryRepository extends DirectoryReader {
  /** By name. */
  allAccounts(): Promise<AccountRecord[]>;
  /** @param emailAddress compared without case */
  userByEmailAddress(emailAddress: string): Promise<UserRecord | null>;
}

/** Everything a new database begins with. */
export interface DirectoryContent {
  readonly accounts: readonly AccountRecord[];
  readonly users: readonly UserRecord[];
  readonly customers: readonly Omit<CustomerRecord, 'breadcrumb'>[];
  readonly endpoints: readonly EndpointRecord[];
}

/** Fills an empty directory. */
export interface DirectorySeeder {
  isEmpty(): Promise<boolean>;
  insert(content: DirectoryContent): Promise<void>;
}
