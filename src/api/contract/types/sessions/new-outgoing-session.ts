import { Field, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';

@InputType({ description: 'Input for an outgoing call' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class NewOutgoingSession {
  @Field(() => String, { description: 'The dialed destination value' })
  destination!: string;

  @Field(() => String, { nullable: true, description: 'Use the specified caller ID' })
  fromPhoneNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'A display name for this session' })
  displayName?: string | null;

  @Field(() => String, { nullable: true, description: 'The From name for the session' })
  fromName?: string | null;

  @Field(() => String, { nullable: true, description: 'Specify a customer to associate with this session' })
  customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Parent session (e.g. for billing purposes)' })
  parentSessionId?: string | null;
}
