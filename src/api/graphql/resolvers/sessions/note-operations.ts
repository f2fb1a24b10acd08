import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { SessionCommandService } from '../../../../domain/sessions/command-service.ts';
import type { MessageRecord } from '../../../../domain/sessions/message-record.ts';
import type { SessionMessageService } from '../../../../domain/sessions/message-service.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { Operation } from '../../../contract/decorators.ts';
import { SessionInfo } from '../../../contract/types/sessions/info.ts';
import { SessionMessageInfo } from '../../../contract/types/sessions/message-info.ts';
import { AddSessionLog, SendSessionMessage } from '../../../contract/types/sessions/note-requests.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import {
  changeHeaders,
  ExpectedRevisionArg,
  expected,
  IdempotencyKeyArg,
  Input,
  type Revision,
} from '../operation-arguments.ts';

/** What is written down in a session. */
@Resolver()
export class SessionNoteOperations {
  readonly #commands: SessionCommandService;
  readonly #messages: SessionMessageService;

  constructor(commands: SessionCommandService, messages: SessionMessageService) {
    this.#commands = commands;
    this.#messages = messages;
  }

  @Mutation(() => SessionInfo, { description: 'Append an entry to the log of a session' })
  @Operation({
    request: 'AddSessionLog',
    routes: [{ verb: 'POST', path: '/sessions/{id}/log' }],
    headers: changeHeaders,
    roles: ['User'],
  })
  addSessionLog(
    @Ctx() { principal }: RequestContext,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => AddSessionLog) { id, message }: AddSessionLog,
  ): Promise<SessionRecord> {
    return this.#commands.change(principal, id, { kind: 'addLog', message }, expected(revision));
  }

  @Mutation(() => SessionMessageInfo, { description: 'Send a message in a session' })
  @Operation({
    request: 'SendSessionMessage',
    routes: [{ verb: 'POST', path: '/sessions/{id}/messages' }],
    headers: { ...changeHeaders, 'Idempotency-Key': 'idempotencyKey' },
    roles: ['User'],
  })
  async sendSessionMessage(
    @Ctx() context: RequestContext,
    @IdempotencyKeyArg('message') idempotencyKey: string | null | undefined,
    @ExpectedRevisionArg() revision: Revision,
    @Input(() => SendSessionMessage) input: SendSessionMessage,
  ): Promise<MessageRecord> {
    const options = { expected: expected(revision), idempotencyKey: idempotencyKey ?? null };
    const { message, replayed } = await this.#messages.send(context.principal, input, options);
    context.idempotentReplay ||= replayed;
    return message;
  }
}
