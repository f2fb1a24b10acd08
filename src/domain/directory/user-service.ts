import { type FieldError, invalidInput, throwIfInvalid } from '../../common/errors/app-error.ts';
import type { Clock } from '../../common/time/clock.ts';
import { type AccountResolver, restrictScope } from './account-resolver.ts';
import {
  type CheckedUser,
  checkPassword,
  checkProfile,
  checkUser,
  type ProfileChanges,
  type UserChanges,
} from './check-user.ts';
import { conflict, unknownReference } from './domain-errors.ts';
import { EntityQueries } from './entity-queries.ts';
import type { EntityStore } from './entity-store.ts';
import { type Actor, EntityWriter } from './entity-writer.ts';
import type { Passwords, RemoteActor } from './passwords.ts';
import { type AccountScope, type Principal, refuseApiKey } from './principal.ts';
import { type UserRecord, userManagers } from './records.ts';
import type { DirectoryRepository } from './repository.ts';
import { refuseRightsByApiKey, requireRoleAssignment, requireUserInScope } from './user-permissions.ts';

export type NewUserInput = Pick<UserChanges, 'emailAddress' | 'firstName' | 'lastName' | 'password' | 'roles'>;

/** Filter criteria. Absent and null values and empty texts restrict nothing; an empty list matches nothing. */
export interface UserCriteria {
  readonly accountIds?: readonly string[] | null | undefined;
  readonly ids?: readonly string[] | null | undefined;
  /** Substring of the e-mail address, case-insensitive. */
  readonly emailAddress?: string | null | undefined;
  /** Substring of the e-mail address, first name or last name, case-insensitive. */
  readonly name?: string | null | undefined;
}

export interface UserFilter extends Omit<UserCriteria, 'accountIds'> {
  readonly scope: AccountScope;
}

/** Removes the endpoints and team memberships of a user. */
export interface UserReferences {
  /** Deletes the user's User endpoints in these accounts and removes the user from their teams. */
  removeFrom(userId: string, accounts: AccountScope): Promise<void>;
}

export interface UserServiceDependencies {
  readonly users: EntityStore<UserRecord, UserFilter>;
  readonly userReferences: UserReferences;
  readonly directory: DirectoryRepository;
  readonly accounts: AccountResolver;
  readonly passwords: Passwords;
  readonly clock: Clock;
}

/**
 * Manages users who share an account with the caller. Requires one of the roles `userManagers`, except for oneself; a
 * Manager changes only the users that {@link requireUserInScope} allows.
 */
export class UserService {
  readonly queries: EntityQueries<UserRecord, UserFilter, UserCriteria>;
  readonly #dependencies: UserServiceDependencies;
  readonly #writer: EntityWriter<UserRecord, UserFilter>;

  constructor(dependencies: UserServiceDependencies) {
    this.#dependencies = dependencies;
    this.queries = new EntityQueries({
      store: dependencies.users,
      sortName: (user) => user.emailAddress,
      toFilter(principal, { accountIds, ...criteria }) {
        principal.requireAnyRole(userManagers);
        return { ...criteria, scope: restrictScope(principal, accountIds) };
      },
    });
    this.#writer = new EntityWriter({
      name: 'user',
      idField: 'userId',
      store: dependencies.users,
      clock: dependencies.clock,
      uniqueField: () => 'emailAddress',
    });
  }

  /** @returns `null` for an unknown id and for a user who shares no account with the caller */
  async find(principal: Principal, id: string): Promise<UserRecord | null> {
    if (principal.requireUser().id !== id) principal.requireAnyRole(userManagers);
    return this.#writer.find(principal, id);
  }

  /**
   * Creates a user of one account.
   * @param accountId see `AccountResolver.resolve`
   * @throws NOT_FOUND when the account is unknown or not one of the caller's
   * @throws FORBIDDEN when a Manager gives roles, or when the caller signed in with an API key
   * @throws BAD_USER_INPUT with every validation error
   * @throws CONFLICT when the e-mail address is taken
   */
  async create(actor: Actor, accountId: string | null, input: NewUserInput): Promise<UserRecord> {
    actor.principal.requireAnyRole(userManagers);
    refuseApiKey(actor.principal, 'create a user');
    if (input.roles?.length) requireRoleAssignment(actor.principal);
    const account = await this.#dependencies.accounts.resolve(actor.principal, accountId);
    const { values, issues } = await checkUser({ emailAddress: null, password: null, ...input }, 'password');
    throwIfInvalid(issues);
    const { password = '', ...user } = values;
    return this.#writer.insert(actor, {
      ...this.#writer.stamp(actor),
      emailAddress: '',
      firstName: '',
      lastName: '',
      avatarUrl: null,
      roles: [],
      ...user,
      accountIds: [account.id],
      homeAccountId: account.id,
      passwordHash: await this.#dependencies.passwords.hash(password),
    });
  }

  /**
   * @throws NOT_FOUND when the user is unknown or outside the caller's accounts
   * @throws FORBIDDEN when a Manager sets roles or may not change the user, and when the caller signed in with an API
   * key and sets a password or adds roles or accounts
   * @throws BAD_USER_INPUT with every validation error
   * @throws CONFLICT when the e-mail address is taken, or when callers take the role SystemAdministrator from
   * themselves
   */
  async patch(actor: Actor, id: string, input: UserChanges): Promise<UserRecord> {
    const caller = actor.principal.requireAnyRole(userManagers);
    if (input.roles !== undefined) requireRoleAssignment(actor.principal);
    if (input.password !== undefined) refuseApiKey(actor.principal, 'set a password');
    const { values, issues } = await checkUser(input, 'newPassword');
    const { password, ...changes } = values;
    if (id.toLowerCase() === caller.id && changes.roles && !changes.roles.includes('SystemAdministrator')) {
      throw conflict('roles', 'You cannot take the role SystemAdministrator from yourself.');
    }
    const passwordHash = password === undefined || issues.length > 0 ? {} : await this.#hashed(password);
    let left: readonly string[] = [];
    const user = await this.#writer.change(actor, id, async (before) => {
      requireUserInScope(actor.principal, before);
      refuseRightsByApiKey(actor.principal, before, changes);
      const accountIds = changes.accountIds ?? before.accountIds;
      const homeAccountId = changes.homeAccountId ?? homeAccountOf(before, accountIds);
      throwIfInvalid([
        ...issues,
        ...(await this.#checkAccounts(actor.principal, { ...changes, accountIds, homeAccountId })),
      ]);
      left = before.accountIds.filter((accountId) => !accountIds.includes(accountId));
      return { ...changes, homeAccountId, ...passwordHash };
    });
    if (left.length > 0) await this.#dependencies.userReferences.removeFrom(id, left);
    return user;
  }

  /**
   * Removes a user from an account. If it was the home account, the first remaining account becomes the home account.
   * @throws NOT_FOUND when the user is unknown or outside the caller's accounts
   * @throws CONFLICT when it is the user's only account
   */
  async removeFromAccount(actor: Actor, id: string, accountId: string): Promise<UserRecord> {
    actor.principal.requireRole('SystemAdministrator');
    const user = await this.#writer.change(actor, id, async (before) => {
      const accountIds = before.accountIds.filter((one) => one !== accountId);
      if (accountIds.length === 0)
        throw conflict('accountId', 'A user must have at least one account. Delete the user instead.');
      return { accountIds, homeAccountId: homeAccountOf(before, accountIds) };
    });
    await this.#dependencies.userReferences.removeFrom(id, [accountId]);
    return user;
  }

  /**
   * Deletes a user. Sessions keep their data about the user.
   * @throws NOT_FOUND when the user is unknown or outside the caller's accounts
   * @throws FORBIDDEN when a Manager may not delete the user
   * @throws CONFLICT when callers delete themselves
   */
  async remove(actor: Actor, id: string): Promise<void> {
    const caller = actor.principal.requireAnyRole(userManagers);
    if (id.toLowerCase() === caller.id) throw conflict('userId', 'You cannot delete yourself.');
    requireUserInScope(actor.principal, await this.#writer.get(actor.principal, id));
    // references first: after an interruption, the user can be deleted again, and no endpoint is left without its user
    await this.#dependencies.userReferences.removeFrom(id, 'all');
    await this.#writer.remove(actor, id);
  }

  /**
   * Changes the caller's own profile. Requires no role.
   * @throws UNAUTHENTICATED when nobody is signed in
   * @throws BAD_USER_INPUT with every validation error
   */
  async patchSelf(actor: Actor, input: ProfileChanges): Promise<UserRecord> {
    const { id } = actor.principal.requireUser();
    const { values, issues } = checkProfile(input);
    throwIfInvalid(issues);
    return this.#writer.change(actor, id, async () => values);
  }

  /**
   * Changes the caller's password, which invalidates every sign-in with the old one. The old one is checked, limited and
   * audited like that of a sign-in: otherwise a stolen cookie could be used to guess it.
   * @throws UNAUTHENTICATED when nobody is signed in
   * @throws FORBIDDEN when the caller signed in with an API key
   * @throws RATE_LIMITED after too many wrong passwords
   * @throws BAD_USER_INPUT when the old password is wrong or the new one is invalid
   */
  async changePassword(actor: RemoteActor, oldPassword: string, newPassword: string): Promise<UserRecord> {
    const user = actor.principal.requireUser();
    refuseApiKey(actor.principal, 'change the password');
    throwIfInvalid(await checkPassword('newPassword', newPassword));
    const confirmed = await this.#dependencies.passwords.confirm(user, oldPassword, actor);
    if (!confirmed) throw invalidInput([wrongPassword]);
    const hashed = await this.#hashed(newPassword);
    return this.#writer.change(actor, user.id, async ({ passwordHash }) => {
      // another request has changed the password since
      if (passwordHash !== confirmed.passwordHash) throw invalidInput([wrongPassword]);
      return hashed;
    });
  }

  async #hashed(password: string): Promise<Pick<UserRecord, 'passwordHash'>> {
    return { passwordHash: await this.#dependencies.passwords.hash(password) };
  }

  async #checkAccounts(
    { accounts }: Principal,
    { accountIds = [], homeAccountId }: CheckedUser,
  ): Promise<FieldError[]> {
    const known = (await this.#dependencies.directory.accountsByIds(accounts, accountIds)).map(({ id }) => id);
    const message = 'homeAccountId must be one of accountIds.';
    return [
      ...(accountIds.every((id) => known.includes(id)) ? [] : [unknownAccount]),
      ...(!homeAccountId || accountIds.length === 0 || accountIds.includes(homeAccountId)
        ? []
        : [{ fieldName: 'homeAccountId', errorCode: 'Predicate', message }]),
    ];
  }
}

const wrongPassword = { fieldName: 'oldPassword', errorCode: 'Predicate', message: 'oldPassword is wrong.' };

const unknownAccount = {
  ...unknownReference('accountIds', 'account'),
  message: 'accountIds contains an unknown account.',
};

function homeAccountOf({ homeAccountId }: UserRecord, accountIds: readonly string[]): string {
  return accountIds.includes(homeAccountId) ? homeAccountId : (accountIds[0] ?? homeAccountId);
}
