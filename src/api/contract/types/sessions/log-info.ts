import { Field, GraphQLISODateTime } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';

@SimpleObjectType({ description: 'One entry in the log of a session' })
@Dto({ namespace: 'Voice.Api.Sessions', apiMembers: false })
export class SessionLogInfo {
  @Field(() => GraphQLISODateTime, { description: 'When it happened' })
  date!: Date;

  @Field(() => String, { nullable: true, description: 'What happened' })
  message!: string | null;
}
