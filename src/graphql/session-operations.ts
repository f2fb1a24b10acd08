import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../auth/request-context.ts';
import { Operation } from '../contract/decorators.ts';
import { NewSession } from '../contract/types/new-session.ts';
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
    @Arg('first', () => Int, { nullable: true, description: 'How many from the start: 25 if not said, at most 100' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to begin after' }) after: string | null,
    @Arg('last', () => Int, { nullable: true, description: 'How many from the end instead: at most 100' })
    last: number | null,
    @Arg('before', () => String, { nullable: true, description: 'The cursor to end before' }) before: string | null,
  ): Promise<ConnectionView> {
    return toConnection(await this.#reader.page(context.principal, { first, after, last, before }));
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
    @Arg('input', () => NewSession, { description: 'What the session starts with' }) input: NewSession,
    @Arg('accountId', () => ID, {
      nullable: true,
      description: 'The account to create it in; else that of the header X-Account-Id, else your home account',
    })
    accountId: string | null,
    @Arg('idempotencyKey', () => String, {
      nullable: true,
      description: 'With the same key and the same input you get the same session again, not a second one',
    })
    idempotencyKey: string | null,
  ): Promise<SessionRecord> {
    const options = { accountId: accountId ?? context.accountId, idempotencyKey };
    const { session, replayed } = await this.#newSessions.create(context.principal, input, options);
    context.idempotentReplay ||= replayed;
    return session;
  }
}
