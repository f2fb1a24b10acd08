import { Args, Query, Resolver } from 'type-graphql';
import { Operation } from '../contract/decorators.ts';
import { CustomerList, ListCustomersArguments } from '../contract/types/customer-lists.ts';
import { EndpointList, ListEndpointsArguments } from '../contract/types/endpoint-lists.ts';

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
}
