import { Field, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

@InputType({ description: 'Input for an outgoing call' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class NewOutgoingSession {
  @Field(() => String, { nullable: true, description: 'The ID of the flow to start when the call is answered' })
  flowId?: string | null;

  @Field(() => String, { description: 'The phone number to dial, in E.164 form' })
  numberToDial!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The phone number of the account to call from, in E.164 form. Default: the oldest phone number of the account, if it has one.',
  })
  callerId?: string | null;
}
