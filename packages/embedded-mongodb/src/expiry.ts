import type { Store } from './commands/command.ts';
import { CooperativeYielder } from './cooperative-yielder.ts';
import { modify } from './modification.ts';

/** Removes the documents whose time has come, by every TTL index. */
export async function removeExpired(store: Store): Promise<void> {
  for (const spec of store.catalog.all()) {
    for (const index of spec.indexes) {
      const [path] = Object.keys(index.key);
      if (index.expireAfterSeconds === undefined || index.building || path === undefined) continue;
      const limit = new Date(Date.now() - index.expireAfterSeconds * 1_000);
      const yielder = new CooperativeYielder(Number.POSITIVE_INFINITY);
      const expired = { $and: [{ [path]: { $lt: limit } }, index.partialFilterExpression ?? {}] };
      const modification = {
        db: spec.db,
        collection: spec.name,
        filter: expired,
        typedFilter: {},
        sort: [],
        hint: undefined,
        multi: true,
        change: 'remove' as const,
        upsert: false,
        deadline: Number.POSITIVE_INFINITY,
      };
      await modify(store, modification, () => yielder.yieldIfDue());
    }
  }
}
