import { Field, GraphQLISODateTime } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'A log entry of a session' })
@Dto({ namespace: 'Voice.Api.Sessions', apiMembers: false })
export class SessionLogInfo {
  @Field(() => GraphQLISODateTime, { description: 'The date of the entry' })
  date!: Date;

  @Field(() => String, { nullable: true, description: 'The text of the entry' })
  message!: string | null;
}
