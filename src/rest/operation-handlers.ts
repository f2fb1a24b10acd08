import type { RequestContext } from '../auth/request-context.ts';
import { completeSession } from '../contract/session-look-ups.ts';
import type { NewSession } from '../contract/types/new-session.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';

/** What the headers of a REST request add to its DTO. */
export interface RestHeaders {
  readonly idempotencyKey: string | null;
}

/** Carries out one operation on its decoded request DTO. @returns the response DTO as a plain object */
export type OperationHandler = (
  context: RequestContext,
  input: Record<string, unknown>,
  headers: RestHeaders,
) => Promise<unknown>;

/** The operations of the contract, by the name of their request. */
export function operationHandlers({
  newSessions,
}: {
  newSessions: NewSessionService;
}): Readonly<Record<string, OperationHandler>> {
  return {
    async NewSession(context, input, { idempotencyKey }) {
      const options = { accountId: context.accountId, idempotencyKey };
      // decoded by the contract of that very class
      const result = await newSessions.create(context.principal, input as unknown as NewSession, options);
      context.idempotentReplay = result.replayed;
      return completeSession(result.session, context.loaders);
    },
  };
}
