import { AccountService, type AccountServiceDependencies } from './account-service.ts';
import { CustomerService, type CustomerServiceDependencies } from './customer-service.ts';
import { EndpointService, type EndpointServiceDependencies } from './endpoint-service.ts';
import { UserService, type UserServiceDependencies } from './user-service.ts';

export interface DirectoryServices {
  readonly accounts: AccountService;
  readonly users: UserService;
  readonly customers: CustomerService;
  readonly endpoints: EndpointService;
}

export type DirectoryDependencies = AccountServiceDependencies &
  UserServiceDependencies &
  CustomerServiceDependencies &
  EndpointServiceDependencies;

/** The services by which the directory is changed. */
export function createDirectoryServices(shared: DirectoryDependencies): DirectoryServices {
  return {
    accounts: new AccountService(shared),
    users: new UserService(shared),
    customers: new CustomerService(shared),
    endpoints: new EndpointService(shared),
  };
}
