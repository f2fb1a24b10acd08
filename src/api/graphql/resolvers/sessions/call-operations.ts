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
    routes: [{ verb: 'PATCH', path: '/sessions/{id}' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  patchSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => PatchSession) { id, ...request }: PatchSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'patch', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'End a session, or one of its calls' })
  @Operation({
    request: 'EndSession',
    routes: [{ verb: 'DELETE', path: '/sessions/{id}' }],
    returns: 'void',
    headers: changeHeaders,
    roles: ['User'],
  })
  endSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => EndSession) { id, ...request }: EndSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'end', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Put a session on hold' })
  @Operation({
    request: 'HoldSession',
    routes: [{ verb: 'POST', path: '/sessions/{id}/hold' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  holdSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => HoldSession) { id, ...request }: HoldSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'hold', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Resume a session that is on hold' })
  @Operation({
    request: 'ResumeSession',
    routes: [{ verb: 'POST', path: '/sessions/{id}/resume' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  resumeSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => ResumeSession) { id, ...request }: ResumeSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'resume', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Redirect a session to another destination' })
  @Operation({
    request: 'RedirectSession',
    routes: [{ verb: 'POST', path: '/sessions/{id}/redirect' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  redirectSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => RedirectSession) { id, ...request }: RedirectSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'redirect', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Reject a ringing session' })
  @Operation({
    request: 'RejectSession',
    routes: [{ verb: 'POST', path: '/sessions/{id}/reject' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  rejectSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => RejectSession) { id, ...request }: RejectSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'reject', ...request }, expected(revision));
  }

  @Mutation(() => SessionInfo, { description: 'Start or stop recording a session' })
  @Operation({
    request: 'RecordSession',
    routes: [{ verb: 'POST', path: '/sessions/{id}/record' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  recordSession(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => RecordSession) { id, ...request }: RecordSession,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'record', ...request }, expected(revision));
  }
}
