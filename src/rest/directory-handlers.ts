import type { DirectoryServices } from '../directory/directory-services.ts';
import { accountHandlers } from './account-handlers.ts';
import { customerHandlers } from './customer-handlers.ts';
import { endpointHandlers } from './endpoint-handlers.ts';
import type { OperationHandlers } from './rest-operations.ts';
import { userHandlers } from './user-handlers.ts';

/** The directory over REST. */
export function directoryHandlers(services: DirectoryServices) {
  return {
    ...accountHandlers(services.accounts),
    ...userHandlers(services.users),
    ...customerHandlers(services.customers),
    ...endpointHandlers(services.endpoints),
  } satisfies Partial<OperationHandlers>;
}
