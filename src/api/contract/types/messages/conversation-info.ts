import { Field } from 'type-graphql';
import { Dto, SimpleObjectType } from '../../decorators.ts';
import { Node } from '../node.ts';
import { MessageInfo } from './message-info.ts';

@SimpleObjectType({ implements: Node, description: 'The messages of an endpoint with one other party' })
@Dto({ namespace: 'Voice.Api.Messaging' })
export class ConversationInfo extends Node {
  @Field(() => String, { description: 'The ID of the endpoint' })
  endpointId!: string;

  @Field(() => String, { description: 'The address of the other party' })
  otherAddress!: string;

  @Field(() => MessageInfo, { description: 'The newest message' })
  mostRecentMessage!: MessageInfo;
}
