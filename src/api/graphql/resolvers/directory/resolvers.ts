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
import { UserOperations } from './user-operations.ts';

const Totals = [AccountConnection, UserConnection, CustomerConnection, EndpointConnection, WebhookConnection].map(
  totalCountOf,
);

/** The resolvers of the directory with their classes. */
export function directoryResolvers(services: DirectoryServices): [ClassType, object][] {
  return [
    [AccountOperations, new AccountOperations(services.accounts)],
    [UserOperations, new UserOperations(services.users)],
    [CustomerOperations, new CustomerOperations(services.customers)],
    [EndpointOperations, new EndpointOperations(services.endpoints)],
    ...Totals.map((Total): [ClassType, object] => [Total, new Total()]),
  ];
}
