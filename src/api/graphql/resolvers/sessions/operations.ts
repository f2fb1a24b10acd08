import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { requestedAccount } from '../../../../domain/directory/account-resolver.ts';
import type { NewSessionService } from '../../../../domain/sessions/new-session-service.ts';
import type { SessionReadService } from '../../../../domain/sessions/read-service.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { Operation } from '../../../contract/decorators.ts';
import { SessionInfo } from '../../../contract/types/sessions/info.ts';
import { NewSessionArguments } from '../../../contract/types/sessions/new-session-arguments.ts';
import type { RequestContext } from '../../../http/request-context.ts';

@Resolver()
export class SessionOperations {
  readonly #newSessions: NewSessionService;
  readonly #reader: SessionReadService;

  constructor(newSessions: NewSessionService, reader: SessionReadService) {
    this.#newSessions = newSessions;
    this.#reader = reader;
  }

  @Query(() => SessionInfo, {
    nullable: true,
    description: 'A session by ID, archived or not. Returns null if your accounts have no such session.',
  })
  session(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the session' }) id: string,
  ): Promise<SessionRecord | null> {
    return this.#reader.get(context.principal, id);
  }

  @Query(() => SessionInfo, {
    nullable: true,
    description:
      'A session by its ID in another system, archived or not. Returns null if the account has no such session.',
  })
  sessionByExternalId(
    @Ctx() context: RequestContext,
    @Arg('externalId', () => String, { description: 'The ID of the session in another system' }) externalId: string,
    @Arg('accountId', () => ID, {
      nullable: true,
      description: 'The account of the session. Default: your home account.',
    })
    accountId?: string | null,
  ): Promise<SessionRecord | null> {
    return this.#reader.getByExternalId(context.principal, externalId, requestedAccount(accountId, context));
  }

  @Mutation(() => SessionInfo, { description: 'Create a new session' })
  @Operation({
    request: 'NewSession',
    routes: [{ verb: 'POST', path: '/sessions' }],
    headers: { 'X-Account-Id': 'accountId', 'Idempotency-Key': 'idempotencyKey' },
    roles: ['User'],
  })
  async newSession(
    @Ctx() context: RequestContext,
    @Args(() => NewSessionArguments) { input, accountId, idempotencyKey }: NewSessionArguments,
  ): Promise<SessionRecord> {
    const options = { accountId: requestedAccount(accountId, context), idempotencyKey: idempotencyKey ?? null };
    const { session, replayed } = await this.#newSessions.create(context.principal, input, options);
    context.idempotentReplay ||= replayed;
    return session;
  }
}
