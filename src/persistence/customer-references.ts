import type { Connection } from 'mongoose';
import type { CustomerReferences } from '../directory/customer-service.ts';
import type { DirectoryModels } from './directory-models.ts';
import { toObjectId } from './object-ids.ts';
import { hasSession } from './session-references.ts';
import { withStoreErrors } from './store-errors.ts';

/** What refers to a customer in MongoDB. The account is in the filter for the index of the sessions. */
export function createCustomerReferences(connection: Connection, { endpoints }: DirectoryModels): CustomerReferences {
  return withStoreErrors<CustomerReferences>({
    async kindsReferringTo(customer) {
      const filter = { accountId: toObjectId(customer.accountId), customerId: toObjectId(customer.id) };
      const [endpoint, session] = await Promise.all([
        endpoints.exists({ customerId: filter.customerId }),
        hasSession(connection, filter),
      ]);
      return [...(endpoint ? ['endpoints'] : []), ...(session ? ['sessions'] : [])];
    },
  });
}
