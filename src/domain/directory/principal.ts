import { AppError } from '../../common/errors/app-error.ts';
import type { Role, UserRecord } from './records.ts';

/** The accounts a caller may see: `all`, or the ids of those. Every repository call for tenant data takes one. */
export type AccountScope = 'all' | readonly string[];

export type SignInMethod = 'password' | 'cookie' | 'apiKey';

/** Who is asking. Services ask it for rights; it throws the refusal. */
export interface Principal {
  readonly user: UserRecord | null;
  readonly signedInBy: SignInMethod | null;
  /** @returns the user, whatever its roles. @throws UNAUTHENTICATED when nobody is signed in */
  requireUser(): UserRecord;
  /** @returns the user. @throws UNAUTHENTICATED when nobody is signed in, FORBIDDEN when the role is missing. */
  requireRole(role: Role): UserRecord;
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
      throw new AppError('FORBIDDEN', `The role ${role} is needed for this.`);
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
};

function throwUnauthenticated(): never {
  throw new AppError('UNAUTHENTICATED', 'Not Authenticated');
}

/** Keeps API keys from what would outlive their revocation. @param action as in "An API key cannot create another" */
export function refuseApiKey({ signedInBy }: Principal, action: string): void {
  if (signedInBy !== 'apiKey') return;
  const message = `An API key cannot ${action}; sign in with your password for that.`;
  throw new AppError('FORBIDDEN', message, { restName: 'Forbidden' });
}

/** Whether an account lies within a scope. */
export function inScope(scope: AccountScope, accountId: string): boolean {
  return scope === 'all' || scope.includes(accountId);
}
