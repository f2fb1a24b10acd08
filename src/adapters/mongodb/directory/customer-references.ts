import type { Connection } from 'mongoose';
import type { CustomerReferences } from '../../../domain/directory/customer-service.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { toObjectId } from '../client/object-ids.ts';
import { hasSession } from '../sessions/references.ts';
import type { DirectoryModels } from './models.ts';

/**
 * Finds references to a customer in MongoDB. The filter includes the account because the session indexes begin with it.
 */
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
