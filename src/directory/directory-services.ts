import { type AccountServiceDependencies, AccountService } from './account-service.ts';
import { type CustomerServiceDependencies, CustomerService } from './customer-service.ts';
import { type EndpointServiceDependencies, EndpointService } from './endpoint-service.ts';
import { type UserServiceDependencies, UserService } from './user-service.ts';

export interface DirectoryServices {
  readonly accounts: AccountService;
  readonly users: UserService;
  readonly customers: CustomerService;
  readonly endpoints: EndpointService;
}

export type DirectoryDependencies = AccountServiceDependencies & UserServiceDependencies & CustomerServiceDependencies & EndpointServiceDependencies;

/** The services by which the directory is changed. */
export function createDirectoryServices(shared: DirectoryDependencies): DirectoryServices {
  return {
    accounts: new AccountService(shared),
    users: new UserService(shared),
    customers: new CustomerService(shared),
    endpoints: new EndpointService(shared),
  };
}
