import type { Clock } from '../kernel/clock.ts';
import { AccountResolver } from './account-resolver.ts';
import { type CustomerReferences, CustomerService, type CustomerStore } from './customer-service.ts';
import type { DirectoryRepository } from './directory-repository.ts';

export interface DirectoryServices {
  readonly customers: CustomerService;
}

export interface DirectoryParts {
  readonly directory: DirectoryRepository;
  readonly customers: CustomerStore;
  readonly customerReferences: CustomerReferences;
  readonly clock: Clock;
}

/** The services by which the directory is changed. */
export function createDirectoryServices(parts: DirectoryParts): DirectoryServices {
  const { customers, customerReferences, clock } = parts;
  const accounts = new AccountResolver(parts.directory);
  return { customers: new CustomerService({ customers, references: customerReferences, accounts, clock }) };
}
