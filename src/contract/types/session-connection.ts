import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection-of.ts';
import { SessionInfo } from './session-info.ts';

@ObjectType({ description: 'A session and its place in the list' })
export class SessionEdge extends edgeOf(SessionInfo, 'session') {}

@ObjectType({ description: 'A page of sessions' })
export class SessionConnection extends connectionOf(SessionEdge, SessionInfo, 'sessions') {}
