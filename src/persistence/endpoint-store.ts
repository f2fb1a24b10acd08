import mongoose from 'mongoose';
import type { EndpointFilter } from '../directory/endpoint-service.ts';
import type { EntityStore } from '../directory/entity-store.ts';
import type { EndpointRecord } from '../directory/records.ts';
import { endpointDocument, parseEndpoint } from './directory-mapping.ts';
import type { DirectoryModels, EndpointDocument } from './directory-models.ts';
import { createEntityStore } from './entity-store.ts';
import { containsRegex, type Filter, inScopeFilter } from './filters.ts';
import { inIds } from './object-ids.ts';
import { withStoreErrors } from './store-errors.ts';

type EndpointStore = EntityStore<EndpointRecord, EndpointFilter>;

/** Endpoints in MongoDB. */
export function createEndpointStore({ endpoints }: DirectoryModels): EndpointStore {
  return withStoreErrors<EndpointStore>({
    ...createEntityStore<EndpointDocument, EndpointRecord, EndpointFilter>({
      model: endpoints,
      namePath: 'displayName',
      parse: async (found) => found.map(parseEndpoint),
      document: endpointDocument,
      where: whereEndpoints,
    }),
  });
}

function whereEndpoints({ scope, ids, customerIds, types, name, phoneNumber, referenceIds }: EndpointFilter): Filter {
  const digits = phoneNumber?.replaceAll(/[^\d+]/g, '');
  return {
    ...inScopeFilter(scope),
    ...(ids && ids.length > 0 && { _id: inIds(ids) }),
    ...(customerIds && customerIds.length > 0 && { customerId: inIds(customerIds) }),
    ...(types && types.length > 0 && { type: mongoose.trusted({ $in: [...types] }) }),
    ...(name && { displayName: containsRegex(name) }),
    ...(referenceIds && referenceIds.length > 0 && { referenceId: mongoose.trusted({ $in: [...referenceIds] }) }),
    ...(digits && { phoneNumber: containsRegex(digits) }),
  };
}
