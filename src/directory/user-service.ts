import { type FieldError, refuseFaults } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { fence } from './account-resolver.ts';
import {
  type CheckedUser,
  checkPassword,
  checkProfile,
  checkUser,
  type ProfileChanges,
  type UserChanges,
} from './check-user.ts';
import type { DirectoryRepository } from './directory-repository.ts';
import { type Caller, Entities } from './entities.ts';
import { EntityLists } from './entity-lists.ts';
import type { EntityStore } from './entity-store.ts';
import { type AccountScope, type Principal, refuseApiKey } from './principal.ts';
import type { UserRecord } from './records.ts';
import { conflict, unknownReference } from './refusals.ts';

/** Absent, null and empty restrict nothing. */
export interface UserCriteria {
  readonly accountIds?: readonly string[] | null | undefined;
  readonly ids?: readonly string[] | null | undefined;
  /** Contained in the e-mail address, the first or the last name, whatever the case. */
  readonly name?: string | null | undefined;
}

export interface UserFilter extends Omit<UserCriteria, 'accountIds'> {
  readonly scope: AccountScope;
}

/** How passwords are kept. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  matches(passwordHash: string, password: string): Promise<boolean>;
}

/** What a user has in accounts besides itself. */
export interface UserBelongings {
  /** Deletes the user's User endpoints in these accounts and takes the user out of their teams. */
  removeFrom(userId: string, accounts: AccountScope): Promise<void>;
}

export interface UserParts {
  readonly users: EntityStore<UserRecord, UserFilter>;
  readonly userBelongings: UserBelongings;
  readonly directory: DirectoryRepository;
  readonly passwords: PasswordHasher;
  readonly clock: Clock;
}

/** Users. The role User sees those it shares an account with; changes need SystemAdministrator, save those of oneself. */
export class UserService {
  readonly lists: EntityLists<UserRecord, UserFilter, UserCriteria>;
  readonly #parts: UserParts;
  readonly #entities: Entities<UserRecord, UserFilter>;

  constructor(parts: UserParts) {
    this.#parts = parts;
    this.lists = new EntityLists({
      store: parts.users,
      nameOf: (user) => user.emailAddress,
      fence(principal, { accountIds, ...criteria }) {
        principal.requireRole('User');
        return { ...criteria, scope: fence(principal, accountIds) };
      },
    });
    this.#entities = new Entities({
      name: 'user',
      store: parts.users,
      clock: parts.clock,
      uniqueField: () => 'emailAddress',
    });
  }

  /** @returns `null` for an unknown id and for one who shares no account with the caller alike */
  async find(principal: Principal, id: string): Promise<UserRecord | null> {
    if (principal.requireUser().id !== id) principal.requireRole('User');
    return this.#entities.find(principal, id);
  }

  /** @throws BAD_USER_INPUT with every fault; CONFLICT when the e-mail address is taken */
  async create(caller: Caller, input: UserChanges): Promise<UserRecord> {
    caller.principal.requireRole('SystemAdministrator');
    const accountIds = input.accountIds ?? [];
    const needed = { emailAddress: null, password: null, ...input, accountIds };
    const { values, faults } = checkUser({ ...needed, homeAccountId: input.homeAccountId || accountIds[0] });
    refuseFaults([...faults, ...(await this.#checkAccounts(values))]);
    const { password = '', ...user } = values;
    return this.#entities.insert(caller, {
      ...this.#entities.stamp(caller),
      emailAddress: '',
      firstName: '',
      lastName: '',
      avatarUrl: null,
      roles: [],
      accountIds: [],
      homeAccountId: '',
      ...user,
      passwordHash: await this.#parts.passwords.hash(password),
    });
  }

  /** @throws NOT_FOUND, BAD_USER_INPUT with every fault; CONFLICT when the address is taken, or when one takes the role from oneself */
  async patch(caller: Caller, id: string, input: UserChanges): Promise<UserRecord> {
    const administrator = caller.principal.requireRole('SystemAdministrator');
    const { values, faults } = checkUser(input);
    const { password, ...changes } = values;
    if (id === administrator.id && changes.roles && !changes.roles.includes('SystemAdministrator')) {
      throw conflict('roles', 'You cannot take the role SystemAdministrator from yourself.');
    }
    const passwordHash = password === undefined || faults.length > 0 ? {} : await this.#hashed(password);
    let left: readonly string[] = [];
    const user = await this.#entities.change(caller, id, async (before) => {
      const accountIds = changes.accountIds ?? before.accountIds;
      const homeAccountId = changes.homeAccountId ?? homeOf(before, accountIds);
      refuseFaults([...faults, ...(await this.#checkAccounts({ ...changes, accountIds, homeAccountId }))]);
      left = before.accountIds.filter((accountId) => !accountIds.includes(accountId));
      return { ...changes, homeAccountId, ...passwordHash };
    });
    if (left.length > 0) await this.#parts.userBelongings.removeFrom(id, left);
    return user;
  }

  /** What was the home account moves to the first of the others. @throws NOT_FOUND; CONFLICT for the only account */
  async removeFromAccount(caller: Caller, id: string, accountId: string): Promise<UserRecord> {
    caller.principal.requireRole('SystemAdministrator');
    const user = await this.#entities.change(caller, id, async (before) => {
      const accountIds = before.accountIds.filter((one) => one !== accountId);
      if (accountIds.length === 0)
        throw conflict('accountId', 'A user has at least one account; delete the user instead.');
      return { accountIds, homeAccountId: homeOf(before, accountIds) };
    });
    await this.#parts.userBelongings.removeFrom(id, [accountId]);
    return user;
  }

  /** Sessions keep what they say of the user. @throws NOT_FOUND; CONFLICT for oneself */
  async remove(caller: Caller, id: string): Promise<void> {
    const administrator = caller.principal.requireRole('SystemAdministrator');
    if (id === administrator.id) throw conflict('id', 'You cannot delete yourself.');
    await this.#entities.get(caller.principal, id);
    // first, so that an end half-way leaves a user who can be deleted again, not endpoints of nobody
    await this.#parts.userBelongings.removeFrom(id, 'all');
    await this.#entities.remove(caller, id);
  }

  /** Needs no role. @throws UNAUTHENTICATED, BAD_USER_INPUT */
  async patchSelf(caller: Caller, input: ProfileChanges): Promise<UserRecord> {
    const { id } = caller.principal.requireUser();
    const { values, faults } = checkProfile(input);
    refuseFaults(faults);
    return this.#entities.change(caller, id, async () => values);
  }

  /** Ends every sign-in by the old one. @throws UNAUTHENTICATED; FORBIDDEN by an API key; BAD_USER_INPUT also for a wrong old password */
  async changePassword(caller: Caller, oldPassword: string, newPassword: string): Promise<UserRecord> {
    const { id } = caller.principal.requireUser();
    refuseApiKey(caller.principal, 'change the password');
    refuseFaults(checkPassword('newPassword', newPassword));
    const hashed = await this.#hashed(newPassword);
    return this.#entities.change(caller, id, async ({ passwordHash }) => {
      if (await this.#parts.passwords.matches(passwordHash, oldPassword)) return hashed;
      const message = 'oldPassword is not your password.';
      refuseFaults([{ fieldName: 'oldPassword', errorCode: 'Predicate', message }]);
      return {};
    });
  }

  async #hashed(password: string): Promise<Pick<UserRecord, 'passwordHash'>> {
    return { passwordHash: await this.#parts.passwords.hash(password) };
  }

  async #checkAccounts({ accountIds = [], homeAccountId }: CheckedUser): Promise<FieldError[]> {
    const known = (await this.#parts.directory.accountsByIds('all', accountIds)).map(({ id }) => id);
    const message = 'homeAccountId must be one of accountIds.';
    return [
      ...(accountIds.every((id) => known.includes(id)) ? [] : [unknownAccount]),
      ...(!homeAccountId || accountIds.length === 0 || accountIds.includes(homeAccountId)
        ? []
        : [{ fieldName: 'homeAccountId', errorCode: 'Predicate', message }]),
    ];
  }
}

const unknownAccount = { ...unknownReference('accountIds', 'account'), message: 'accountIds has an unknown account.' };

function homeOf({ homeAccountId }: UserRecord, accountIds: readonly string[]): string {
  return accountIds.includes(homeAccountId) ? homeAccountId : (accountIds[0] ?? homeAccountId);
}
