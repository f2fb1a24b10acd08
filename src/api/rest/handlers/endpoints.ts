import { requestedAccount } from '../../../domain/directory/account-resolver.ts';
import type { EndpointService } from '../../../domain/directory/endpoint-service.ts';
import type { EndpointRecord } from '../../../domain/directory/records.ts';
import type { ListEndpoints } from '../../contract/types/directory/endpoint-lists.ts';
import { toEndpointInfo } from '../../loaders/directory-relations.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { crudHandlers } from './crud-handlers.ts';

/** Handlers of the endpoint operations. */
export function endpointHandlers(endpoints: EndpointService) {
  const { get, list, patch, remove } = crudHandlers({
    kind: 'endpoint',
    idField: 'endpointId',
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
      name: request.nameFilter,
      phoneNumber: request.phoneNumberFilter,
      ...typesOf(request),
    }),
    view: (endpoint: EndpointRecord, { loaders }) => toEndpointInfo(endpoint, loaders),
  });
  return {
    GetEndpoint: get,
    ListEndpoints: list,
    PatchEndpoint: patch,
    DeleteEndpoint: remove,

    async NewUserEndpoint(context, { accountId, ...endpoint }) {
      const created = await endpoints.createUser(context, requestedAccount(accountId, context), endpoint);
      return toEndpointInfo(created, context.loaders);
    },

    async NewTeamEndpoint(context, { accountId, ...endpoint }) {
      const created = await endpoints.createTeam(context, requestedAccount(accountId, context), endpoint);
      return toEndpointInfo(created, context.loaders);
    },

    async BuyPhoneNumber(context, { accountId, ...endpoint }) {
      const created = await endpoints.buyPhoneNumber(context, requestedAccount(accountId, context), endpoint);
      return toEndpointInfo(created, context.loaders);
    },
  } satisfies Partial<OperationHandlers>;
}

/** Returns the types that match both `type` and `types`, and whether another filter of the request matches nothing. */
function typesOf({ type, types, ...request }: ListEndpoints) {
  const lists = [request.flowIds, request.tagIds, request.dataFilters];
  const texts = [request.flowState, request.userMode, request.sipUserName, request.flowParametersFilter];
  return {
    types: type ? (types ?? [type]).filter((one) => one === type) : types,
    matchesNothing: lists.some((list) => Boolean(list)) || texts.some((text) => Boolean(text)),
  };
}
