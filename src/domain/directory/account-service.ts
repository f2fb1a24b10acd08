import { type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import type { Clock } from '../../common/time/clock.ts';
import { checkRequiredText } from '../../common/validation/text.ts';
import { conflict } from './domain-errors.ts';
import { EntityQueries } from './entity-queries.ts';
import type { EntityStore } from './entity-store.ts';
import { type Actor, EntityWriter } from './entity-writer.ts';
import type { AccountScope, Principal } from './principal.ts';
import type { AccountRecord } from './records.ts';

/** Fields to change; an absent field keeps its value. */
export interface AccountChanges {
  readonly name?: string | null | undefined;
}

/** Filter criteria. Absent and null values and empty texts restrict nothing; an empty list matches nothing. */
export interface AccountCriteria {
  readonly ids?: readonly string[] | null | undefined;
  /** Substring of the name, case-insensitive. */
  readonly name?: string | null | undefined;
}

export interface AccountFilter extends AccountCriteria {
  readonly scope: AccountScope;
}

/** Finds references that prevent the deletion of an account. */
export interface AccountReferences {
  /** Returns the kinds of records that belong or refer to the account, as in "customers". */
  kindsIn(accountId: string): Promise<string[]>;
}

export interface AccountServiceDependencies {
  readonly accountStore: EntityStore<AccountRecord, AccountFilter>;
  readonly accountReferences: AccountReferences;
  readonly clock: Clock;
}

const maxNameLength = 256;

/** Manages accounts. Every signed-in user sees its own accounts; changes require SystemAdministrator. */
export class AccountService {
  readonly queries: EntityQueries<AccountRecord, AccountFilter, AccountCriteria>;
  readonly #dependencies: AccountServiceDependencies;
  readonly #writer: EntityWriter<AccountRecord, AccountFilter>;

  constructor(dependencies: AccountServiceDependencies) {
    this.#dependencies = dependencies;
    this.queries = new EntityQueries({
      store: dependencies.accountStore,
      sortName: (account) => account.name,
      toFilter(principal, criteria) {
        principal.requireUser();
        return { ...criteria, scope: principal.accounts };
      },
    });
    this.#writer = new EntityWriter({
      name: 'account',
      idField: 'accountId',
      store: dependencies.accountStore,
      clock: dependencies.clock,
      uniqueField: () => 'id',
    });
  }

  /** @returns `null` for an unknown id and for an account that is not the caller's */
  async find(principal: Principal, id: string): Promise<AccountRecord | null> {
    principal.requireUser();
    return this.#writer.find(principal, id);
  }

  /** @throws BAD_USER_INPUT when the name is invalid */
  async create(actor: Actor, input: AccountChanges): Promise<AccountRecord> {
    actor.principal.requireRole('SystemAdministrator');
    const { name = '' } = checkAccount({ name: null, ...input });
    return this.#writer.insert(actor, { ...this.#writer.stamp(actor), name });
  }

  /**
   * @throws NOT_FOUND when the account does not exist
   * @throws BAD_USER_INPUT when the name is invalid
   */
  async patch(actor: Actor, id: string, input: AccountChanges): Promise<AccountRecord> {
    actor.principal.requireRole('SystemAdministrator');
    return this.#writer.change(actor, id, async () => checkAccount(input));
  }

  /**
   * @throws NOT_FOUND when the account does not exist
   * @throws CONFLICT while any record belongs or refers to the account
   */
  async remove(actor: Actor, id: string): Promise<void> {
    actor.principal.requireRole('SystemAdministrator');
    await this.#writer.get(actor.principal, id);
    const kinds = await this.#dependencies.accountReferences.kindsIn(id);
    if (kinds.length > 0) throw conflict('accountId', `The account still has ${kinds.join(', ')}.`);
    await this.#writer.remove(actor, id);
  }
}

function checkAccount(input: AccountChanges): Partial<Pick<AccountRecord, 'name'>> {
  if (input.name === undefined) return {};
  const issues: FieldError[] = [];
  const name = checkRequiredText('name', input.name, maxNameLength, issues);
  throwIfInvalid(issues);
  return { name };
}
