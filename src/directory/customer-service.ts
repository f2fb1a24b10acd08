import { type FieldError, refuseFaults } from '../kernel/app-error.ts';
import { checkRequiredText, checkText } from '../kernel/check-text.ts';
import type { Clock } from '../kernel/clock.ts';
import { type AccountResolver, fence } from './account-resolver.ts';
import { type CustomerPlaceStore, CustomerPlaces } from './customer-places.ts';
import { type Caller, Entities } from './entities.ts';
import { EntityLists } from './entity-lists.ts';
import type { EntityStore } from './entity-store.ts';
import type { AccountScope, Principal } from './principal.ts';
import type { CustomerRecord } from './records.ts';
import { conflict, unknownReference } from './refusals.ts';

/** Absent, null and empty text mean the same. */
export interface NewCustomerInput {
  readonly name?: string | null;
  readonly parentCustomerId?: string | null;
  readonly referenceId?: string | null;
}

/** Absent: stays as it is; null or empty: none. */
export type CustomerChanges = NewCustomerInput;

/** Absent, null and empty restrict nothing. */
export interface CustomerCriteria {
  readonly accountIds?: readonly string[] | null | undefined;
  readonly ids?: readonly string[] | null | undefined;
  /** Contained in the name, whatever the case. */
  readonly name?: string | null | undefined;
  /** Only those below one of these. */
  readonly parentIds?: readonly string[] | null | undefined;
  /** Only the direct children; without `parentIds` only the customers at the top. */
  readonly shallow?: boolean | null | undefined;
}

export interface CustomerFilter extends Omit<CustomerCriteria, 'accountIds'> {
  readonly scope: AccountScope;
}

export interface CustomerStore extends EntityStore<CustomerRecord, CustomerFilter>, CustomerPlaceStore {
  /** @param customer with its place in `breadcrumb`, settled in that version of the tree */
  insertPlaced(customer: CustomerRecord, version: number): Promise<void>;
}

/** What keeps a customer from being deleted. */
export interface CustomerReferences {
  /** The kinds that refer to it, as in "endpoints". */
  kindsReferringTo(customer: CustomerRecord): Promise<string[]>;
}

export interface CustomerParts {
  readonly customers: CustomerStore;
  readonly customerReferences: CustomerReferences;
  readonly accounts: AccountResolver;
  readonly clock: Clock;
}

const maxNameLength = 256;
const maxReferenceLength = 256;
const maxDepth = 100;

/** Customers, which form a tree in each account. Needs the role User; other accounts do not exist for the caller. */
export class CustomerService {
  readonly lists: EntityLists<CustomerRecord, CustomerFilter, CustomerCriteria>;
  readonly #parts: CustomerParts;
  readonly #entities: Entities<CustomerRecord, CustomerFilter>;
  readonly #places: CustomerPlaces;

  constructor(parts: CustomerParts) {
    this.#parts = parts;
    this.lists = new EntityLists({
      store: parts.customers,
      nameOf: (customer) => customer.name,
      fence(principal, { accountIds, ...criteria }) {
        principal.requireRole('User');
        return { ...criteria, scope: fence(principal, accountIds) };
      },
    });
    this.#places = new CustomerPlaces(parts.customers);
    this.#entities = new Entities({
      name: 'customer',
      store: parts.customers,
      clock: parts.clock,
      uniqueField: () => 'id',
    });
  }

  /** @returns `null` for an unknown id and for one of another account alike */
  async find(principal: Principal, id: string): Promise<CustomerRecord | null> {
    principal.requireRole('User');
    return this.#entities.find(principal, id);
  }

  /** @throws BAD_USER_INPUT with every fault, NOT_FOUND for the account */
  async create(caller: Caller, accountId: string | null, input: NewCustomerInput): Promise<CustomerRecord> {
    caller.principal.requireRole('User');
    const account = await this.#parts.accounts.resolve(caller.principal, accountId);
    const { values, faults } = checkCustomer({ name: null, ...input });
    const parentCustomerId = values.parentCustomerId ?? null;
    faults.push(...(await this.#checkParent(account.id, null, parentCustomerId)));
    refuseFaults(faults);
    const { name = '', referenceId = null } = values;
    const record = { ...this.#entities.stamp(caller), accountId: account.id, name, parentCustomerId, referenceId };
    const isAdded = await this.#places.add(account.id, record, (ancestorIds, version) => {
      const breadcrumb = [...ancestorIds, record.id].map((id) => ({ id, name: '' }));
      return this.#parts.customers.insertPlaced({ ...record, breadcrumb }, version);
    });
    if (!isAdded) refuseFaults([unknownReference('parentCustomerId', 'customer')]);
    this.#entities.audit(caller, 'created', record.id, Object.keys(input));
    return this.#entities.get(caller.principal, record.id);
  }

  /** @throws NOT_FOUND, BAD_USER_INPUT with every fault, CONFLICT */
  async patch(caller: Caller, id: string, input: CustomerChanges): Promise<CustomerRecord> {
    caller.principal.requireRole('User');
    const before = await this.#entities.get(caller.principal, id);
    const { values, faults } = checkCustomer(input);
    const { parentCustomerId, ...changes } = values;
    const isMove = parentCustomerId !== undefined && parentCustomerId !== before.parentCustomerId;
    if (isMove) faults.push(...(await this.#checkParent(before.accountId, id, parentCustomerId)));
    refuseFaults(faults);
    if (isMove) {
      await this.#places.change(before.accountId, { customerId: id, parentCustomerId, isRemoval: false }, async () => {
        await this.#entities.get(caller.principal, id);
        refuseFaults(await this.#checkParent(before.accountId, id, parentCustomerId));
      });
    }
    return this.#entities.change(caller, id, async () => changes, isMove ? ['parentCustomerId'] : []);
  }

  /** @throws NOT_FOUND; CONFLICT while customers, endpoints or sessions refer to it */
  async remove(caller: Caller, id: string): Promise<void> {
    caller.principal.requireRole('User');
    const customer = await this.#entities.get(caller.principal, id);
    const kinds = await this.#parts.customerReferences.kindsReferringTo(customer);
    if (kinds.length > 0) throw conflict('id', `The customer still has ${kinds.join(', ')}.`);
    const hasChildren = (): Error => conflict('id', 'The customer still has customers below it.');
    await this.#places.change(
      customer.accountId,
      { customerId: id, parentCustomerId: null, isRemoval: true },
      async () => {
        await this.#entities.get(caller.principal, id);
        if (await this.#parts.customers.hasChildren(id)) throw hasChildren();
      },
    );
    if (await this.#entities.find(caller.principal, id)) throw hasChildren();
    this.#entities.audit(caller, 'deleted', id, []);
  }

  /** @param id the customer that is to go below the parent, `null` for a new one */
  async #checkParent(accountId: string, id: string | null, parentId: string | null): Promise<FieldError[]> {
    if (parentId === null) return [];
    const fieldName = 'parentCustomerId';
    const [parent] = await this.#parts.customers.byIds([accountId], [parentId]);
    if (!parent) return [unknownReference(fieldName, 'customer')];
    if (parent.breadcrumb.some((above) => above.id === id)) {
      return [{ fieldName, errorCode: 'Predicate', message: 'A customer cannot go below itself.' }];
    }
    if (parent.breadcrumb.length < maxDepth) return [];
    return [{ fieldName, errorCode: 'Predicate', message: `A tree is at most ${maxDepth} customers deep.` }];
  }
}

function checkCustomer(input: CustomerChanges): { values: CheckedCustomer; faults: FieldError[] } {
  const faults: FieldError[] = [];
  const values: { -readonly [K in keyof CheckedCustomer]: CheckedCustomer[K] } = {};
  if (input.name !== undefined) values.name = checkRequiredText('name', input.name, maxNameLength, faults);
  if (input.parentCustomerId !== undefined) {
    values.parentCustomerId = checkText('parentCustomerId', input.parentCustomerId, maxReferenceLength, faults);
  }
  if (input.referenceId !== undefined) {
    values.referenceId = checkText('referenceId', input.referenceId, maxReferenceLength, faults);
  }
  return { values, faults };
}

type CheckedCustomer = Partial<Pick<CustomerRecord, 'name' | 'parentCustomerId' | 'referenceId'>>;
