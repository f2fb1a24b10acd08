import { Args, Query, Resolver } from 'type-graphql';
import { Operation } from '../contract/decorators.ts';
import {
  ActiveCalls,
  ActiveSessions,
  ListActiveCallsArguments,
  ListMySessionsArguments,
  ListSessionsArguments,
  SessionList,
} from '../contract/types/session-rest-lists.ts';

const requestNamespace = 'Voice.Api.Sessions';
const roles = ['User'];

/**
 * The lists of sessions as REST has them. GraphQL shows connections in their place: these fields are read into the
 * contract and never served, so they answer nothing.
 */
@Resolver()
export class SessionRestLists {
  @Query(() => SessionList, { description: 'The sessions of your accounts' })
  @Operation({ request: 'ListSessions', requestNamespace, routes: [{ verb: 'GET', path: '/sessions' }], roles })
  listSessions(@Args(() => ListSessionsArguments) _: ListSessionsArguments): null {
    return null;
  }

  @Query(() => SessionList, { description: 'The sessions that you take part in' })
  @Operation({ request: 'ListMySessions', requestNamespace, routes: [{ verb: 'GET', path: '/sessions/my' }], roles })
  listMySessions(@Args(() => ListMySessionsArguments) _: ListMySessionsArguments): null {
    return null;
  }

  @Query(() => ActiveSessions, { description: 'The sessions that you take part in and that have not ended' })
  @Operation({
    request: 'ListActiveSessions',
    requestNamespace,
    routes: [{ verb: 'GET', path: '/sessions/active' }],
    roles,
  })
  listActiveSessions(): null {
    return null;
  }

  @Query(() => ActiveCalls, { description: 'The voice sessions of an account that have not ended' })
  @Operation({ request: 'ListActiveCalls', requestNamespace, routes: [{ verb: 'GET', path: '/calls/active' }], roles })
  listActiveCalls(@Args(() => ListActiveCallsArguments) _: ListActiveCallsArguments): null {
    return null;
  }
}
