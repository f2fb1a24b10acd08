import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { SessionMemberCallState } from './member-states.ts';

const namespace = 'Voice.Api.Sessions';

@InputType({ description: 'Input for inviting members to a session' })
@Dto({ namespace })
export class InviteSessionMember {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The user or team to add as members (user:userid or team:teamid)',
  })
  withAddress?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'User email addresses to add as members' })
  memberEmailAddresses!: string[];
}

@InputType({ description: 'Input for removing a member from a session' })
@Dto({ namespace })
export class RemoveSessionMember {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, { description: "The identity of the member, or the ID of the member's user or endpoint" })
  memberId!: string;
}

@InputType({ description: 'Input for turning a session into a conference' })
@Dto({ namespace })
export class StartConference {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

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
  id!: string;

  @Field(() => String, { description: 'The address to call: user:userid, an email address or a phone number' })
  toAddress!: string;

  @Field(() => String, { nullable: true, description: 'The display name of the member' })
  displayName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The Call SID of the call at the carrier. If omitted, it is generated.',
  })
  callSid?: string | null;
}

@InputType({ description: 'Changes to a conference member. Omitted fields keep their value.' })
@Dto({ namespace })
export class PatchConferenceMember {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, { description: 'The Call SID of the member' })
  callSid!: string;

  @Field(() => SessionMemberCallState, { nullable: true, description: 'The new call state, such as Hold' })
  callState?: SessionMemberCallState | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the member is muted' })
  muted?: boolean | null;
}
