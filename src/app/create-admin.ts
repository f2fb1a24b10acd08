import { AppError, throwIfInvalid } from '../common/errors/app-error.ts';
import { newId } from '../common/ids.ts';
import type { Clock } from '../common/time/clock.ts';
import { hashPassword } from '../domain/auth/passwords.ts';
import { checkUser } from '../domain/directory/check-user.ts';
import type { EntityStore } from '../domain/directory/entity-store.ts';
import { type AccountRecord, newRecord, type UserRecord } from '../domain/directory/records.ts';
import type { DirectoryRepository } from '../domain/directory/repository.ts';
import { ConfigError } from './config.ts';

export interface AdminStore {
  readonly directory: Pick<DirectoryRepository, 'allAccounts' | 'userByEmailAddress'>;
  readonly users: Pick<EntityStore<UserRecord, unknown>, 'insert' | 'update'>;
  readonly accountStore: Pick<EntityStore<AccountRecord, unknown>, 'insert'>;
}

export interface AdminInput {
  readonly emailAddress: string;
  readonly password: string;
}

/** `created`: a new user. `promoted`: an existing user, whose password is unchanged. `unchanged`: already one. */
export type AdminOutcome = 'created' | 'promoted' | 'unchanged';

/** The id of the account that is created with the first administrator: constant, so that two servers create one. */
const firstAccountId = '000000000000000000000001';

/**
 * Makes a user a system administrator. In an empty database it creates the account `Main` for the user.
 *
 * @throws BAD_USER_INPUT when the e-mail address or the password is invalid
 */
export async function createAdmin(store: AdminStore, input: AdminInput, clock: Clock): Promise<AdminOutcome> {
  const existing = await store.directory.userByEmailAddress(input.emailAddress.trim());
  return existing ? promote(store, existing, clock) : create(store, input, clock);
}

/**
 * Creates the system administrator of the settings unless a user with the e-mail address exists.
 *
 * @throws ConfigError when the e-mail address or the password is invalid
 */
export async function createInitialAdmin(store: AdminStore, input: AdminInput, clock: Clock): Promise<void> {
  if (await store.directory.userByEmailAddress(input.emailAddress.trim())) return;
  try {
    await create(store, input, clock);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const names: Record<string, string> = { emailAddress: 'INITIAL_ADMIN_EMAIL', password: 'INITIAL_ADMIN_PASSWORD' };
    throw new ConfigError(error.errors.map(({ fieldName, message }) => `${names[fieldName]}: ${message}`));
  }
}

async function create(store: AdminStore, input: AdminInput, clock: Clock): Promise<AdminOutcome> {
  const { values, issues } = await checkUser(input, 'password');
  throwIfInvalid(issues);
  const { emailAddress = '', password = '' } = values;
  const account = await firstAccount(store, clock);
  const user: UserRecord = {
    ...newRecord(newId(), clock.now(), null),
    emailAddress,
    firstName: '',
    lastName: '',
    avatarUrl: null,
    roles: ['User', 'SystemAdministrator'],
    accountIds: [account],
    homeAccountId: account,
    passwordHash: await hashPassword(password),
  };
  if (await store.users.insert(user)) return 'created';
  // another server has created the user at the same time
  return 'unchanged';
}

async function promote({ users }: AdminStore, user: UserRecord, clock: Clock): Promise<AdminOutcome> {
  if (user.roles.includes('SystemAdministrator')) return 'unchanged';
  const roles = [...new Set([...user.roles, 'User' as const, 'SystemAdministrator' as const])];
  const outcome = await users.update(user, { roles, dateLastModified: clock.now(), lastModifiedBy: null });
  if (outcome !== 'written') throw new Error(`the user ${user.emailAddress} was changed at the same time; try again`);
  return 'promoted';
}

async function firstAccount({ directory, accountStore }: AdminStore, clock: Clock): Promise<string> {
  const [account] = await directory.allAccounts();
  if (account) return account.id;
  await accountStore.insert({ ...newRecord(firstAccountId, clock.now(), null), name: 'Main' });
  return firstAccountId;
}
