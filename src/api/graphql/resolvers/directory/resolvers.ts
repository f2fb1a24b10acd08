import type { ClassType } from 'type-graphql';
import type { DirectoryServices } from '../../../../domain/directory/services.ts';
import { AccountConnection } from '../../../contract/types/directory/account-lists.ts';
import { CustomerConnection } from '../../../contract/types/directory/customer-lists.ts';
import { EndpointConnection } from '../../../contract/types/directory/endpoint-lists.ts';
import { UserConnection } from '../../../contract/types/directory/user-lists.ts';
import { WebhookConnection } from '../../../contract/types/webhooks/lists.ts';
import { AccountOperations } from './account-operations.ts';
import { totalCountOf } from './connection.ts';
import { CustomerOperations } from './customer-operations.ts';
import { EndpointOperations } from './endpoint-operations.ts';
import { CustomerFields, EndpointFields } from './fields.ts';
import { UserOperations } from './user-operations.ts';

const Totals = [AccountConnection, UserConnection, CustomerConnection, EndpointConnection, WebhookConnection].map(
  totalCountOf,
);

/** Creates the directory resolvers, with the class of each. */
export function directoryResolvers(services: DirectoryServices): [ClassType, object][] {
  return [
    [AccountOperations, new AccountOperations(services.accounts)],
    [UserOperations, new UserOperations(services.users)],
    [CustomerOperations, new CustomerOperations(services.customers)],
    [EndpointOperations, new EndpointOperations(services.endpoints)],
    [CustomerFields, new CustomerFields()],
    [EndpointFields, new EndpointFields()],
    ...Totals.map((Total): [ClassType, object] => [Total, new Total()]),
  ];
}
