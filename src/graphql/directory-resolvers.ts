import type { ClassType } from 'type-graphql';
import { CustomerConnection } from '../contract/types/customer-lists.ts';
import { EndpointConnection } from '../contract/types/endpoint-lists.ts';
import type { DirectoryServices } from '../directory/directory-services.ts';
import { CustomerOperations } from './customer-operations.ts';
import { totalCountOf } from './directory-connection.ts';
import { EndpointOperations } from './endpoint-operations.ts';

const CustomerTotal = totalCountOf(CustomerConnection);
const EndpointTotal = totalCountOf(EndpointConnection);

/** The resolvers of the directory with their classes. */
export function directoryResolvers({ customers, endpoints }: DirectoryServices): [ClassType, object][] {
  return [
    [CustomerOperations, new CustomerOperations(customers)],
    [CustomerTotal, new CustomerTotal()],
    [EndpointOperations, new EndpointOperations(endpoints)],
    [EndpointTotal, new EndpointTotal()],
  ];
}
