import mongoose from 'mongoose';
import type { CustomerTree } from '../../../domain/directory/customer-tree.ts';
import { inScopeFilter } from '../client/filters.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds } from '../client/object-ids.ts';
import type { CustomerDocument, DirectoryModels } from './models.ts';

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
