import { type FieldError, refuseFaults } from '../kernel/app-error.ts';
import { checkRequiredText } from '../kernel/check-text.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Caller, Entities } from './entities.ts';
import { EntityLists } from './entity-lists.ts';
import type { EntityStore } from './entity-store.ts';
import type { AccountScope, Principal } from './principal.ts';
import type { AccountRecord } from './records.ts';
import { conflict } from './refusals.ts';

/** Absent: stays as it is. */
export interface AccountChanges {
  readonly name?: string | null | undefined;
}

/** Absent, null and empty restrict nothing. */
export interface AccountCriteria {
  readonly ids?: readonly string[] | null | undefined;
  /** Contained in the name, whatever the case. */
  readonly name?: string | null | undefined;
}

export interface AccountFilter extends AccountCriteria {
  readonly scope: AccountScope;
}

/** What keeps an account from being deleted. */
export interface AccountReferences {
  /** The kinds that lie in it or refer to it, as in "customers". */
  kindsIn(accountId: string): Promise<string[]>;
}

export interface AccountParts {
  readonly accountStore: EntityStore<AccountRecord, AccountFilter>;
  readonly accountReferences: AccountReferences;
  readonly clock: Clock;
}

const maxNameLength = 256;

/** Accounts. The role User sees its own; changes need SystemAdministrator. */
export class AccountService {
  readonly lists: EntityLists<AccountRecord, AccountFilter, AccountCriteria>;
  readonly #parts: AccountParts;
  readonly #entities: Entities<AccountRecord, AccountFilter>;

  constructor(parts: AccountParts) {
    this.#parts = parts;
    this.lists = new EntityLists({
      store: parts.accountStore,
      nameOf: (account) => account.name,
      fence(principal, criteria) {
        principal.requireRole('User');
        return { ...criteria, scope: principal.accounts };
      },
    });
    this.#entities = new Entities({
      name: 'account',
      store: parts.accountStore,
      clock: parts.clock,
      uniqueField: () => 'id',
    });
  }

  /** @returns `null` for an unknown id and for one that is not the caller's alike */
  async find(principal: Principal, id: string): Promise<AccountRecord | null> {
    principal.requireRole('User');
    return this.#entities.find(principal, id);
  }

  /** @throws BAD_USER_INPUT */
  async create(caller: Caller, input: AccountChanges): Promise<AccountRecord> {
    caller.principal.requireRole('SystemAdministrator');
    const { name = '' } = checkAccount({ name: null, ...input });
    return this.#entities.insert(caller, { ...this.#entities.stamp(caller), name });
  }

  /** @throws NOT_FOUND, BAD_USER_INPUT */
  async patch(caller: Caller, id: string, input: AccountChanges): Promise<AccountRecord> {
    caller.principal.requireRole('SystemAdministrator');
    return this.#entities.change(caller, id, async () => checkAccount(input));
  }

  /** @throws NOT_FOUND; CONFLICT while anything is in it */
  async remove(caller: Caller, id: string): Promise<void> {
    caller.principal.requireRole('SystemAdministrator');
    await this.#entities.get(caller.principal, id);
    const kinds = await this.#parts.accountReferences.kindsIn(id);
    if (kinds.length > 0) throw conflict('id', `The account still has ${kinds.join(', ')}.`);
    await this.#entities.remove(caller, id);
  }
}

function checkAccount(input: AccountChanges): Partial<Pick<AccountRecord, 'name'>> {
  if (input.name === undefined) return {};
  const faults: FieldError[] = [];
  const name = checkRequiredText('name', input.name, maxNameLength, faults);
  refuseFaults(faults);
  return { name };
}
