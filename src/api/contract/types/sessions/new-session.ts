import { Field, InputType } from 'type-graphql';
import { Dto, Member } from '../../decorators.ts';
import { SessionAttributeInput } from './attribute.ts';
import { FlowChannels } from './flow-channels.ts';
import { SessionCallState, SessionDirections } from './states.ts';

@InputType({ description: 'Input for a new session' })
@Dto({ namespace: 'Voice.Api.Sessions' })
export class NewSession {
  @Field(() => String, { nullable: true, description: 'A display name for this session' })
  displayName?: string | null;

  @Field(() => FlowChannels, { description: 'The type of session' })
  channel!: FlowChannels;

  @Field(() => SessionDirections, { nullable: true, description: 'The session direction (defaults to Outgoing)' })
  direction?: SessionDirections | null;

  @Field(() => SessionCallState, {
    nullable: true,
    description: 'The current session call state (defaults to Connected)',
  })
  callState?: SessionCallState | null;

  @Field(() => String, { nullable: true, description: "The From address for the session (defaults to user's email)" })
  fromAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'The From name for the session' })
  fromName?: string | null;

  @Field(() => String, { nullable: true, description: 'The To address for the session' })
  toAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'Parent session (e.g. for billing purposes)' })
  parentSessionId?: string | null;

  @Field(() => String, { nullable: true, description: 'Specify a customer to associate with this session' })
  customerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Start a chat session with a specified user/team (e.g. user:userid or team:teamid)',
  })
  withAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'Use the specified caller ID (if dialing out)' })
  fromPhoneNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'The dialed destination value' })
  destination?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'User email addresses to add as members' })
  memberEmailAddresses!: string[];

  @Field(() => Boolean, { defaultValue: false, description: "Start the session's flow?" })
  startSession!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The ID of the session in another system, at most 256 characters, unique in the account',
  })
  @Member({ omitFrom: 'servicestack' })
  externalId?: string | null;

  @Field(() => [SessionAttributeInput], {
    nullable: true,
    description: 'Texts to store with the session, by keys of your own; at most 32 KiB of keys and values',
  })
  @Member({ omitFrom: 'servicestack' })
  attributes?: SessionAttributeInput[] | null;
}
