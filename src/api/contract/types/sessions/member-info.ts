import { Field } from 'type-graphql';
import { Cost, Dto, SimpleObjectType } from '../../decorators.ts';
import { KeyValuePair } from '../key-value-pair.ts';
import { SessionMemberCallState, SessionMemberRoles } from './member-states.ts';

@SimpleObjectType({ description: 'Someone who takes part in a session' })
@Dto({ namespace: 'Voice.Api.Sessions', apiMembers: false })
export class SessionMemberInfo {
  @Field(() => String, { nullable: true, description: 'user:ID for a user of the account, else an email address' })
  identity!: string | null;

  @Field(() => String, { nullable: true, description: 'The ID of the endpoint of this member' })
  endpointId!: string | null;

  @Field(() => String, { nullable: true, description: 'The name shown for this member' })
  displayName!: string | null;

  @Field(() => Boolean, { description: 'Was this member there when the session was created?' })
  isOriginalMember!: boolean;

  @Field(() => String, { nullable: true, description: 'The address of a picture of this member' })
  avatarUrl!: string | null;

  @Cost({ listSize: 2 })
  @Field(() => [KeyValuePair], { description: 'What applications keep about this member' })
  applicationData!: readonly KeyValuePair[];

  @Field(() => SessionMemberCallState, { description: 'The call state of this member' })
  callState!: SessionMemberCallState;

  @Field(() => SessionMemberRoles, { description: 'The part this member plays' })
  role!: SessionMemberRoles;

  @Field(() => String, { nullable: true, description: 'The twilio Call SID of this member' })
  callSid!: string | null;

  @Field(() => Boolean, { description: 'Is this member muted?' })
  muted!: boolean;
}
