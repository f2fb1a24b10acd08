import { Field, GraphQLISODateTime, ID, Int, InterfaceType } from 'type-graphql';
import { SimpleObjectType } from '../../decorators.ts';
import { SessionEventKinds, SessionMemberChanges } from './event-kinds.ts';

@InterfaceType({
  description: 'An event of a session',
  resolveType: ({ __typename }: { __typename: SessionEventKinds }) => typesByKind[__typename],
})
export abstract class SessionEvent {
  @Field(() => ID, { description: 'The ID of the event, identical in the history, in subscriptions and in webhooks' })
  id!: string;

  @Field(() => SessionEventKinds, { description: 'The kind of the event' })
  kind!: SessionEventKinds;

  @Field(() => String, { description: 'The cursor of the event, for use in after' })
  cursor!: string;

  @Field(() => Int, {
    description: 'The sequence number of the event within its account, from 1, without gaps',
  })
  position!: number;

  @Field(() => ID, { description: 'The ID of the account that owns the session' })
  accountId!: string;

  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => Int, { description: 'The revision of the session after the event' })
  revision!: number;

  @Field(() => Int, { description: 'The index of the event among the events of that revision, from 0' })
  index!: number;

  @Field(() => GraphQLISODateTime, { description: 'The date of the event' })
  date!: Date;

  @Field(() => String, { description: 'The user that caused the event' })
  userId!: string;

  @Field(() => String, { description: 'The log entry that the event added to the session' })
  logMessage!: string;
}

@SimpleObjectType({ description: 'A session was created', implements: SessionEvent })
class SessionCreated extends SessionEvent {
  @Field(() => Boolean, { description: 'Whether the session was created with startSession' })
  startsFlow!: boolean;

  @Field(() => String, { nullable: true, description: 'The ID of the flow to start, if the client named one' })
  flowId?: string | null;
}

@SimpleObjectType({ description: 'Fields of a session were changed', implements: SessionEvent })
class SessionChanged extends SessionEvent {
  @Field(() => [String], { description: 'The names of the changed fields of SessionInfo' })
  changedFields!: readonly string[];
}

@SimpleObjectType({ description: 'A session ended', implements: SessionEvent })
class SessionEnded extends SessionEvent {
  @Field(() => String, { nullable: true, description: 'The outcome of the session' })
  outcome!: string | null;

  @Field(() => Boolean, { description: 'Whether the session was missed' })
  wasMissed!: boolean;
}

@SimpleObjectType({ description: 'An entry was added to the log of a session', implements: SessionEvent })
class SessionLogAdded extends SessionEvent {}

@SimpleObjectType({ description: 'A message was sent in a session', implements: SessionEvent })
export class SessionMessageSent extends SessionEvent {
  @Field(() => ID, { description: 'The ID of the message' })
  messageId!: string;
}

@SimpleObjectType({ description: 'A change of a session member' })
export class SessionMemberChange {
  @Field(() => String, { description: 'The identity of the member' })
  identity!: string;

  @Field(() => SessionMemberChanges, { description: 'The kind of change' })
  change!: SessionMemberChanges;
}

@SimpleObjectType({ description: 'Members of a session joined, left or changed', implements: SessionEvent })
class SessionMemberChanged extends SessionEvent {
  @Field(() => [SessionMemberChange], { description: 'The changed members' })
  members!: readonly SessionMemberChange[];
}

const typesByKind = {
  SessionCreated,
  SessionChanged,
  SessionEnded,
  SessionLogAdded,
  SessionMessageSent,
  SessionMemberChanged,
} satisfies Record<SessionEventKinds, typeof SessionEvent>;
