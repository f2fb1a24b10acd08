import { AccountResolver } from './account-resolver.ts';
import { type CustomerParts, CustomerService } from './customer-service.ts';
import { type EndpointParts, EndpointService } from './endpoint-service.ts';

export interface DirectoryServices {
  readonly customers: CustomerService;
  readonly endpoints: EndpointService;
}

export type DirectoryParts = Omit<CustomerParts & EndpointParts, 'accounts'>;

/** The services by which the directory is changed. */
export function createDirectoryServices(given: DirectoryParts): DirectoryServices {
  const parts = { ...given, accounts: new AccountResolver(given.directory) };
  return { customers: new CustomerService(parts), endpoints: new EndpointService(parts) };
}
