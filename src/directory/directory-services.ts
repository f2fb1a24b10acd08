import { type AccountParts, AccountService } from './account-service.ts';
import { type CustomerParts, CustomerService } from './customer-service.ts';
import { type EndpointParts, EndpointService } from './endpoint-service.ts';
import { type UserParts, UserService } from './user-service.ts';

export interface DirectoryServices {
  readonly accounts: AccountService;
  readonly users: UserService;
  readonly customers: CustomerService;
  readonly endpoints: EndpointService;
}

export type DirectoryParts = AccountParts & UserParts & CustomerParts & EndpointParts;

/** The services by which the directory is changed. */
export function createDirectoryServices(parts: DirectoryParts): DirectoryServices {
  return {
    accounts: new AccountService(parts),
    users: new UserService(parts),
    customers: new CustomerService(parts),
    endpoints: new EndpointService(parts),
  };
}
