import { AppError } from '../../common/errors/app-error.ts';
import type { Role, UserRecord } from './records.ts';

/** The accounts that a caller may see: `all`, or a list of ids. Every repository call for tenant data takes a scope. */
export type AccountScope = 'all' | readonly string[];

export type SignInMethod = 'password' | 'cookie' | 'apiKey';

/** The caller of a request. Services check permissions with it; a failed check throws. */
export interface Principal {
  readonly user: UserRecord | null;
  readonly signedInBy: SignInMethod | null;
  /**
   * @returns the user, whatever its roles
   * @throws UNAUTHENTICATED when nobody is signed in
   */
  requireUser(): UserRecord;
  /**
   * @returns the user
   * @throws UNAUTHENTICATED when nobody is signed in
   * @throws FORBIDDEN when the user does not have the role
   */
  requireRole(role: Role): UserRecord;
  /** Like {@link requireRole}, for a user who has at least one of the roles. */
  requireAnyRole(roles: readonly Role[]): UserRecord;
  readonly accounts: AccountScope;
}

export class UserPrincipal implements Principal {
  readonly user: UserRecord;
  readonly signedInBy: SignInMethod;

  constructor(user: UserRecord, signedInBy: SignInMethod) {
    this.user = user;
    this.signedInBy = signedInBy;
  }

  requireUser(): UserRecord {
    return this.user;
  }

  requireRole(role: Role): UserRecord {
    if (!this.user.roles.includes(role)) {
      throw new AppError('FORBIDDEN', `The role ${role} is required.`);
    }
    return this.user;
  }

  requireAnyRole(roles: readonly Role[]): UserRecord {
    if (!roles.some((role) => this.user.roles.includes(role))) {
      throw new AppError('FORBIDDEN', `One of the roles ${roles.join(', ')} is needed for this.`);
    }
    return this.user;
  }

  get accounts(): AccountScope {
    return this.user.roles.includes('SystemAdministrator') ? 'all' : this.user.accountIds;
  }
}

export const anonymous: Principal = {
  user: null,
  signedInBy: null,
  accounts: [],
  requireUser: throwUnauthenticated,
  requireRole: throwUnauthenticated,
  requireAnyRole: throwUnauthenticated,
};

function throwUnauthenticated(): never {
  throw new AppError('UNAUTHENTICATED', 'Not Authenticated');
}

/**
 * Refuses API keys for actions whose effect outlives the revocation of the key.
 * @param action as in "An API key cannot create another"
 * @throws FORBIDDEN when the caller signed in with an API key
 */
export function refuseApiKey({ signedInBy }: Principal, action: string): void {
  if (signedInBy !== 'apiKey') return;
  const message = `An API key cannot ${action}. Sign in with your password.`;
  throw new AppError('FORBIDDEN', message, { restName: 'Forbidden' });
}

/** Returns whether an account is within a scope. */
export function inScope(scope: AccountScope, accountId: string): boolean {
  return scope === 'all' || scope.includes(accountId);
}
