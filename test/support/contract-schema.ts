import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { Arg, buildSchemaSync, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Operation } from '../../src/api/contract/decorators.ts';
import { UserInfo } from '../../src/api/contract/types/directory/user-info.ts';
import { SessionConnection } from '../../src/api/contract/types/sessions/connection.ts';
import { SessionInfo } from '../../src/api/contract/types/sessions/info.ts';
import { NewSession } from '../../src/api/contract/types/sessions/new-session.ts';

@Resolver()
class ContractOnlyResolver {
  @Query(() => UserInfo, { description: 'The current user' })
  @Operation({
    request: 'GetAuthStatus',
    requestNamespace: 'Voice.Api.Authentication',
    routes: [{ verb: 'GET', path: '/auth/status' }],
  })
  me(): null {
    return null;
  }

  @Query(() => SessionConnection, { description: 'Sessions, newest first' })
  sessions(): null {
    return null;
  }

  @Query(() => SessionInfo, { nullable: true, description: 'Read one session' })
  @Operation({
    request: 'GetSession',
    requestNamespace: 'Voice.Api.Sessions',
    routes: [{ verb: 'GET', path: '/sessions/{id}' }],
    roles: ['User'],
  })
  session(@Arg('id', () => ID, { description: 'The ID of the session' }) _id: string): null {
    return null;
  }

  @Mutation(() => SessionInfo, { description: 'Create a new session' })
  @Operation({
    request: 'NewSession',
    routes: [{ verb: 'POST', path: '/sessions' }],
    headers: { 'X-Account-Id': 'accountId' },
    roles: ['User'],
  })
  newSession(
    @Arg('input', () => NewSession, { description: 'Input of the new session' }) _input: NewSession,
    @Arg('accountId', () => ID, { nullable: true, description: 'The account to create it in' }) _accountId: string,
  ): null {
    return null;
  }
}

/** Builds a schema with the operations of the contract tests; its resolvers do nothing. */
export function buildContractSchema(): GraphQLSchema {
  return buildSchemaSync({ resolvers: [ContractOnlyResolver], validate: false });
}
