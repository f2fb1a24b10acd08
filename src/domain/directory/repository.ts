import type { AccountScope } from './principal.ts';
import type { AccountRecord, CustomerRecord, EndpointRecord, UserRecord } from './records.ts';

/**
 * Reads directory records that sessions and other records refer to. Every `…ByIds` method returns the records within
 * the scope, in any order, with at most one query; malformed ids match nothing.
 */
export interface DirectoryReader {
  accountsByIds(scope: AccountScope, ids: readonly string[]): Promise<AccountRecord[]>;
  usersByIds(scope: AccountScope, ids: readonly string[]): Promise<UserRecord[]>;
  customersByIds(scope: AccountScope, ids: readonly string[]): Promise<CustomerRecord[]>;
  endpointsByIds(scope: AccountScope, ids: readonly string[]): Promise<EndpointRecord[]>;
  /** Finds the users within the scope with these e-mail addresses, compared in their normal form. */
  usersByEmailAddresses(scope: AccountScope, emailAddresses: readonly string[]): Promise<UserRecord[]>;
  /** Finds the User endpoints of these users in one account. */
  userEndpoints(accountId: string, userIds: readonly string[]): Promise<EndpointRecord[]>;
  /** Finds the PhoneNumber endpoints of these numbers in one account. @param numbers in E.164 form */
  phoneNumberEndpoints(accountId: string, numbers: readonly string[]): Promise<EndpointRecord[]>;
  /**
   * Finds the PhoneNumber endpoint of one account with a number in E.164 form; with `null`, its oldest PhoneNumber
   * endpoint.
   */
  phoneNumberEndpoint(accountId: string, phoneNumber: string | null): Promise<EndpointRecord | null>;
}

/** Reads the directory from the database, without a cache. */
export interface DirectoryRepository extends DirectoryReader {
  /** Returns all accounts, ordered by name. */
  allAccounts(): Promise<AccountRecord[]>;
  /** @param emailAddress compared in its normal form */
  userByEmailAddress(emailAddress: string): Promise<UserRecord | null>;
}

/** Initial content of a new database. */
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
