import { SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf } from '../connection-of.ts';
import { SessionInfo } from './info.ts';

@SimpleObjectType({ description: 'A session with its cursor' })
export class SessionEdge extends edgeOf(SessionInfo, 'session') {}

@SimpleObjectType({ description: 'A page of sessions' })
export class SessionConnection extends connectionOf(SessionEdge, SessionInfo, 'sessions') {}
