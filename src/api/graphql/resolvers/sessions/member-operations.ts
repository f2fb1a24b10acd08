import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { SessionCommandService } from '../../../../domain/sessions/command-service.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { Operation } from '../../../contract/decorators.ts';
import { SessionInfo } from '../../../contract/types/sessions/info.ts';
import {
  AddConferenceMember,
  DeleteChatMember,
  InviteChatMember,
  PatchConferenceMember,
  StartConference,
} from '../../../contract/types/sessions/member-requests.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { changeHeaders, ExpectedRevisionArg, expected, Input, type Revision } from '../operation-arguments.ts';

/** Mutations of a session's members. */
@Resolver()
export class SessionMemberOperations {
  readonly #commands: SessionCommandService;

  constructor(commands: SessionCommandService) {
    this.#commands = commands;
  }

  @Mutation(() => SessionInfo, { description: 'Invite a member to a chat' })
  @Operation({
    request: 'InviteChatMember',
    routes: [{ verb: 'POST', path: '/sessions/{sessionId}/members' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  inviteChatMember(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => InviteChatMember) { sessionId, ...request }: InviteChatMember,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'invite', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Remove a member from a chat' })
  @Operation({
    request: 'DeleteChatMember',
    routes: [
      {
        verb: 'DELETE',
        path: '/sessions/{sessionId}/members/{memberId}',
        variables: { memberId: 'memberToRemove' },
      },
    ],
    headers: changeHeaders,
    roles: ['User'],
  })
  deleteChatMember(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => DeleteChatMember) { sessionId, ...request }: DeleteChatMember,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'removeMember', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Turn a session into a conference' })
  @Operation({
    request: 'StartConference',
    routes: [{ verb: 'POST', path: '/sessions/{sessionId}/conference' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  startConference(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => StartConference) { sessionId, ...request }: StartConference,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'startConference', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, {
    description: 'Call a member into a session, which becomes a conference if it is none',
  })
  @Operation({
    request: 'AddConferenceMember',
    routes: [{ verb: 'POST', path: '/sessions/{sessionId}/conference/members' }],
    headers: changeHeaders,
    roles: [],
  })
  addConferenceMember(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => AddConferenceMember) { sessionId, ...request }: AddConferenceMember,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'addConferenceMember', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Hold, connect or mute a conference member' })
  @Operation({
    request: 'PatchConferenceMember',
    routes: [{ verb: 'PATCH', path: '/sessions/{sessionId}/conference/members/{callSid}' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  patchConferenceMember(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => PatchConferenceMember) { sessionId, ...request }: PatchConferenceMember,
  ): Promise<SessionRecord> {
    return this.#commands.change(
      principal,
      sessionId,
      { kind: 'patchConferenceMember', ...request },
      expected(revision),
    );
  }
}
