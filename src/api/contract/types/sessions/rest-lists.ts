import { Field, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { listOf } from '../connection-of.ts';
import { NumberedPageArguments } from '../numbered-page-arguments.ts';
import { SortOrders } from '../sort-orders.ts';
import { SessionInfo } from './info.ts';

@SimpleObjectType({ description: 'A page of sessions' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class SessionList extends listOf(SessionInfo, 'sessions') {}

@SimpleObjectType({ description: 'The sessions a user takes part in now' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class ActiveSessions {
  @Field(() => [SessionInfo], { description: 'The sessions, newest first' })
  sessions!: SessionInfo[];
}

@SimpleObjectType({ description: 'The calls of accounts that are under way' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class ActiveCalls {
  @Field(() => [SessionInfo], { description: 'The calls, newest first' })
  calls!: SessionInfo[];
}

@InputType({ description: 'The sessions that you take part in' })
@Dto({ namespace: 'Voice.Api.Sessions' })
@RestOperation({ response: SessionList, routes: [{ verb: 'GET', path: '/sessions/my' }], roles: ['User'] })
export class ListMySessions extends NumberedPageArguments {
  @Field(() => String, {
    nullable: true,
    description: 'The field to sort by: dateCreated (default), dateLastModified or dateCompleted',
  })
  sortField?: string | null;

  @Field(() => SortOrders, { nullable: true, description: 'Which way to sort (defaults to Descend)' })
  sortOrder?: SortOrders | null;
}

@InputType({ description: 'The sessions of your accounts' })
@Dto({ namespace: 'Voice.Api.Sessions' })
@RestOperation({ response: SessionList, routes: [{ verb: 'GET', path: '/sessions' }], roles: ['User'] })
export class ListSessions extends ListMySessions {
  @Field(() => [String], { nullable: true, description: 'Only these IDs' })
  specificIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only these accounts; else all of yours' })
  accountIds?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Search archived sessions instead of live ones' })
  searchArchive!: boolean;

  @Field(() => String, { nullable: true, description: 'The first day of creation (YYYY-MM-DD, in UTC)' })
  startDate?: string | null;

  @Field(() => String, { nullable: true, description: 'The last day of creation (YYYY-MM-DD, in UTC)' })
  endDate?: string | null;

  @Field(() => [String], { nullable: true, description: 'Only these customers, and not those below them' })
  customerIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only these endpoints' })
  endpointIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Contained in the from address, in capitals or not' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'Contained in the to address, in capitals or not' })
  to?: string | null;

  @Field(() => String, { nullable: true, description: 'Contained in a message of the log, in capitals or not' })
  log?: string | null;

  @Field(() => String, { nullable: true, description: 'Only the children of this session' })
  parentSessionId?: string | null;
}

@InputType({ description: 'The voice sessions of an account that have not ended' })
@Dto({ namespace: 'Voice.Api.Sessions' })
@RestOperation({ response: ActiveCalls, routes: [{ verb: 'GET', path: '/calls/active' }], roles: ['User'] })
export class ListActiveCalls {
  @Field(() => String, { nullable: true, description: 'Only this account; else all of yours' })
  accountId?: string | null;
}

@InputType({ description: 'The sessions that you take part in and that have not ended' })
@Dto({ namespace: 'Voice.Api.Sessions' })
@RestOperation({ response: ActiveSessions, routes: [{ verb: 'GET', path: '/sessions/active' }], roles: ['User'] })
export class ListActiveSessions {}
