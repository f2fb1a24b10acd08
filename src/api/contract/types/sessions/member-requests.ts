import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { SessionMemberCallState } from './member-states.ts';

const namespace = 'Voice.Api.Sessions';

@InputType({ description: 'Input for inviting a member to a chat' })
@Dto({ namespace })
export class InviteChatMember {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, {
    description: 'The email address or mobile number of the member, or a user or team (user:userid or team:teamid)',
  })
  memberToAdd!: string;

  @Field(() => String, { nullable: true, description: 'The phone number that the member is written from' })
  callerId?: string | null;
}

@InputType({ description: 'Input for removing a member from a chat' })
@Dto({ namespace })
export class DeleteChatMember {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, {
    description:
      "The email address, mobile number or identity of the member, or the ID of the member's user or endpoint",
  })
  memberToRemove!: string;
}

@InputType({ description: 'Input for turning a session into a conference' })
@Dto({ namespace })
export class StartConference {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The SID of the conference at the carrier. If omitted, it is generated.',
  })
  conferenceSid?: string | null;
}

@InputType({ description: 'Input for calling a member into a conference' })
@Dto({ namespace })
export class AddConferenceMember {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, { nullable: true, description: 'The Call SID of the call on your own device' })
  callSid?: string | null;

  @Field(() => String, { description: 'The address to call: a phone number, an email address or user:userid' })
  destination!: string;

  @Field(() => String, { nullable: true, description: 'The phone number to call from' })
  fromNumber?: string | null;
}

@InputType({ description: 'Changes to a conference member. Omitted fields keep their value.' })
@Dto({ namespace })
export class PatchConferenceMember {
  @Field(() => ID, { description: 'The ID of the session' })
  sessionId!: string;

  @Field(() => String, { description: 'The Call SID of the member' })
  callSid!: string;

  @Field(() => SessionMemberCallState, { nullable: true, description: 'The new call state, such as Hold' })
  callState?: SessionMemberCallState | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the member is muted' })
  muted?: boolean | null;
}
