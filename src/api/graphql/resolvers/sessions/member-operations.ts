import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { SessionCommandService } from '../../../../domain/sessions/command-service.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { Operation } from '../../../contract/decorators.ts';
import { SessionInfo } from '../../../contract/types/sessions/info.ts';
import {
  AddConferenceMember,
  InviteSessionMember,
  PatchConferenceMember,
  RemoveSessionMember,
  StartConference,
} from '../../../contract/types/sessions/member-requests.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { changeHeaders, ExpectedRevisionArg, expected, Input, type Revision } from '../operation-arguments.ts';

/** Who takes part in a session. */
@Resolver()
export class SessionMemberOperations {
  readonly #commands: SessionCommandService;

  constructor(commands: SessionCommandService) {
    this.#commands = commands;
  }

  @Mutation(() => SessionInfo, { description: 'Invite members to a session' })
  @Operation({
    request: 'InviteSessionMember',
    routes: [{ verb: 'POST', path: '/sessions/{id}/members' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  inviteSessionMember(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => InviteSessionMember) { id, ...request }: InviteSessionMember,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'invite', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Remove a member from a session' })
  @Operation({
    request: 'RemoveSessionMember',
    routes: [{ verb: 'DELETE', path: '/sessions/{id}/members/{memberId}' }],
    returns: 'void',
    headers: changeHeaders,
    roles: ['User'],
  })
  removeSessionMember(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => RemoveSessionMember) { id, ...request }: RemoveSessionMember,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'removeMember', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Turn a session into a conference' })
  @Operation({
    request: 'StartConference',
    routes: [{ verb: 'POST', path: '/sessions/{id}/conference' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  startConference(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => StartConference) { id, ...request }: StartConference,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'startConference', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Call a member into the conference of a session' })
  @Operation({
    request: 'AddConferenceMember',
    routes: [{ verb: 'POST', path: '/sessions/{id}/conference/members' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  addConferenceMember(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => AddConferenceMember) { id, ...request }: AddConferenceMember,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'addConferenceMember', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Hold, connect or mute a conference member' })
  @Operation({
    request: 'PatchConferenceMember',
    routes: [{ verb: 'PATCH', path: '/sessions/{id}/conference/members/{callSid}' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  patchConferenceMember(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => PatchConferenceMember) { id, ...request }: PatchConferenceMember,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'patchConferenceMember', ...request }, expected(revision));
  }
}
