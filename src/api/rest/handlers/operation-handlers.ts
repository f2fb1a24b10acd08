import type { ApiKeyService } from '../../../domain/auth/api-key-service.ts';
import type { DirectoryServices } from '../../../domain/directory/services.ts';
import type { SessionQueries } from '../../../domain/sessions/queries.ts';
import type { Contract } from '../../contract/model.ts';
import { anonymousStatus, toUserInfo } from '../../contract/user-view.ts';
import type { SignInService } from '../../http/sign-in-service.ts';
import { toSessionInfo } from '../../loaders/session-relations.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { apiKeyHandlers } from './api-keys.ts';
import { authenticateHandler } from './authenticate.ts';
import { directoryHandlers } from './directory.ts';
import { type MessageServices, messageHandlers } from './messages.ts';
import type { OperationHandler } from './operation-handler.ts';
import { type SessionCommandServices, sessionCommandHandlers } from './session-commands.ts';
import { sessionListHandlers } from './session-lists.ts';
import { type WebhookServices, webhookHandlers } from './webhooks.ts';

interface RestServices extends SessionCommandServices, MessageServices, WebhookServices {
  readonly queries: SessionQueries;
  readonly signIns: SignInService;
  readonly apiKeys: ApiKeyService;
  readonly directory: DirectoryServices;
}

/** Creates the handlers of all REST operations, by request name. */
export function operationHandlers(services: RestServices): OperationHandlers {
  const { newSessions, queries, signIns, apiKeys, directory } = services;
  return {
    ...sessionCommandHandlers(services),

    Authenticate: authenticateHandler(signIns),
    ...apiKeyHandlers(apiKeys),
    ...webhookHandlers(services),
    ...sessionListHandlers(queries),
    ...messageHandlers(services),
    ...directoryHandlers(directory),

    async GetAuthStatus({ principal }) {
      const { user } = principal;
      return user ? toUserInfo(user, principal, await signIns.accountsOf(user)) : anonymousStatus;
    },

    async NewSession(context, request, { idempotencyKey }) {
      const options = { accountId: context.accountId, idempotencyKey };
      const result = await newSessions.create(context.principal, request, options);
      context.idempotentReplay = result.replayed;
      return toSessionInfo(result.session, context.loaders);
    },
  };
}

/** A handler of any operation; its request type is not known statically. */
export type AnyOperationHandler = OperationHandler<never>;

/**
 * Pairs the operations of a contract with their handlers. `OperationHandlers` lists the operations for the compiler,
 * the decorated classes list them at run time; this function checks at startup that both lists are the same.
 *
 * @throws Error with all operations that lack a handler and all handlers that lack an operation
 */
export function bindHandlers(
  handlers: OperationHandlers,
  contract: Contract,
): ReadonlyMap<string, AnyOperationHandler> {
  const bound = new Map(Object.entries<AnyOperationHandler>({ ...handlers }));
  const unhandled = Object.keys(contract.operations).filter((name) => !bound.has(name));
  const unknown = [...bound.keys()].filter((name) => !Object.hasOwn(contract.operations, name));
  const issues = [
    ...unhandled.map((name) => `${name} has no handler`),
    ...unknown.map((name) => `${name} is not an operation of the contract`),
  ];
  if (issues.length > 0) throw new Error(`REST operations and their handlers differ: ${issues.join('; ')}`);
  return bound;
}
