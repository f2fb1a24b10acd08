import type { AccountScope } from './principal.ts';

/** Resolves subtrees of customers. */
export interface CustomerTree {
  /** Returns the ids of these customers and of all customers below them, within the scope, in any order. */
  subtreeIds(scope: AccountScope, ids: readonly string[]): Promise<string[]>;
}
