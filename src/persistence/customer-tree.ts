import mongoose from 'mongoose';
import type { CustomerTree } from '../directory/customer-tree.ts';
import type { CustomerDocument, DirectoryModels } from './directory-models.ts';
import { inScopeFilter } from './filters.ts';
import { inIds } from './object-ids.ts';
import { withStoreErrors } from './store-errors.ts';

/** The tree of customers in MongoDB: each names all above it, so one query finds all below. */
export function createCustomerTree({ customers }: DirectoryModels): CustomerTree {
  return withStoreErrors<CustomerTree>({
    async subtreeIds(scope, ids) {
      const filter = {
        $or: [{ _id: inIds(ids) }, { ancestorIds: inIds(ids) }],
        ...inScopeFilter(scope),
      };
      const found = await customers.find(mongoose.trusted(filter), { _id: 1 }).lean<Pick<CustomerDocument, '_id'>[]>();
      return found.map((customer) => customer._id.toHexString());
    },
  });
}
