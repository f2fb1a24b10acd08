import type { DirectoryServices } from '../../../domain/directory/services.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { accountHandlers } from './accounts.ts';
import { customerHandlers } from './customers.ts';
import { endpointHandlers } from './endpoints.ts';
import { userHandlers } from './users.ts';

/** The directory over REST. */
export function directoryHandlers(services: DirectoryServices) {
  return {
    ...accountHandlers(services.accounts),
    ...userHandlers(services.users),
    ...customerHandlers(services.customers),
    ...endpointHandlers(services.endpoints),
  } satisfies Partial<OperationHandlers>;
}
