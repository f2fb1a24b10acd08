import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../auth/request-context.ts';
import { Operation } from '../contract/decorators.ts';
import { NewSessionArguments } from '../contract/types/new-session-arguments.ts';
import { PageArguments } from '../contract/types/page-arguments.ts';
import { SessionConnection } from '../contract/types/session-connection.ts';
import { SessionInfo } from '../contract/types/session-info.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';
import type { SessionReader } from '../sessions/session-reader.ts';
import type { SessionRecord } from '../sessions/session-record.ts';
import { type ConnectionView, toConnection } from './session-connection-fields.ts';

@Resolver()
export class SessionOperations {
  readonly #newSessions: NewSessionService;
  readonly #reader: SessionReader;

  constructor(newSessions: NewSessionService, reader: SessionReader) {
    this.#newSessions = newSessions;
    this.#reader = reader;
  }

  @Query(() => SessionInfo, { nullable: true, description: 'One session; null if your accounts have none of that ID' })
  session(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the session' }) id: string,
  ): Promise<SessionRecord | null> {
    return this.#reader.get(context.principal, id);
  }

  @Query(() => SessionConnection, { description: 'The sessions of your accounts, newest first' })
  async sessions(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ConnectionView> {
    return toConnection(await this.#reader.page(context.principal, page));
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
    const options = { accountId: accountId ?? context.accountId, idempotencyKey: idempotencyKey ?? null };
    const { session, replayed } = await this.#newSessions.create(context.principal, input, options);
    context.idempotentReplay ||= replayed;
    return session;
  }
}
