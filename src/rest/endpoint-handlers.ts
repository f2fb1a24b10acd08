import type { NewPhoneNumberEndpoint, NewTeamEndpoint, NewUserEndpoint } from '../contract/types/endpoint-inputs.ts';
import type { ListEndpoints } from '../contract/types/endpoint-lists.ts';
import { requestedAccount } from '../directory/account-resolver.ts';
import type { EndpointService } from '../directory/endpoint-service.ts';
import { entityHandlers } from './entity-handlers.ts';
import type { OperationHandler } from './operation-handler.ts';

/** Endpoints over REST. */
export function endpointHandlers(endpoints: EndpointService): Readonly<Record<string, OperationHandler>> {
  return {
    ...entityHandlers({
      name: 'Endpoint',
      service: endpoints,
      nameField: 'displayName',
      criteriaOf: (input: ListEndpoints) => ({
        accountIds: input.accountIds,
        ids: input.specificIds,
        customerIds: input.customerIds,
        shallow: input.shallowParent,
        referenceIds: input.referenceIds,
        types: [...(input.type ? [input.type] : []), ...(input.types ?? [])],
        name: input.nameFilter,
        phoneNumber: input.phoneNumberFilter,
      }),
    }),

    async NewUserEndpoint(context, input) {
      const { accountId, ...endpoint } = input as unknown as NewUserEndpoint;
      return endpoints.createUser(context, requestedAccount(accountId, context), endpoint);
    },

    async NewTeamEndpoint(context, input) {
      const { accountId, ...endpoint } = input as unknown as NewTeamEndpoint;
      return endpoints.createTeam(context, requestedAccount(accountId, context), endpoint);
    },

    async NewPhoneNumberEndpoint(context, input) {
      const { accountId, ...endpoint } = input as unknown as NewPhoneNumberEndpoint;
      return endpoints.createPhoneNumber(context, requestedAccount(accountId, context), endpoint);
    },
  };
}
