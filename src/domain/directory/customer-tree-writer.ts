import { setTimeout as pause } from 'node:timers/promises';
import { conflict } from './domain-errors.ts';
import type { CustomerRecord } from './records.ts';

/** One change of an account's tree: moves a customer below another one (`null`: to the root), or removes it. */
export interface TreeChange {
  readonly customerId: string;
  readonly parentCustomerId: string | null;
  readonly isRemoval: boolean;
}

/** State of an account's tree. Each change increments the version. A `change` is claimed and may not be applied yet. */
export interface TreeState {
  readonly version: number;
  readonly change: TreeChange | null;
}

/** A customer and its place: the ids of its ancestors, from the root down. */
export interface TreeNode {
  readonly id: string;
  readonly ancestorIds: readonly string[];
}

export interface CustomerTreeStore {
  state(accountId: string): Promise<TreeState>;
  /**
   * Claims the next change in one atomic write.
   * @returns `false` when the tree is no longer at `version`
   */
  claimChange(accountId: string, version: number, change: TreeChange): Promise<boolean>;
  /** Completes the claimed change, so that the next one can be claimed. */
  finishChange(accountId: string, version: number): Promise<void>;
  /** Returns the customer with its place; `null` if it does not exist. */
  node(id: string): Promise<TreeNode | null>;
  descendants(id: string): Promise<TreeNode[]>;
  hasChildren(id: string): Promise<boolean>;
  /** Writes places, except of customers that this or a later version has already placed. */
  writeAncestors(version: number, nodes: readonly TreeNode[]): Promise<void>;
  /** Removes a customer, unless this or a later version has already placed it. */
  removeUnlessNewer(version: number, id: string): Promise<void>;
}

const maxAttempts = 200;

/**
 * Keeps customer trees consistent under concurrent changes, without transactions. A change is claimed by one
 * compare-and-set on the account's tree state, after a read in which no other change was claimed. The next writer
 * applies a claimed change if its author has not. Every step may run twice or late, because versions guard it, so
 * neither a crash nor a race leaves a partly moved subtree or a cycle.
 */
export class CustomerTreeWriter {
  readonly #store: CustomerTreeStore;

  constructor(store: CustomerTreeStore) {
    this.#store = store;
  }

  /**
   * Claims and applies a change.
   * @param check reads the tree while no change is claimed, and throws if the change is not allowed
   * @throws CONFLICT when concurrent changes keep claiming the tree first
   */
  async change(accountId: string, change: TreeChange, check: () => Promise<void>): Promise<void> {
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const { version } = await this.#settledState(accountId);
      await check();
      if (await this.#store.claimChange(accountId, version, change)) {
        await this.#apply(accountId, { version: version + 1, change });
        return;
      }
      await pause(Math.random() * 10);
    }
    throw conflict('parentCustomerId', 'Concurrent changes of the customer tree kept conflicting. Try again.');
  }

  /**
   * Adds a new customer below its parent, at the right place even while the tree changes.
   * @param write inserts the customer with these ancestors, computed at this version of the tree
   * @returns `false`, with nothing left behind, when the parent no longer exists
   */
  async add(
    accountId: string,
    customer: Pick<CustomerRecord, 'id' | 'parentCustomerId'>,
    write: (ancestorIds: readonly string[], version: number) => Promise<void>,
  ): Promise<boolean> {
    const { id, parentCustomerId } = customer;
    let { version } = await this.#settledState(accountId);
    let parentPath = await this.#pathTo(parentCustomerId);
    if (parentPath) await write(parentPath, version);
    // a change claimed meanwhile may have missed this customer, so its place is written again
    while (parentPath) {
      const state = await this.#store.state(accountId);
      if (state.version === version && !state.change) return true;
      ({ version } = await this.#settledState(accountId));
      const node = await this.#store.node(id);
      parentPath = await this.#pathTo(node?.ancestorIds.at(-1) ?? null);
      if (parentPath) await this.#store.writeAncestors(version, [{ id, ancestorIds: parentPath }]);
    }
    await this.#store.removeUnlessNewer(Number.MAX_SAFE_INTEGER, id);
    return false;
  }

  async #settledState(accountId: string): Promise<TreeState> {
    for (;;) {
      const state = await this.#store.state(accountId);
      if (!state.change) return state;
      await this.#apply(accountId, { version: state.version, change: state.change });
    }
  }

  async #apply(accountId: string, { version, change }: { version: number; change: TreeChange }): Promise<void> {
    await (change.isRemoval ? this.#remove(version, change.customerId) : this.#move(version, change));
    await this.#store.finishChange(accountId, version);
  }

  async #move(version: number, { customerId, parentCustomerId }: TreeChange): Promise<void> {
    const parentPath = await this.#pathTo(parentCustomerId);
    if (!parentPath) return;
    const descendants = await this.#store.descendants(customerId);
    await this.#store.writeAncestors(version, [
      { id: customerId, ancestorIds: parentPath },
      ...descendants.map(({ id, ancestorIds }) => ({
        id,
        ancestorIds: [...parentPath, ...ancestorIds.slice(ancestorIds.indexOf(customerId))],
      })),
    ]);
  }

  /**
   * Removes a customer, unless it got a child meanwhile: then the customer is placed at this version, which protects it
   * from writers that apply the same removal late.
   */
  async #remove(version: number, id: string): Promise<void> {
    const node = await this.#store.node(id);
    if (node && (await this.#store.hasChildren(id))) await this.#store.writeAncestors(version, [node]);
    else await this.#store.removeUnlessNewer(version, id);
  }

  async #pathTo(id: string | null): Promise<readonly string[] | null> {
    if (id === null) return [];
    const node = await this.#store.node(id);
    return node && [...node.ancestorIds, node.id];
  }
}
