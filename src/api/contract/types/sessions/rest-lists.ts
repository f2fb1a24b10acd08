import { Field, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { listOf, listResponseOf } from '../connection-of.ts';
import { ListRequest, listRequestOf } from '../list-request.ts';
import { SessionInfo } from './info.ts';

@SimpleObjectType({ description: 'A page of sessions' })
@Dto(listResponseOf(SessionInfo))
export class SessionList extends listOf(SessionInfo, 'sessions') {}

@SimpleObjectType({ description: 'Your active sessions' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class GetMySessionsResponse {
  @Field(() => [SessionInfo], { description: 'The sessions, newest first, at most 1,000' })
  sessions!: SessionInfo[];
}

@SimpleObjectType({ description: 'Your active sessions' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class GetActiveSessionsResponse {
  @Field(() => [SessionInfo], { description: 'The sessions, newest first, at most 1,000' })
  sessions!: SessionInfo[];
}

@InputType({ description: 'The sessions of your accounts' })
@Dto({ namespace: 'Voice.Api.Sessions', ...listRequestOf(SessionInfo) })
@RestOperation({ response: SessionList, routes: [{ verb: 'GET', path: '/sessions' }], roles: [] })
export class ListSessions extends ListRequest {
  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Search archived sessions instead of live ones' })
  searchArchive!: boolean;

  @Field(() => String, { nullable: true, description: 'The first day of creation (YYYY-MM-DD)' })
  startDate?: string | null;

  @Field(() => String, { nullable: true, description: 'The last day of creation, inclusive (YYYY-MM-DD)' })
  endDate?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these customers, without their descendants',
  })
  customerIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Limits the list to these endpoints' })
  endpointIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the from address must contain, case-insensitive' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'Text that the to address must contain, case-insensitive' })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text that the message of a log entry must contain, case-insensitive',
  })
  log?: string | null;

  @Field(() => String, { nullable: true, description: 'Limits the list to children of this session' })
  parentSessionId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The IANA time zone of startDate and endDate, such as Europe/Berlin. Default: UTC.',
  })
  timeZone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text that the phone number that the session comes from must contain',
  })
  fromPhoneNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'Text that the outcome must contain, case-insensitive' })
  outcome?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Limits the list to the sessions with this ID of another system',
  })
  externalId?: string | null;
}

@InputType({ description: 'The sessions of which you are a member and that have not ended' })
@Dto({ namespace: 'Voice.Api.Sessions' })
@RestOperation({
  response: GetMySessionsResponse,
  routes: [{ verb: 'GET', path: '/sessions/my' }],
  roles: ['User'],
})
export class GetMySessions {}

@InputType({ description: 'The sessions of which you are a member and that have not ended' })
@Dto({ namespace: 'Voice.Api.Sessions' })
@RestOperation({
  response: GetActiveSessionsResponse,
  routes: [{ verb: 'GET', path: '/sessions/active' }],
  roles: ['User'],
})
export class GetActiveSessions {}

@InputType({ description: 'A live session by ID, without its log' })
@Dto({ namespace: 'Voice.Api.Sessions' })
@RestOperation({ response: SessionInfo, routes: [{ verb: 'GET', path: '/sessions/{sessionId}' }], roles: [] })
export class GetSession {
  @Field(() => String, { description: 'The ID of the session' })
  sessionId!: string;
}
