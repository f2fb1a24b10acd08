import { requestedAccount } from '../../../domain/directory/account-resolver.ts';
import type { EndpointService } from '../../../domain/directory/endpoint-service.ts';
import type { ListEndpoints } from '../../contract/types/directory/endpoint-lists.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { crudHandlers } from './crud-handlers.ts';

/** Handlers of the endpoint operations. */
export function endpointHandlers(endpoints: EndpointService) {
  const { get, list, patch, remove } = crudHandlers({
    kind: 'endpoint',
    service: endpoints,
    nameField: 'displayName',
    sortFields: [
      'id',
      'createdBy',
      'lastModifiedBy',
      'accountId',
      'type',
      'customerId',
      'referenceId',
      'userId',
      'phoneNumber',
    ],
    criteriaOf: (request: ListEndpoints) => ({
      accountIds: request.accountIds,
      ids: request.specificIds,
      customerIds: request.customerIds,
      shallow: request.shallowParent,
      referenceIds: request.referenceIds,
      types: requestedTypes(request),
      name: request.nameFilter,
      phoneNumber: request.phoneNumberFilter,
    }),
    view: (endpoint) => endpoint,
  });
  return {
    GetEndpoint: get,
    ListEndpoints: list,
    PatchEndpoint: patch,
    DeleteEndpoint: remove,

    async NewUserEndpoint(context, { accountId, ...endpoint }) {
      return endpoints.createUser(context, requestedAccount(accountId, context), endpoint);
    },

    async NewTeamEndpoint(context, { accountId, ...endpoint }) {
      return endpoints.createTeam(context, requestedAccount(accountId, context), endpoint);
    },

    async NewPhoneNumberEndpoint(context, { accountId, ...endpoint }) {
      return endpoints.createPhoneNumber(context, requestedAccount(accountId, context), endpoint);
    },
  } satisfies Partial<OperationHandlers>;
}

/** Returns the types of both filters; null if the request has neither. */
function requestedTypes({ type, types }: ListEndpoints) {
  return type ? [type, ...(types ?? [])] : types;
}
