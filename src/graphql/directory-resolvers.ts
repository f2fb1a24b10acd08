import type { ClassType } from 'type-graphql';
import { CustomerConnection } from '../contract/types/customer-lists.ts';
import type { DirectoryServices } from '../directory/directory-services.ts';
import { CustomerOperations } from './customer-operations.ts';
import { totalCountOf } from './directory-connection.ts';

const CustomerTotal = totalCountOf(CustomerConnection);

/** The resolvers of the directory with their classes. */
export function directoryResolvers({ customers }: DirectoryServices): [ClassType, object][] {
  return [
    [CustomerOperations, new CustomerOperations(customers)],
    [CustomerTotal, new CustomerTotal()],
  ];
}
