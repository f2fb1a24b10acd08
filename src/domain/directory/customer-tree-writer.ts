import { setTimeout as pause } from 'node:timers/promises';
import { conflict } from './domain-errors.ts';
import type { CustomerRecord } from './records.ts';

/** One change of an account's tree: a customer goes below another (`null`: to the top), or is removed. */
export interface TreeChange {
  readonly customerId: string;
  readonly parentCustomerId: string | null;
  readonly isRemoval: boolean;
}

/** Each change has the version after the one before. `change`: it has been decided, but may not be carried out yet. */
export interface TreeState {
  readonly version: number;
  readonly change: TreeChange | null;
}

/** A customer with its place: the ids above it from the root down. */
export interface TreeNode {
  readonly id: string;
  readonly ancestorIds: readonly string[];
}

export interface CustomerTreeStore {
  state(accountId: string): Promise<TreeState>;
  /** Decides the next change in one atomic write. @returns `false` when the state has gone on since `version` */
  claimChange(accountId: string, version: number, change: TreeChange): Promise<boolean>;
  /** Lets the next change be decided. */
  finishChange(accountId: string, version: number): Promise<void>;
  /** The customer of that id with its place, `null` if it is gone. */
  node(id: string): Promise<TreeNode | null>;
  descendants(id: string): Promise<TreeNode[]>;
  hasChildren(id: string): Promise<boolean>;
  /** Writes places; a customer that a later version has placed already stays. */
  writeAncestors(version: number, nodes: readonly TreeNode[]): Promise<void>;
  /** Removes a customer, unless this or a later version has placed it. */
  removeUnlessNewer(version: number, id: string): Promise<void>;
}

const maxAttempts = 200;

/**
 * Keeps the trees of customers in order under concurrent changes, without transactions. A change is decided by one compare-and-set
 * on the account's tree state, from a reading in which no change was under way; that is the only moment that counts.
 * Whoever comes next carries a decided change out if its author has not (every step may be done twice or late: versions
 * fence it), so neither a crash nor a race leaves a half-moved subtree or a cycle.
 */
export class CustomerTreeWriter {
  readonly #store: CustomerTreeStore;

  constructor(store: CustomerTreeStore) {
    this.#store = store;
  }

  /**
   * @param check sees the tree at rest and throws what speaks against the change
   * @throws CONFLICT when others keep changing the tree
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
   * Has a new customer written below its parent, in its right place even while the tree is being changed.
   * @param write writes it with these ancestors, placed in that version
   * @returns `false`, with nothing left behind, when the parent is gone
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
    // a change decided meanwhile may not have seen this customer: then it places itself again
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

  /** A child that was added in the last moment keeps its parent; marked by this version, it is out of reach of whoever is late. */
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
