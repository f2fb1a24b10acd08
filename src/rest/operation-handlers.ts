import type { ApiKeyService } from '../auth/api-key-service.ts';
import type { SignInService } from '../auth/sign-in-service.ts';
import { toAuthStatus } from '../contract/auth-status-view.ts';
import { completeSession } from '../contract/session-look-ups.ts';
import type { NewSession } from '../contract/types/new-session.ts';
import type { SessionTranscriptArguments } from '../contract/types/session-transcript.ts';
import type { DirectoryServices } from '../directory/directory-services.ts';
import type { SessionLists } from '../sessions/session-lists.ts';
import type { SessionTranscripts } from '../sessions/session-transcripts.ts';
import { apiKeyHandlers } from './api-key-handlers.ts';
import { authenticateHandler } from './authenticate.ts';
import { directoryHandlers } from './directory-handlers.ts';
import type { OperationHandler } from './operation-handler.ts';
import { type SessionLifeServices, sessionLifeHandlers } from './session-life-handlers.ts';
import { sessionListHandlers } from './session-list-handlers.ts';

interface RestServices extends SessionLifeServices {
  readonly lists: SessionLists;
  readonly transcripts: SessionTranscripts;
  readonly signIns: SignInService;
  readonly apiKeys: ApiKeyService;
  readonly directory: DirectoryServices;
}

/** The operations of the contract, by the name of their request. */
export function operationHandlers(services: RestServices): Readonly<Record<string, OperationHandler>> {
  const { newSessions, lists, transcripts, signIns, apiKeys, directory } = services;
  return {
    ...sessionLifeHandlers(services),

    Authenticate: authenticateHandler(signIns),
    ...apiKeyHandlers(apiKeys),
    ...sessionListHandlers(lists),
    ...directoryHandlers(directory),

    async GetSessionTranscript({ principal }, input) {
      const request = input as unknown as SessionTranscriptArguments;
      const { id, includeHistorical, historicalCutOffDate = null } = request;
      return { messages: await transcripts.read(principal, id, { includeHistorical, historicalCutOffDate }) };
    },

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
