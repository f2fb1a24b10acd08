import { Field, GraphQLISODateTime, ID, Int, InterfaceType } from 'type-graphql';
import { SimpleObjectType } from '../../decorators.ts';
import { SessionEventKinds, SessionMemberChanges } from './event-kinds.ts';

@InterfaceType({
  description: 'Something that happened to a session',
  resolveType: ({ __typename }: { __typename: SessionEventKinds }) => typesByKind[__typename],
})
export abstract class SessionEvent {
  @Field(() => ID, { description: 'The ID of the event; the same wherever and however often it is read' })
  id!: string;

  @Field(() => SessionEventKinds, { description: 'What happened' })
  kind!: SessionEventKinds;

  @Field(() => String, { description: 'The place of the event, to go on after it' })
  cursor!: string;

  @Field(() => Int, {
    description: 'The number of the event among those of its account: 1, 2, 3 and so on without gaps',
  })
  position!: number;

  @Field(() => ID, { description: 'The ID of the account that owns the session' })
  accountId!: string;

  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => Int, { description: 'The revision of the session that it led to' })
  revision!: number;

  @Field(() => Int, { description: 'Which of the events of that revision it is, from 0' })
  index!: number;

  @Field(() => GraphQLISODateTime, { description: 'When it happened' })
  date!: Date;

  @Field(() => String, { description: 'The user that did it' })
  userId!: string;

  @Field(() => String, { description: 'The entry that it left in the log of the session' })
  logMessage!: string;
}

@SimpleObjectType({ description: 'A session was created', implements: SessionEvent })
class SessionCreated extends SessionEvent {
  @Field(() => Boolean, { description: 'Was a flow to be started with it?' })
  startsFlow!: boolean;
}

@SimpleObjectType({ description: 'Fields of a session were changed', implements: SessionEvent })
class SessionChanged extends SessionEvent {
  @Field(() => [String], { description: 'The names of the fields of SessionInfo that have other values now' })
  changedFields!: readonly string[];
}

@SimpleObjectType({ description: 'A session ended', implements: SessionEvent })
class SessionEnded extends SessionEvent {
  @Field(() => String, { nullable: true, description: 'The outcome of the session' })
  outcome!: string | null;

  @Field(() => Boolean, { description: 'Was it missed?' })
  wasMissed!: boolean;
}

@SimpleObjectType({ description: 'An entry was added to the log of a session', implements: SessionEvent })
class SessionLogAdded extends SessionEvent {}

@SimpleObjectType({ description: 'A message was sent in a session', implements: SessionEvent })
export class SessionMessageSent extends SessionEvent {
  @Field(() => ID, { description: 'The ID of the message' })
  messageId!: string;
}

@SimpleObjectType({ description: 'What became of a member of a session' })
export class SessionMemberChange {
  @Field(() => String, { description: 'The identity of the member' })
  identity!: string;

  @Field(() => SessionMemberChanges, { description: 'What happened to it' })
  change!: SessionMemberChanges;
}

@SimpleObjectType({ description: 'Members of a session joined, left or changed', implements: SessionEvent })
class SessionMemberChanged extends SessionEvent {
  @Field(() => [SessionMemberChange], { description: 'Which members, and what became of each' })
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
