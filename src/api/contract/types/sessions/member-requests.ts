import { Field, ID, InputType } from 'type-graphql';
import { Dto } from '../../decorators.ts';
import { SessionMemberCallState } from './member-states.ts';

const namespace = 'Voice.Api.Sessions';

@InputType({ description: 'Who joins a session' })
@Dto({ namespace })
export class InviteSessionMember {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'A user or a whole team (user:userid or team:teamid)' })
  withAddress?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'User email addresses to add as members' })
  memberEmailAddresses!: string[];
}

@InputType({ description: 'Who leaves a session' })
@Dto({ namespace })
export class RemoveSessionMember {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, { description: 'The identity of the member, or the ID of its user or endpoint' })
  memberId!: string;
}

@InputType({ description: 'Which session becomes a conference' })
@Dto({ namespace })
export class StartConference {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The SID that the carrier gave the conference; else one is made',
  })
  conferenceSid?: string | null;
}

@InputType({ description: 'Who is called into a conference' })
@Dto({ namespace })
export class AddConferenceMember {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, { description: 'Who is called: user:userid, an email address or a phone number' })
  toAddress!: string;

  @Field(() => String, { nullable: true, description: 'The name shown for the member' })
  displayName?: string | null;

  @Field(() => String, { nullable: true, description: 'The Call SID that the carrier gave the call; else one is made' })
  callSid?: string | null;
}

@InputType({ description: 'What of a conference member shall change; what is absent stays as it is' })
@Dto({ namespace })
export class PatchConferenceMember {
  @Field(() => ID, { description: 'The ID of the session' })
  id!: string;

  @Field(() => String, { description: 'The Call SID of the member' })
  callSid!: string;

  @Field(() => SessionMemberCallState, { nullable: true, description: 'The call state to go to, such as Hold' })
  callState?: SessionMemberCallState | null;

  @Field(() => Boolean, { nullable: true, description: 'Mute the member, or let it speak again' })
  muted?: boolean | null;
}
