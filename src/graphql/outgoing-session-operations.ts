import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../auth/request-context.ts';
import { Operation } from '../contract/decorators.ts';
import { NewOutgoingSession } from '../contract/types/new-outgoing-session.ts';
import { SessionInfo } from '../contract/types/session-info.ts';
import { requestedAccount } from '../directory/account-resolver.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';
import type { SessionRecord } from '../sessions/session-record.ts';
import { AccountIdArg, IdempotencyKeyArg, Input } from './operation-arguments.ts';

@Resolver()
export class OutgoingSessionOperations {
  readonly #newSessions: NewSessionService;

  constructor(newSessions: NewSessionService) {
    this.#newSessions = newSessions;
  }

  @Mutation(() => SessionInfo, { description: 'Start an outgoing call' })
  @Operation({
    request: 'NewOutgoingSession',
    routes: [{ verb: 'POST', path: '/sessions/outgoing' }],
    headers: { 'X-Account-Id': 'accountId', 'Idempotency-Key': 'idempotencyKey' },
    roles: ['User'],
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
