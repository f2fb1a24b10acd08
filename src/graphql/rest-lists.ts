import { Args, Query, Resolver } from 'type-graphql';
import { Operation } from '../contract/decorators.ts';
import { AccountList, ListAccountsArguments } from '../contract/types/account-lists.ts';
import { ApiKeyList } from '../contract/types/api-key-info.ts';
import { CustomerList, ListCustomersArguments } from '../contract/types/customer-lists.ts';
import { EndpointList, ListEndpointsArguments } from '../contract/types/endpoint-lists.ts';
import { ListUsersArguments, UserList } from '../contract/types/user-lists.ts';

/**
 * The lists of the directory as REST has them. GraphQL shows connections in their place: these fields are read into the
 * contract and never served, so they answer nothing.
 */
@Resolver()
export class RestLists {
  @Query(() => CustomerList, { description: 'The customers of your accounts' })
  @Operation({
    request: 'ListCustomers',
    requestNamespace: 'Voice.Api.Customers',
    routes: [{ verb: 'GET', path: '/customers' }],
    roles: ['User'],
  })
  listCustomers(@Args(() => ListCustomersArguments) _: ListCustomersArguments): null {
    return null;
  }

  @Query(() => EndpointList, { description: 'The endpoints of your accounts' })
  @Operation({
    request: 'ListEndpoints',
    requestNamespace: 'Voice.Api.Endpoints',
    routes: [{ verb: 'GET', path: '/endpoints' }],
    roles: ['User'],
  })
  listEndpoints(@Args(() => ListEndpointsArguments) _: ListEndpointsArguments): null {
    return null;
  }

  @Query(() => UserList, { description: 'The users of your accounts' })
  @Operation({
    request: 'ListUsers',
    requestNamespace: 'Voice.Api.Users',
    routes: [{ verb: 'GET', path: '/users' }],
    roles: ['User'],
  })
  listUsers(@Args(() => ListUsersArguments) _: ListUsersArguments): null {
    return null;
  }

  @Query(() => AccountList, { description: 'Your accounts; for a SystemAdministrator, all' })
  @Operation({
    request: 'ListAccounts',
    requestNamespace: 'Voice.Api.Accounts',
    routes: [{ verb: 'GET', path: '/accounts' }],
    roles: ['User'],
  })
  listAccounts(@Args(() => ListAccountsArguments) _: ListAccountsArguments): null {
    return null;
  }

  @Query(() => ApiKeyList, { description: 'Your API keys, the newest first' })
  @Operation({
    request: 'ListApiKeys',
    requestNamespace: 'Voice.Api',
    routes: [{ verb: 'GET', path: '/apikeys' }],
    roles: [],
  })
  listApiKeys(): null {
    return null;
  }
}
