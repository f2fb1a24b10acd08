import { Field } from 'type-graphql';
import { Cost, Dto, SimpleObjectType } from '../../decorators.ts';
import { KeyValuePair } from '../key-value-pair.ts';
import { SessionMemberCallState, SessionMemberRoles } from './member-states.ts';

@SimpleObjectType({ description: 'A member of a session' })
@Dto({ namespace: 'Voice.Api.Sessions', apiMembers: false })
export class SessionMemberInfo {
  @Field(() => String, {
    nullable: true,
    description:
      'The identity of this member: user:ID for a user of the account, else an email address or E.164 number',
  })
  identity!: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the endpoint of this member' })
  endpointId!: string | null;

  @Field(() => String, { nullable: true, description: 'The display name of this member' })
  displayName!: string | null;

  @Field(() => Boolean, { description: 'Whether this member was added when the session was created' })
  isOriginalMember!: boolean;

  @Field(() => String, { nullable: true, description: "The URL of this member's picture" })
  avatarUrl!: string | null;

  @Cost({ listSize: 2 })
  @Field(() => [KeyValuePair], { description: 'Application data of this member' })
  applicationData!: readonly KeyValuePair[];

  @Field(() => SessionMemberCallState, { description: 'The call state of this member' })
  callState!: SessionMemberCallState;

  @Field(() => SessionMemberRoles, { description: 'The role of this member' })
  role!: SessionMemberRoles;

  @Field(() => String, { nullable: true, description: 'The twilio Call SID of this member' })
  callSid!: string | null;

  @Field(() => Boolean, { description: 'Whether this member is muted' })
  muted!: boolean;
}
