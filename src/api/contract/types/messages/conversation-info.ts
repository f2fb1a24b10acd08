import { Field, ID } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { MessageInfo } from './message-info.ts';

@SimpleObjectType({ description: 'The messages of an endpoint with one other party' })
@Dto({ namespace: 'Voice.Api.Messaging' })
export class ConversationInfo {
  @Field(() => ID, { description: 'The ID of the conversation, the same for every message between the two' })
  id!: string;

  @Field(() => String, { description: 'The ID of the endpoint' })
  endpointId!: string;

  @Field(() => String, { description: 'The address of the other party' })
  otherAddress!: string;

  @Field(() => MessageInfo, { description: 'The newest message' })
  mostRecentMessage!: MessageInfo;
}
