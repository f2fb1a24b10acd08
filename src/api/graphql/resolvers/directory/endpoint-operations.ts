import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { requestedAccount } from '../../../../domain/directory/account-resolver.ts';
import type { EndpointService } from '../../../../domain/directory/endpoint-service.ts';
import type { EndpointRecord } from '../../../../domain/directory/records.ts';
import { Operation } from '../../../contract/decorators.ts';
import { EndpointInfo } from '../../../contract/types/directory/endpoint-info.ts';
import {
  NewPhoneNumberEndpoint,
  NewTeamEndpoint,
  NewUserEndpoint,
  PatchEndpoint,
} from '../../../contract/types/directory/endpoint-inputs.ts';
import { EndpointConnection, EndpointsArguments } from '../../../contract/types/directory/endpoint-lists.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { type DirectoryConnectionView, toDirectoryConnection, toOrder } from './connection.ts';

const requestNamespace = 'Voice.Api.Endpoints';
const headers = { 'X-Account-Id': 'accountId' };
const roles = ['User'];

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
    routes: [{ verb: 'GET', path: '/endpoints/{id}' }],
    roles,
  })
  endpoint(
    @Ctx() { principal }: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the endpoint' }) id: string,
  ): Promise<EndpointRecord | null> {
    return this.#endpoints.find(principal, id);
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
  @Operation({ request: 'NewUserEndpoint', routes: [{ verb: 'POST', path: '/endpoints/users' }], headers, roles })
  newUserEndpoint(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewUserEndpoint, { description: 'Input of the new endpoint' }) input: NewUserEndpoint,
  ): Promise<EndpointRecord> {
    const { accountId, ...rest } = input;
    return this.#endpoints.createUser(context, requestedAccount(accountId, context), rest);
  }

  @Mutation(() => EndpointInfo, { description: 'Create a Team endpoint' })
  @Operation({ request: 'NewTeamEndpoint', routes: [{ verb: 'POST', path: '/endpoints/team' }], headers, roles })
  newTeamEndpoint(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewTeamEndpoint, { description: 'Input of the new endpoint' }) input: NewTeamEndpoint,
  ): Promise<EndpointRecord> {
    const { accountId, ...rest } = input;
    return this.#endpoints.createTeam(context, requestedAccount(accountId, context), rest);
  }

  @Mutation(() => EndpointInfo, { description: 'Create a PhoneNumber endpoint' })
  @Operation({
    request: 'NewPhoneNumberEndpoint',
    routes: [{ verb: 'POST', path: '/endpoints/phone-numbers' }],
    headers,
    roles,
  })
  newPhoneNumberEndpoint(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewPhoneNumberEndpoint, { description: 'Input of the new endpoint' })
    input: NewPhoneNumberEndpoint,
  ): Promise<EndpointRecord> {
    const { accountId, ...rest } = input;
    return this.#endpoints.createPhoneNumber(context, requestedAccount(accountId, context), rest);
  }

  @Mutation(() => EndpointInfo, { description: 'Change an endpoint' })
  @Operation({ request: 'PatchEndpoint', routes: [{ verb: 'PATCH', path: '/endpoints/{id}' }], roles })
  async patchEndpoint(
    @Ctx() context: RequestContext,
    @Arg('input', () => PatchEndpoint, { description: 'The changes' }) { id, ...changes }: PatchEndpoint,
  ): Promise<EndpointRecord> {
    const endpoint = await this.#endpoints.patch(context, id, changes);
    context.loaders.endpoint.clearAll();
    return endpoint;
  }

  @Mutation(() => ID, {
    description: "Delete an endpoint. Returns its ID. Its sessions remain, without the endpoint's name.",
  })
  @Operation({
    request: 'DeleteEndpoint',
    requestNamespace,
    routes: [{ verb: 'DELETE', path: '/endpoints/{id}' }],
    returns: 'void',
    roles,
  })
  async deleteEndpoint(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the endpoint' }) id: string,
  ): Promise<string> {
    await this.#endpoints.remove(context, id);
    context.loaders.endpoint.clearAll();
    return id;
  }
}
