import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { requestedAccount } from '../../../../domain/directory/account-resolver.ts';
import type { EndpointService } from '../../../../domain/directory/endpoint-service.ts';
import { directoryManagers, type EndpointRecord } from '../../../../domain/directory/records.ts';
import { Operation } from '../../../contract/decorators.ts';
import { EndpointInfo } from '../../../contract/types/directory/endpoint-info.ts';
import {
  BuyPhoneNumber,
  NewTeamEndpoint,
  NewUserEndpoint,
  PatchEndpoint,
} from '../../../contract/types/directory/endpoint-inputs.ts';
import { EndpointConnection, EndpointsArguments } from '../../../contract/types/directory/endpoint-lists.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { type DirectoryConnectionView, toDirectoryConnection, toOrder } from './connection.ts';

const requestNamespace = 'Voice.Api.Endpoints';
const headers = { 'X-Account-Id': 'accountId' };
const anyRole = directoryManagers;

@Resolver()
export class EndpointOperations {
  readonly #endpoints: EndpointService;

  constructor(endpoints: EndpointService) {
    this.#endpoints = endpoints;
  }

  @Query(() => EndpointInfo, {
    nullable: true,
    description: 'An endpoint by ID. Returns null if your accounts have no such endpoint.',
  })
  @Operation({
    request: 'GetEndpoint',
    requestNamespace,
    routes: [{ verb: 'GET', path: '/endpoints/{endpointId}' }],
    anyRole,
  })
  endpoint(
    @Ctx() { principal }: RequestContext,
    @Arg('endpointId', () => ID, { description: 'The ID of the endpoint' }) endpointId: string,
  ): Promise<EndpointRecord | null> {
    return this.#endpoints.find(principal, endpointId);
  }

  @Query(() => EndpointConnection, { description: 'The endpoints of your accounts' })
  async endpoints(
    @Ctx() { principal }: RequestContext,
    @Args(() => EndpointsArguments) { filter, orderBy, ...page }: EndpointsArguments,
  ): Promise<DirectoryConnectionView<EndpointRecord>> {
    const { nameFilter: name, phoneNumberFilter: phoneNumber, shallowParent: shallow, ...rest } = filter ?? {};
    const criteria = { ...rest, name, phoneNumber, shallow };
    return toDirectoryConnection(await this.#endpoints.queries.page(principal, criteria, toOrder(orderBy), page));
  }

  @Mutation(() => EndpointInfo, { description: 'Create a User endpoint' })
  @Operation({ request: 'NewUserEndpoint', routes: [{ verb: 'POST', path: '/endpoints/users' }], headers, anyRole })
  newUserEndpoint(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewUserEndpoint, { description: 'Input of the new endpoint' }) input: NewUserEndpoint,
  ): Promise<EndpointRecord> {
    const { accountId, ...rest } = input;
    return this.#endpoints.createUser(context, requestedAccount(accountId, context), rest);
  }

  @Mutation(() => EndpointInfo, { description: 'Create a Team endpoint' })
  @Operation({ request: 'NewTeamEndpoint', routes: [{ verb: 'POST', path: '/endpoints/team' }], headers, anyRole })
  newTeamEndpoint(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewTeamEndpoint, { description: 'Input of the new endpoint' }) input: NewTeamEndpoint,
  ): Promise<EndpointRecord> {
    const { accountId, ...rest } = input;
    return this.#endpoints.createTeam(context, requestedAccount(accountId, context), rest);
  }

  @Mutation(() => EndpointInfo, { description: 'Create a PhoneNumber endpoint' })
  @Operation({
    request: 'BuyPhoneNumber',
    routes: [{ verb: 'POST', path: '/endpoints/phone-numbers' }],
    headers,
    anyRole,
  })
  buyPhoneNumber(
    @Ctx() context: RequestContext,
    @Arg('input', () => BuyPhoneNumber, { description: 'Input of the new endpoint' })
    input: BuyPhoneNumber,
  ): Promise<EndpointRecord> {
    const { accountId, ...rest } = input;
    return this.#endpoints.buyPhoneNumber(context, requestedAccount(accountId, context), rest);
  }

  @Mutation(() => EndpointInfo, { description: 'Change an endpoint' })
  @Operation({ request: 'PatchEndpoint', routes: [{ verb: 'PATCH', path: '/endpoints/{endpointId}' }], anyRole })
  async patchEndpoint(
    @Ctx() context: RequestContext,
    @Arg('input', () => PatchEndpoint, { description: 'The changes' }) { endpointId, ...changes }: PatchEndpoint,
  ): Promise<EndpointRecord> {
    const endpoint = await this.#endpoints.patch(context, endpointId, changes);
    context.loaders.endpoint.clearAll();
    return endpoint;
  }

  @Mutation(() => ID, {
    description: "Delete an endpoint. Returns its ID. Its sessions remain, without the endpoint's name.",
  })
  @Operation({
    request: 'DeleteEndpoint',
    requestNamespace,
    routes: [{ verb: 'DELETE', path: '/endpoints/{endpointId}' }],
    returns: 'void',
    anyRole,
  })
  async deleteEndpoint(
    @Ctx() context: RequestContext,
    @Arg('endpointId', () => ID, { description: 'The ID of the endpoint' }) endpointId: string,
  ): Promise<string> {
    await this.#endpoints.remove(context, endpointId);
    context.loaders.endpoint.clearAll();
    return endpointId;
  }
}
