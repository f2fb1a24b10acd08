import { type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import type { Clock } from '../../common/time/clock.ts';
import { checkRequiredText, checkText } from '../../common/validation/text.ts';
import { type AccountResolver, restrictScope } from './account-resolver.ts';
import { type CustomerTreeStore, CustomerTreeWriter } from './customer-tree-writer.ts';
import { conflict, unknownReference } from './domain-errors.ts';
import { EntityQueries } from './entity-queries.ts';
import type { EntityStore } from './entity-store.ts';
import { type Actor, EntityWriter } from './entity-writer.ts';
import type { AccountScope, Principal } from './principal.ts';
import { type CustomerRecord, directoryManagers } from './records.ts';

/** Input for a new customer. Absent, null and empty text are equivalent. */
export interface NewCustomerInput {
  readonly name?: string | null;
  readonly parentCustomerId?: string | null;
  readonly referenceId?: string | null;
}

/** Fields to change. An absent field keeps its value; null or empty text clears an optional field. */
export type CustomerChanges = NewCustomerInput;

/** Filter criteria. Absent and null values and empty texts restrict nothing; an empty list matches nothing. */
export interface CustomerCriteria {
  readonly accountIds?: readonly string[] | null | undefined;
  readonly ids?: readonly string[] | null | undefined;
  /** Substring of the name, case-insensitive. */
  readonly name?: string | null | undefined;
  /** Limits the list to customers below one of these. */
  readonly parentIds?: readonly string[] | null | undefined;
  /** Limits the list to direct children of `parentIds`; without `parentIds`, to root customers. */
  readonly shallow?: boolean | null | undefined;
  /** Customers have no tags: any list finds nothing. */
  readonly tagIds?: readonly string[] | null | undefined;
}

export interface CustomerFilter extends Omit<CustomerCriteria, 'accountIds' | 'tagIds'> {
  readonly scope: AccountScope;
}

export interface CustomerStore extends EntityStore<CustomerRecord, CustomerFilter>, CustomerTreeStore {
  /**
   * Inserts a customer.
   * @param customer has its place in `breadcrumb`, computed at this version of the tree
   */
  insertAtVersion(customer: CustomerRecord, version: number): Promise<void>;
}

/** Finds references that prevent the deletion of a customer. */
export interface CustomerReferences {
  /** Returns the kinds of records that refer to the customer, as in "endpoints". */
  kindsReferringTo(customer: CustomerRecord): Promise<string[]>;
}

export interface CustomerServiceDependencies {
  readonly customers: CustomerStore;
  readonly customerReferences: CustomerReferences;
  readonly accounts: AccountResolver;
  readonly clock: Clock;
}

const maxNameLength = 256;
const maxReferenceLength = 256;
const maxDepth = 100;

/**
 * Manages customers, which form a tree in each account. Requires one of the roles `directoryManagers`; customers of other
 * accounts answer exactly like unknown ids.
 */
export class CustomerService {
  readonly queries: EntityQueries<CustomerRecord, CustomerFilter, CustomerCriteria>;
  readonly #dependencies: CustomerServiceDependencies;
  readonly #writer: EntityWriter<CustomerRecord, CustomerFilter>;
  readonly #tree: CustomerTreeWriter;

  constructor(dependencies: CustomerServiceDependencies) {
    this.#dependencies = dependencies;
    this.queries = new EntityQueries({
      store: dependencies.customers,
      sortName: (customer) => customer.name,
      toFilter(principal, { accountIds, tagIds, ...criteria }) {
        principal.requireAnyRole(directoryManagers);
        return { ...criteria, scope: tagIds ? [] : restrictScope(principal, accountIds) };
      },
    });
    this.#tree = new CustomerTreeWriter(dependencies.customers);
    this.#writer = new EntityWriter({
      name: 'customer',
      idField: 'customerId',
      store: dependencies.customers,
      clock: dependencies.clock,
      uniqueField: () => 'id',
    });
  }

  /** @returns `null` for an unknown id and for a customer of another account */
  async find(principal: Principal, id: string): Promise<CustomerRecord | null> {
    principal.requireAnyRole(directoryManagers);
    return this.#writer.find(principal, id);
  }

  /**
   * @throws BAD_USER_INPUT with every validation error
   * @throws NOT_FOUND when the account is unknown or not one of the caller's
   */
  async create(actor: Actor, accountId: string | null, input: NewCustomerInput): Promise<CustomerRecord> {
    actor.principal.requireAnyRole(directoryManagers);
    const account = await this.#dependencies.accounts.resolve(actor.principal, accountId);
    const { values, issues } = checkCustomer({ name: null, ...input });
    const parentCustomerId = values.parentCustomerId ?? null;
    issues.push(...(await this.#checkParent(account.id, null, parentCustomerId)));
    throwIfInvalid(issues);
    const { name = '', referenceId = null } = values;
    const record = { ...this.#writer.stamp(actor), accountId: account.id, name, parentCustomerId, referenceId };
    const isAdded = await this.#tree.add(account.id, record, (ancestorIds, version) => {
      const breadcrumb = [...ancestorIds, record.id].map((id) => ({ id, name: '' }));
      return this.#dependencies.customers.insertAtVersion({ ...record, breadcrumb }, version);
    });
    if (!isAdded) throwIfInvalid([unknownReference('parentCustomerId', 'customer')]);
    this.#writer.audit(actor, 'created', record.id, Object.keys(input));
    return this.#writer.get(actor.principal, record.id);
  }

  /**
   * @throws NOT_FOUND when the customer is unknown or outside the caller's accounts
   * @throws BAD_USER_INPUT with every validation error
   * @throws CONFLICT when concurrent changes keep conflicting
   */
  async patch(actor: Actor, id: string, input: CustomerChanges): Promise<CustomerRecord> {
    actor.principal.requireAnyRole(directoryManagers);
    const before = await this.#writer.get(actor.principal, id);
    const { values, issues } = checkCustomer(input);
    const { parentCustomerId, ...changes } = values;
    const isMove = parentCustomerId !== undefined && parentCustomerId !== before.parentCustomerId;
    if (isMove) issues.push(...(await this.#checkParent(before.accountId, id, parentCustomerId)));
    throwIfInvalid(issues);
    if (isMove) {
      await this.#tree.change(before.accountId, { customerId: id, parentCustomerId, isRemoval: false }, async () => {
        await this.#writer.get(actor.principal, id);
        throwIfInvalid(await this.#checkParent(before.accountId, id, parentCustomerId));
      });
    }
    return this.#writer.change(actor, id, async () => changes, isMove ? ['parentCustomerId'] : []);
  }

  /**
   * @throws NOT_FOUND when the customer is unknown or outside the caller's accounts
   * @throws CONFLICT while customers, endpoints or sessions refer to the customer
   */
  async remove(actor: Actor, id: string): Promise<void> {
    actor.principal.requireAnyRole(directoryManagers);
    const customer = await this.#writer.get(actor.principal, id);
    const kinds = await this.#dependencies.customerReferences.kindsReferringTo(customer);
    if (kinds.length > 0) throw conflict('customerId', `The customer still has ${kinds.join(', ')}.`);
    const hasChildren = (): Error => conflict('customerId', 'The customer still has customers below it.');
    await this.#tree.change(
      customer.accountId,
      { customerId: id, parentCustomerId: null, isRemoval: true },
      async () => {
        await this.#writer.get(actor.principal, id);
        if (await this.#dependencies.customers.hasChildren(id)) throw hasChildren();
      },
    );
    if (await this.#writer.find(actor.principal, id)) throw hasChildren();
    this.#writer.audit(actor, 'deleted', id, []);
  }

  /**
   * Validates the parent of a customer.
   * @param id the customer to place below the parent; `null` for a new one
   */
  async #checkParent(accountId: string, id: string | null, parentId: string | null): Promise<FieldError[]> {
    if (parentId === null) return [];
    const fieldName = 'parentCustomerId';
    const [parent] = await this.#dependencies.customers.byIds([accountId], [parentId]);
    if (!parent) return [unknownReference(fieldName, 'customer')];
    if (parent.breadcrumb.some((parentPath) => parentPath.id === id)) {
      return [{ fieldName, errorCode: 'Predicate', message: 'A customer cannot be moved below itself.' }];
    }
    if (parent.breadcrumb.length < maxDepth) return [];
    return [{ fieldName, errorCode: 'Predicate', message: `A tree is at most ${maxDepth} customers deep.` }];
  }
}

function checkCustomer(input: CustomerChanges): { values: CheckedCustomer; issues: FieldError[] } {
  const issues: FieldError[] = [];
  const values: { -readonly [K in keyof CheckedCustomer]: CheckedCustomer[K] } = {};
  if (input.name !== undefined) values.name = checkRequiredText('name', input.name, maxNameLength, issues);
  if (input.parentCustomerId !== undefined) {
    values.parentCustomerId = checkText('parentCustomerId', input.parentCustomerId, maxReferenceLength, issues);
  }
  if (input.referenceId !== undefined) {
    values.referenceId = checkText('referenceId', input.referenceId, maxReferenceLength, issues);
  }
  return { values, issues };
}

type CheckedCustomer = Partial<Pick<CustomerRecord, 'name' | 'parentCustomerId' | 'referenceId'>>;
