import type { GraphQLSchema } from 'graphql';
import type { ClassType } from 'type-graphql';
import type { ApiKeyService } from '../../../domain/auth/api-key-service.ts';
import type { DirectoryServices } from '../../../domain/directory/services.ts';
import type { SessionEventHistory } from '../../../domain/events/history.ts';
import type { ActiveCallService } from '../../../domain/sessions/active-call-service.ts';
import type { SessionCommandService } from '../../../domain/sessions/command-service.ts';
import type { DeleteSessionsService } from '../../../domain/sessions/delete-sessions-service.ts';
import type { NewSessionService } from '../../../domain/sessions/new-session-service.ts';
import type { SessionQueries } from '../../../domain/sessions/queries.ts';
import type { SessionReadService } from '../../../domain/sessions/read-service.ts';
import type { WebhookDeliveryService } from '../../../domain/webhooks/delivery-service.ts';
import type { WebhookService } from '../../../domain/webhooks/service.ts';
import type { NewSessionArguments } from '../../contract/types/sessions/new-session-arguments.ts';
import type { SignInService } from '../../http/sign-in-service.ts';
import { ApiKeyOperations } from '../resolvers/auth/api-key-operations.ts';
import { RateLimitOperations } from '../resolvers/auth/rate-limit-operations.ts';
import { SignInOperations } from '../resolvers/auth/sign-in-operations.ts';
import { directoryResolvers } from '../resolvers/directory/resolvers.ts';
import { SessionEventFields, SessionMessageSentFields } from '../resolvers/events/fields.ts';
import { SessionEventOperations } from '../resolvers/events/operations.ts';
import { type MessageServices, messageResolvers } from '../resolvers/messages/resolvers.ts';
import { NodeOperations } from '../resolvers/node-operations.ts';
import { ActiveCallOperations } from '../resolvers/sessions/active-call-operations.ts';
import { SessionCallOperations } from '../resolvers/sessions/call-operations.ts';
import { SessionConnectionFields } from '../resolvers/sessions/connection-fields.ts';
import { DeleteSessionsOperations } from '../resolvers/sessions/delete-operations.ts';
import { SessionFields } from '../resolvers/sessions/fields.ts';
import { SessionListOperations } from '../resolvers/sessions/list-operations.ts';
import { SessionMemberOperations } from '../resolvers/sessions/member-operations.ts';
import { SessionNoteOperations } from '../resolvers/sessions/note-operations.ts';
import { SessionOperations } from '../resolvers/sessions/operations.ts';
import { OutgoingSessionOperations } from '../resolvers/sessions/outgoing-operations.ts';
import { WebhookDeliveryOperations } from '../resolvers/webhooks/delivery-operations.ts';
import { WebhookOperations } from '../resolvers/webhooks/operations.ts';
import { buildSchema, type Resolvers } from './build-schema.ts';
import { setDirectResolver } from './direct-resolver.ts';
import { restOnlyTypes } from './rest-only-types.ts';

export interface SchemaServices extends MessageServices {
  readonly newSessions: NewSessionService;
  readonly sessionReads: SessionReadService;
  readonly commands: SessionCommandService;
  readonly deletions: DeleteSessionsService;
  readonly activeCalls: ActiveCallService;
  readonly queries: SessionQueries;
  readonly history: SessionEventHistory;
  readonly signIns: SignInService;
  readonly apiKeys: ApiKeyService;
  readonly directory: DirectoryServices;
  readonly webhooks: WebhookService;
  readonly deliveries: WebhookDeliveryService;
}

/** Builds the schema that the GraphQL API serves. */
export function buildAppSchema(services: SchemaServices): GraphQLSchema {
  const schema = buildSchema(resolversOf(services), []);
  const sessions = new SessionOperations(services.newSessions, services.sessionReads);
  setDirectResolver(schema.getMutationType(), 'newSession', (args: NewSessionArguments, context) =>
    sessions.newSession(context, args),
  );
  return schema;
}

/**
 * Builds the source schema of the ServiceStack contract: the served schema plus the types that only REST has. The
 * server never executes operations on this schema.
 */
export function buildContractSchema(services: SchemaServices): GraphQLSchema {
  return buildSchema(resolversOf(services), restOnlyTypes);
}

function resolversOf(services: SchemaServices): Resolvers {
  const { newSessions, sessionReads, queries, commands, deletions, activeCalls } = services;
  const { history, signIns, apiKeys, directory, webhooks, deliveries } = services;
  return new Map<ClassType, object>([
    [SessionOperations, new SessionOperations(newSessions, sessionReads)],
    [SessionFields, new SessionFields()],
    [SessionConnectionFields, new SessionConnectionFields(queries)],
    [SessionListOperations, new SessionListOperations(queries)],
    ...messageResolvers(services),
    [SessionEventOperations, new SessionEventOperations(history)],
    [SessionEventFields, new SessionEventFields()],
    [SessionMessageSentFields, new SessionMessageSentFields()],
    [SessionCallOperations, new SessionCallOperations(commands)],
    [ActiveCallOperations, new ActiveCallOperations(activeCalls)],
    [SessionMemberOperations, new SessionMemberOperations(commands)],
    [SessionNoteOperations, new SessionNoteOperations(commands)],
    [OutgoingSessionOperations, new OutgoingSessionOperations(newSessions)],
    [DeleteSessionsOperations, new DeleteSessionsOperations(deletions)],
    [NodeOperations, new NodeOperations()],
    [RateLimitOperations, new RateLimitOperations()],
    [SignInOperations, new SignInOperations(signIns)],
    [ApiKeyOperations, new ApiKeyOperations(apiKeys)],
    [WebhookOperations, new WebhookOperations(webhooks)],
    [WebhookDeliveryOperations, new WebhookDeliveryOperations(deliveries)],
    ...directoryResolvers(directory),
  ]);
}
