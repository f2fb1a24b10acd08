import type { DirectoryServices } from '../directory/directory-services.ts';
import { customerHandlers } from './customer-handlers.ts';
import { endpointHandlers } from './endpoint-handlers.ts';
import type { OperationHandler } from './operation-handler.ts';

/** The directory over REST. */
export function directoryHandlers({
  customers,
  endpoints,
}: DirectoryServices): Readonly<Record<string, OperationHandler>> {
  return { ...customerHandlers(customers), ...endpointHandlers(endpoints) };
}
