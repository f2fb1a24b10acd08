import type { SignInService } from '../auth/sign-in-service.ts';
import { toAuthStatus } from '../contract/auth-status-view.ts';
import { completeSession } from '../contract/session-look-ups.ts';
import type { NewSession } from '../contract/types/new-session.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';
import type { SessionLists } from '../sessions/session-lists.ts';
import { authenticateHandler } from './authenticate.ts';
import type { OperationHandler } from './operation-handler.ts';
import { sessionListHandlers } from './session-list-handlers.ts';

interface RestServices {
  readonly newSessions: NewSessionService;
  readonly lists: SessionLists;
  readonly signIns: SignInService;
}

/** The operations of the contract, by the name of their request. */
export function operationHandlers({
  newSessions,
  lists,
  signIns,
}: RestServices): Readonly<Record<string, OperationHandler>> {
  return {
    Authenticate: authenticateHandler(signIns),
    ...sessionListHandlers(lists),

    async GetAuthStatus({ principal: { user } }) {
      return toAuthStatus(user, await signIns.accountsOf(user));
    },

    async NewSession(context, input, { idempotencyKey }) {
      const options = { accountId: context.accountId, idempotencyKey };
      // decoded by the contract of that very class
      const result = await newSessions.create(context.principal, input as unknown as NewSession, options);
      context.idempotentReplay = result.replayed;
      return completeSession(result.session, context.loaders);
    },
  };
}
