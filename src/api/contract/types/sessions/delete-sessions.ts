import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

@InputType({ description: 'Input for deleting sessions' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class DeleteSessions {
  @Field(() => ID, { description: 'The ID of the account' })
  accountId!: string;

  @Field(() => GraphQLISODateTime, { description: 'Deletes sessions created at or after this time' })
  startDateTime!: Date;

  @Field(() => GraphQLISODateTime, { description: 'Deletes sessions created before this time' })
  endDateTime!: Date;
}
