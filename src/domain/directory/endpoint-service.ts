import { type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import type { Clock } from '../../common/time/clock.ts';
import { type AccountResolver, restrictScope } from './account-resolver.ts';
import { checkEndpoint, type EndpointChanges } from './check-endpoint.ts';
import type { CustomerTree } from './customer-tree.ts';
import { unknownReference } from './domain-errors.ts';
import { EntityQueries } from './entity-queries.ts';
import type { EntityStore } from './entity-store.ts';
import { type Actor, EntityWriter } from './entity-writer.ts';
import type { AccountScope, Principal } from './principal.ts';
import { directoryManagers, type EndpointRecord, type EndpointTypes, nameOf, type UserRecord } from './records.ts';
import type { DirectoryRepository } from './repository.ts';

/** Input for a new User endpoint; `userId` or `userEmailAddress` identifies its user. */
export interface NewUserEndpointInput extends Pick<EndpointChanges, 'displayName' | 'customerId' | 'referenceId'> {
  readonly userId?: string | null | undefined;
  readonly userEmailAddress?: string | null | undefined;
}

/** Input for a new PhoneNumber endpoint. */
export interface PhoneNumberInput extends Pick<EndpointChanges, 'displayName' | 'customerId' | 'referenceId'> {
  readonly number?: string | null | undefined;
}

/** Filter criteria. Absent and null values and empty texts restrict nothing; an empty list matches nothing. */
export interface EndpointCriteria {
  readonly accountIds?: readonly string[] | null | undefined;
  readonly ids?: readonly string[] | null | undefined;
  /** Customers of the endpoints; customers below these are included unless `shallow`. */
  readonly customerIds?: readonly string[] | null | undefined;
  readonly shallow?: boolean | null | undefined;
  readonly referenceIds?: readonly string[] | null | undefined;
  /** An endpoint of any other type does not exist: a list with such types only finds nothing. */
  readonly types?: readonly string[] | null | undefined;
  /** Substring of the display name, case-insensitive. */
  readonly name?: string | null | undefined;
  /** Digits that the phone number contains. */
  readonly phoneNumber?: string | null | undefined;
  /** Whether the request filters by something that endpoints do not have; it finds nothing then. */
  readonly matchesNothing?: boolean;
}

/** Criteria within a scope; `customerIds` already includes the customers below. */
export interface EndpointFilter extends Omit<EndpointCriteria, 'accountIds' | 'shallow' | 'matchesNothing'> {
  readonly scope: AccountScope;
}

export interface EndpointServiceDependencies {
  readonly endpoints: EntityStore<EndpointRecord, EndpointFilter>;
  readonly directory: DirectoryRepository;
  readonly customerTree: CustomerTree;
  readonly accounts: AccountResolver;
  readonly clock: Clock;
}

interface NewEndpointOptions {
  readonly user?: UserRecord | null;
  readonly issues?: readonly FieldError[];
  /** The request's name of `phoneNumber`, for errors. */
  readonly numberField?: string;
}

const uniqueFields = { PhoneNumber: 'phoneNumber', User: 'userId', Team: 'id' } as const;

/**
 * Manages endpoints: users, teams and phone numbers. Requires one of the roles `directoryManagers`; endpoints of other
 * accounts answer exactly like unknown ids.
 */
export class EndpointService {
  readonly queries: EntityQueries<EndpointRecord, EndpointFilter, EndpointCriteria>;
  readonly #dependencies: EndpointServiceDependencies;
  readonly #writer: EntityWriter<EndpointRecord, EndpointFilter>;

  constructor(dependencies: EndpointServiceDependencies) {
    this.#dependencies = dependencies;
    this.queries = new EntityQueries({
      store: dependencies.endpoints,
      sortName: (endpoint) => endpoint.displayName,
      async toFilter(principal, { accountIds, shallow, customerIds, matchesNothing, ...criteria }) {
        principal.requireAnyRole(directoryManagers);
        const scope = matchesNothing ? [] : restrictScope(principal, accountIds);
        const subtreeIds =
          customerIds && !shallow ? await dependencies.customerTree.subtreeIds(scope, customerIds) : [];
        return { ...criteria, scope, customerIds: customerIds && [...customerIds, ...subtreeIds] };
      },
    });
    this.#writer = new EntityWriter({
      name: 'endpoint',
      idField: 'endpointId',
      store: dependencies.endpoints,
      clock: dependencies.clock,
      uniqueField: ({ type }) => uniqueFields[type],
    });
  }

  /** @returns `null` for an unknown id and for an endpoint of another account */
  async find(principal: Principal, id: string): Promise<EndpointRecord | null> {
    principal.requireAnyRole(directoryManagers);
    return this.#writer.find(principal, id);
  }

  /**
   * @throws BAD_USER_INPUT with every validation error
   * @throws NOT_FOUND when the account is unknown or not one of the caller's
   * @throws CONFLICT when the user already has an endpoint in the account
   */
  async createUser(actor: Actor, accountId: string | null, input: NewUserEndpointInput): Promise<EndpointRecord> {
    actor.principal.requireAnyRole(directoryManagers);
    const account = await this.#dependencies.accounts.resolve(actor.principal, accountId);
    const { userId, userEmailAddress, displayName, ...rest } = input;
    const user = await this.#userOfAccount(account.id, input);
    const name = displayName?.trim() || (user ? nameOf(user) : '?');
    const missing = user ? [] : [unknownReference(userEmailAddress && !userId ? 'userEmailAddress' : 'userId', 'user')];
    return this.#create(actor, account.id, 'User', { ...rest, displayName: name }, { user, issues: missing });
  }

  /**
   * @throws BAD_USER_INPUT with every validation error
   * @throws NOT_FOUND when the account is unknown or not one of the caller's
   */
  async createTeam(actor: Actor, accountId: string | null, input: EndpointChanges): Promise<EndpointRecord> {
    actor.principal.requireAnyRole(directoryManagers);
    const account = await this.#dependencies.accounts.resolve(actor.principal, accountId);
    return this.#create(actor, account.id, 'Team', { displayName: null, ...input });
  }

  /**
   * @throws BAD_USER_INPUT with every validation error
   * @throws NOT_FOUND when the account is unknown or not one of the caller's
   * @throws CONFLICT when the account already has the phone number
   */
  async buyPhoneNumber(actor: Actor, accountId: string | null, input: PhoneNumberInput): Promise<EndpointRecord> {
    actor.principal.requireAnyRole(directoryManagers);
    const account = await this.#dependencies.accounts.resolve(actor.principal, accountId);
    const { number = null, ...rest } = input;
    const displayName = input.displayName?.trim() || number?.trim() || '?';
    const values = { ...rest, phoneNumber: number, displayName };
    return this.#create(actor, account.id, 'PhoneNumber', values, { numberField: 'number' });
  }

  /**
   * @throws NOT_FOUND when the endpoint is unknown or outside the caller's accounts
   * @throws BAD_USER_INPUT with every validation error
   * @throws CONFLICT when the account already has the phone number, or when concurrent changes keep conflicting
   */
  async patch(actor: Actor, id: string, input: EndpointChanges): Promise<EndpointRecord> {
    actor.principal.requireAnyRole(directoryManagers);
    return this.#writer.change(actor, id, async (before) => {
      const { values, issues } = checkEndpoint(before.type, input);
      issues.push(...(await this.#checkReferences(before.accountId, values)));
      throwIfInvalid(issues);
      return values;
    });
  }

  /**
   * Deletes an endpoint. Sessions that refer to it remain, without its name.
   * @throws NOT_FOUND when the endpoint is unknown or outside the caller's accounts
   */
  async remove(actor: Actor, id: string): Promise<void> {
    actor.principal.requireAnyRole(directoryManagers);
    await this.#writer.get(actor.principal, id);
    await this.#writer.remove(actor, id);
  }

  async #create(
    actor: Actor,
    accountId: string,
    type: EndpointTypes,
    input: EndpointChanges,
    { user = null, issues: found = [], numberField }: NewEndpointOptions = {},
  ): Promise<EndpointRecord> {
    const { values, issues } = checkEndpoint(type, input, numberField);
    throwIfInvalid([...found, ...issues, ...(await this.#checkReferences(accountId, values))]);
    const nothing = { displayName: '', customerId: null, userIds: [], phoneNumber: null, referenceId: null };
    const record = { ...this.#writer.stamp(actor), accountId, type, ...nothing, ...values, userId: user?.id ?? null };
    return this.#writer.insert(actor, record, numberField);
  }

  async #userOfAccount(accountId: string, { userId, userEmailAddress }: NewUserEndpointInput) {
    const { directory } = this.#dependencies;
    const [byId] = userId ? await directory.usersByIds([accountId], [userId]) : [];
    const user = byId ?? (userEmailAddress && !userId ? await directory.userByEmailAddress(userEmailAddress) : null);
    return user?.accountIds.includes(accountId) ? user : null;
  }

  async #checkReferences(
    accountId: string,
    { customerId, userIds = [] }: Pick<EndpointChanges, 'customerId'> & { userIds?: readonly string[] },
  ): Promise<FieldError[]> {
    const { directory } = this.#dependencies;
    const [customers, users] = await Promise.all([
      customerId ? directory.customersByIds([accountId], [customerId]) : [],
      userIds.length > 0 ? directory.usersByIds([accountId], userIds) : [],
    ]);
    const ofAccount = users.map(({ id }) => id);
    return [
      ...(customerId && customers.length === 0 ? [unknownReference('customerId', 'customer')] : []),
      ...(userIds.every((id) => ofAccount.includes(id)) ? [] : [unknownReference('userIds', 'user')]),
    ];
  }
}
