import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { SessionCommandService } from '../../../../domain/sessions/command-service.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { Operation } from '../../../contract/decorators.ts';
import { SessionInfo } from '../../../contract/types/sessions/info.ts';
import { AddSessionLog } from '../../../contract/types/sessions/note-requests.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { changeHeaders, ExpectedRevisionArg, expected, Input, type Revision } from '../operation-arguments.ts';

/** Mutations that add notes to a session. */
@Resolver()
export class SessionNoteOperations {
  readonly #commands: SessionCommandService;

  constructor(commands: SessionCommandService) {
    this.#commands = commands;
  }

  @Mutation(() => SessionInfo, { description: 'Append an entry to the log of a session' })
  @Operation({
    request: 'AddSessionLog',
    routes: [{ verb: 'POST', path: '/sessions/{sessionId}/log' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  addSessionLog(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => AddSessionLog) { sessionId, message }: AddSessionLog,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, sessionId, { kind: 'addLog', message }, expected(revision));
  }
}
