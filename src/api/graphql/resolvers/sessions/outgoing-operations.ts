import { Ctx, Mutation, Resolver } from 'type-graphql';
import { requestedAccount } from '../../../../domain/directory/account-resolver.ts';
import type { NewSessionService } from '../../../../domain/sessions/new-session-service.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { Operation } from '../../../contract/decorators.ts';
import { SessionInfo } from '../../../contract/types/sessions/info.ts';
import { NewOutgoingSession } from '../../../contract/types/sessions/new-outgoing-session.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { AccountIdArg, IdempotencyKeyArg, Input } from '../operation-arguments.ts';

@Resolver()
export class OutgoingSessionOperations {
  readonly #newSessions: NewSessionService;

  constructor(newSessions: NewSessionService) {
    this.#newSessions = newSessions;
  }

  @Mutation(() => SessionInfo, { description: 'Dial a number, and start a flow when the call is answered' })
  @Operation({
    request: 'NewOutgoingSession',
    routes: [{ verb: 'POST', path: '/sessions/outgoing' }],
    returns: 'void',
    headers: { 'X-Account-Id': 'accountId', 'Idempotency-Key': 'idempotencyKey' },
    anyRole: ['Manager', 'SystemAdministrator'],
  })
  async newOutgoingSession(
    @Ctx() context: RequestContext,
    @IdempotencyKeyArg('session') idempotencyKey: string | null | undefined,
    @AccountIdArg() accountId: string | null | undefined,
    @Input(() => NewOutgoingSession) input: NewOutgoingSession,
  ): Promise<SessionRecord> {
    const options = { accountId: requestedAccount(accountId, context), idempotencyKey: idempotencyKey ?? null };
    const { session, replayed } = await this.#newSessions.createOutgoing(context.principal, input, options);
    context.idempotentReplay ||= replayed;
    return session;
  }
}
