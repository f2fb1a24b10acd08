import type { GraphQLSchema } from 'graphql';
import type { ClassType } from 'type-graphql';
import type { ApiKeyService } from '../auth/api-key-service.ts';
import type { SignInService } from '../auth/sign-in-service.ts';

import type { DirectoryServices } from '../directory/directory-services.ts';
import type { SessionEventHistory } from '../events/session-timeline.ts';
import type { DeleteSessionsService } from '../sessions/delete-sessions-service.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';
import type { SessionCommandService } from '../sessions/session-life-service.ts';
import type { SessionQueries } from '../sessions/session-lists.ts';
import type { SessionMessageService } from '../sessions/session-message-service.ts';
import type { SessionReadService } from '../sessions/session-reader.ts';
import type { SessionTranscriptService } from '../sessions/session-transcripts.ts';
import type { WebhookDeliveryService } from '../webhooks/webhook-deliveries.ts';
import type { WebhookService } from '../webhooks/webhook-service.ts';
import { ApiKeyOperations } from './api-key-operations.ts';
import { buildSchema, type Resolvers } from './build-schema.ts';
import { DeleteSessionsOperations } from './delete-sessions-operations.ts';
import { directoryResolvers } from './directory-resolvers.ts';
import { NodeOperations } from './node-operations.ts';
import { OutgoingSessionOperations } from './outgoing-session-operations.ts';
import { RateLimitOperations } from './rate-limit-operations.ts';
import { restOnlyTypes } from './rest-only-types.ts';
import { SessionCallOperations } from './session-call-operations.ts';
import { SessionConnectionFields } from './session-connection-fields.ts';
import { SessionEventFields, SessionMessageSentFields } from './session-event-fields.ts';
import { SessionEventOperations } from './session-event-operations.ts';
import { SessionFields } from './session-fields.ts';
import { SessionListOperations } from './session-list-operations.ts';
import { SessionMemberOperations } from './session-member-operations.ts';
import { SessionNoteOperations } from './session-note-operations.ts';
import { SessionOperations } from './session-operations.ts';
import { SessionTranscriptOperations } from './session-transcript-operations.ts';
import { SignInOperations } from './sign-in-operations.ts';
import { WebhookDeliveryOperations } from './webhook-delivery-operations.ts';
import { WebhookOperations } from './webhook-operations.ts';

export interface SchemaServices {
  readonly newSessions: NewSessionService;
  readonly sessionReads: SessionReadService;
  readonly commands: SessionCommandService;
  readonly messages: SessionMessageService;
  readonly deletions: DeleteSessionsService;
  readonly queries: SessionQueries;
  readonly transcripts: SessionTranscriptService;
  readonly history: SessionEventHistory;
  readonly signIns: SignInService;
  readonly apiKeys: ApiKeyService;
  readonly directory: DirectoryServices;
  readonly webhooks: WebhookService;
  readonly deliveries: WebhookDeliveryService;
}

/** Builds the schema that GraphQL serves. */
export function buildAppSchema(services: SchemaServices): GraphQLSchema {
  return buildSchema(resolversOf(services), []);
}

/** Builds the schema that the ServiceStack contract is read from: the served one plus the types that only REST has. Never executed. */
export function buildContractSchema(services: SchemaServices): GraphQLSchema {
  return buildSchema(resolversOf(services), restOnlyTypes);
}

function resolversOf(services: SchemaServices): Resolvers {
  const { newSessions, sessionReads, queries, transcripts, commands, messages, deletions } = services;
  const { history, signIns, apiKeys, directory, webhooks, deliveries } = services;
  return new Map<ClassType, object>([
    [SessionOperations, new SessionOperations(newSessions, sessionReads)],
    [SessionFields, new SessionFields()],
    [SessionConnectionFields, new SessionConnectionFields(queries)],
    [SessionListOperations, new SessionListOperations(queries)],
    [SessionTranscriptOperations, new SessionTranscriptOperations(transcripts)],
    [SessionEventOperations, new SessionEventOperations(history)],
    [SessionEventFields, new SessionEventFields()],
    [SessionMessageSentFields, new SessionMessageSentFields()],
    [SessionCallOperations, new SessionCallOperations(commands)],
    [SessionMemberOperations, new SessionMemberOperations(commands)],
    [SessionNoteOperations, new SessionNoteOperations(commands, messages)],
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
