/** What accounts, users, customers and endpoints have in common. */
export interface DirectoryRecord {
  readonly id: string;
  readonly dateCreated: Date;
  readonly dateLastModified: Date;
  readonly createdBy: string | null;
  readonly lastModifiedBy: string | null;
  /** Raised by every change, so that a change made from an older reading is noticed. */
  readonly revision: number;
}

export interface AccountRecord extends DirectoryRecord {
  readonly name: string;
}

/** The roles of the vendor; a user may have none and can then only sign in and look at itself. */
export const Roles = { User: 'User', SystemAdministrator: 'SystemAdministrator' } as const;
export type Role = keyof typeof Roles;

export interface UserRecord extends DirectoryRecord {
  /** Lower case: it is what a user signs in with. */
  readonly emailAddress: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly avatarUrl: string | null;
  readonly roles: readonly Role[];
  readonly accountIds: readonly string[];
  /** One of `accountIds`: where things go when no account is named. */
  readonly homeAccountId: string;
  /** argon2id, in its own text form. Changing it ends every cookie and cached sign-in of the user. */
  readonly passwordHash: string;
}

export interface CustomerRecord extends DirectoryRecord {
  readonly accountId: string;
  readonly name: string;
  readonly parentCustomerId: string | null;
  /** What another system calls this customer. */
  readonly referenceId: string | null;
  /** The way from the root customer down to this one, itself included. */
  readonly breadcrumb: readonly { readonly id: string; readonly name: string }[];
}

export const EndpointTypes = { User: 'User', Team: 'Team', PhoneNumber: 'PhoneNumber' } as const;
export type EndpointTypes = keyof typeof EndpointTypes;

export interface EndpointRecord extends DirectoryRecord {
  readonly accountId: string;
  readonly type: EndpointTypes;
  readonly displayName: string;
  readonly customerId: string | null;
  /** Type User: whose endpoint it is. */
  readonly userId: string | null;
  /** Type Team: who is in it, in order. */
  readonly userIds: readonly string[];
  /** Type PhoneNumber: the number in E.164. */
  readonly phoneNumber: string | null;
  /** What another system calls this endpoint. */
  readonly referenceId: string | null;
}

/** How a person is named to others. */
export function nameOf(user: UserRecord): string {
  return `${user.firstName} ${user.lastName}`.trim() || user.emailAddress;
}
