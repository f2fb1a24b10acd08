import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

@InputType({ description: 'Which sessions are deleted' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class DeleteSessions {
  @Field(() => ID, { description: 'The account' })
  accountId!: string;

  @Field(() => GraphQLISODateTime, { description: 'Those created at this moment or later' })
  startDateTime!: Date;

  @Field(() => GraphQLISODateTime, { description: 'Those created before this moment' })
  endDateTime!: Date;
}
