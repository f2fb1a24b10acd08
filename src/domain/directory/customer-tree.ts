import type { AccountScope } from './principal.ts';

/** Finds out who is below whom. */
export interface CustomerTree {
  /** The ids of these customers and of all below them, as far as they lie within the scope; in any order. */
  subtreeIds(scope: AccountScope, ids: readonly string[]): Promise<string[]>;
}
