import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { SessionCommandService } from '../../../../domain/sessions/command-service.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { Operation } from '../../../contract/decorators.ts';
import {
  EndSession,
  HoldSession,
  RecordSession,
  RedirectSession,
  RejectSession,
  ResumeSession,
} from '../../../contract/types/sessions/call-requests.ts';
import { SessionInfo } from '../../../contract/types/sessions/info.ts';
import { PatchSession } from '../../../contract/types/sessions/patch-session.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { changeHeaders, ExpectedRevisionArg, expected, Input, type Revision } from '../operation-arguments.ts';

/** Mutations that change a session and control its call. */
@Resolver()
export class SessionCallOperations {
  readonly #commands: SessionCommandService;

  constructor(commands: SessionCommandService) {
    this.#commands = commands;
  }

  @Mutation(() => SessionInfo, { description: 'Change a session. Omitted fields keep their value.' })
  @Operation({
    request: 'PatchSession',
    routes: [{ verb: 'PATCH', path: '/sessions/{sessionId}' }],
    headers: changeHeaders,
    roles: [],
  })
  patchSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => PatchSession) { sessionId, ...request }: PatchSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'patch', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'End a session, or one of its calls' })
  @Operation({
    request: 'EndSession',
    routes: [{ verb: 'DELETE', path: '/sessions/{sessionId}' }],
    returns: 'void',
    headers: changeHeaders,
    roles: ['User'],
  })
  endSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => EndSession) { sessionId, ...request }: EndSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'end', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Put a session, or one of its calls, on hold' })
  @Operation({
    request: 'HoldSession',
    routes: [{ verb: 'POST', path: '/sessions/{sessionId}/hold' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  holdSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => HoldSession) { sessionId, ...request }: HoldSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'hold', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Resume a session that is on hold' })
  @Operation({
    request: 'ResumeSession',
    routes: [{ verb: 'POST', path: '/sessions/{sessionId}/resume' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  resumeSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => ResumeSession) { sessionId, ...request }: ResumeSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'resume', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Redirect a session to another destination' })
  @Operation({
    request: 'RedirectSession',
    routes: [{ verb: 'POST', path: '/sessions/{sessionId}/redirect' }],
    returns: 'void',
    headers: changeHeaders,
    roles: ['User'],
  })
  redirectSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => RedirectSession) { sessionId, ...request }: RedirectSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'redirect', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Reject a ringing session' })
  @Operation({
    request: 'RejectSession',
    routes: [{ verb: 'POST', path: '/sessions/{sessionId}/reject' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  rejectSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => RejectSession) { sessionId, ...request }: RejectSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'reject', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Start or stop recording a session' })
  @Operation({
    request: 'RecordSession',
    routes: [{ verb: 'POST', path: '/sessions/{sessionId}/record' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  recordSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => RecordSession) { sessionId, ...request }: RecordSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'record', ...request }, expected(revision));
  }
}
