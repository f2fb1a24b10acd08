import type { Connection } from 'mongoose';
import type { CustomerReferences } from '../../../domain/directory/customer-service.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { toObjectId } from '../client/object-ids.ts';
import { hasSession } from '../sessions/references.ts';
import type { DirectoryModels } from './models.ts';

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
