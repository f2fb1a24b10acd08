import mongoose from 'mongoose';
import { phoneDigits } from '../../../common/validation/phone-number.ts';
import type { EndpointFilter } from '../../../domain/directory/endpoint-service.ts';
import type { EntityStore } from '../../../domain/directory/entity-store.ts';
import type { EndpointRecord } from '../../../domain/directory/records.ts';
import { containsRegex, type Filter, inScopeFilter } from '../client/filters.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds } from '../client/object-ids.ts';
import { endpointDocument, parseEndpoint } from './mapping.ts';
import type { DirectoryModels, EndpointDocument } from './models.ts';
import { createEntityStore } from './mongo-entity-store.ts';

type EndpointStore = EntityStore<EndpointRecord, EndpointFilter>;

/** Stores endpoints in MongoDB. */
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
  const digits = phoneNumber && (phoneDigits(phoneNumber) ?? phoneNumber.replaceAll(/[^\d+]/g, ''));
  return {
    ...inScopeFilter(scope),
    ...(ids && { _id: inIds(ids) }),
    ...(customerIds && { customerId: inIds(customerIds) }),
    ...(types && { type: mongoose.trusted({ $in: [...types] }) }),
    ...(name && { displayName: containsRegex(name) }),
    ...(referenceIds && { referenceId: mongoose.trusted({ $in: [...referenceIds] }) }),
    // a filter without digits matches no number, and must not match all
    ...(phoneNumber && { phoneNumber: digits ? containsRegex(digits) : mongoose.trusted({ $in: [] }) }),
  };
}
