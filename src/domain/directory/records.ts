/** Fields that accounts, users, customers and endpoints have in common. */
export interface DirectoryRecord {
  readonly id: string;
  readonly dateCreated: Date;
  readonly dateLastModified: Date;
  readonly createdBy: string | null;
  readonly lastModifiedBy: string | null;
  /** Incremented by every change, for optimistic concurrency. */
  readonly revision: number;
}

/** Returns the common fields of a record that is created now. @param by the id of the user; `null` for the server */
export function newRecord(id: string, now: Date, by: string | null): DirectoryRecord {
  return { id, dateCreated: now, dateLastModified: now, createdBy: by, lastModifiedBy: by, revision: 1 };
}

export interface AccountRecord extends DirectoryRecord {
  readonly name: string;
}

/** The vendor's roles. A user without roles reads the sessions of its accounts, and reads and changes its own profile. */
export const Roles = {
  User: 'User',
  Manager: 'Manager',
  SystemAdministrator: 'SystemAdministrator',
  Customer: 'Customer',
  CallCenterDashboard: 'CallCenterDashboard',
} as const;
export type Role = keyof typeof Roles;

/** Each of these roles is enough to list and change the users of the caller's accounts. */
export const userManagers = ['SystemAdministrator', 'Manager'] as const satisfies readonly Role[];

/** Each of these roles is enough to list and change the customers and endpoints of the caller's accounts. */
export const directoryManagers = ['SystemAdministrator', 'Manager', 'Customer'] as const satisfies readonly Role[];

export interface UserRecord extends DirectoryRecord {
  /** Lower case; the user signs in with it. */
  readonly emailAddress: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly avatarUrl: string | null;
  readonly roles: readonly Role[];
  readonly accountIds: readonly string[];
  /** One of `accountIds`: the account of requests that name none. */
  readonly homeAccountId: string;
  /** argon2id hash in its encoded text form. A new hash invalidates every cookie and cached sign-in of the user. */
  readonly passwordHash: string;
}

export interface CustomerRecord extends DirectoryRecord {
  readonly accountId: string;
  readonly name: string;
  readonly parentCustomerId: string | null;
  /** Id of this customer in another system. */
  readonly referenceId: string | null;
  /** Path from the root customer down to this one, inclusive. */
  readonly breadcrumb: readonly { readonly id: string; readonly name: string }[];
}

export const EndpointTypes = { User: 'User', Team: 'Team', PhoneNumber: 'PhoneNumber' } as const;
export type EndpointTypes = keyof typeof EndpointTypes;

export interface EndpointRecord extends DirectoryRecord {
  readonly accountId: string;
  readonly type: EndpointTypes;
  readonly displayName: string;
  readonly customerId: string | null;
  /** Type User: id of the user whose endpoint it is. */
  readonly userId: string | null;
  /** Type Team: ids of the users in the team, in order. */
  readonly userIds: readonly string[];
  /** Type PhoneNumber: the number in E.164 form. */
  readonly phoneNumber: string | null;
  /** Id of this endpoint in another system. */
  readonly referenceId: string | null;
}

/** Returns the display name of a user. */
export function nameOf(user: UserRecord): string {
  return `${user.firstName} ${user.lastName}`.trim() || user.emailAddress;
}
