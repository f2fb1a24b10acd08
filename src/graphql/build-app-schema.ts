import { type GraphQLSchema, isAbstractType, isIntrospectionType, isObjectType } from 'graphql';
import { buildSchemaSync, type ClassType, type NonEmptyArray } from 'type-graphql';
import type { ApiKeyService } from '../auth/api-key-service.ts';
import type { SignInService } from '../auth/sign-in-service.ts';
import type { DirectoryServices } from '../directory/directory-services.ts';
import type { SessionTimeline } from '../events/session-timeline.ts';
import type { DeleteSessionsService } from '../sessions/delete-sessions-service.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';
import type { SessionLifeService } from '../sessions/session-life-service.ts';
import type { SessionLists } from '../sessions/session-lists.ts';
import type { SessionMessageService } from '../sessions/session-message-service.ts';
import type { SessionReader } from '../sessions/session-reader.ts';
import type { SessionTranscripts } from '../sessions/session-transcripts.ts';
import type { WebhookDeliveries } from '../webhooks/webhook-deliveries.ts';
import type { WebhookService } from '../webhooks/webhook-service.ts';
import { ApiKeyOperations } from './api-key-operations.ts';
import { DeleteSessionsOperations } from './delete-sessions-operations.ts';
import { callDirectly } from './direct-resolvers.ts';
import { directoryResolvers } from './directory-resolvers.ts';
import { NodeOperations } from './node-operations.ts';
import { OutgoingSessionOperations } from './outgoing-session-operations.ts';
import { RateLimitOperations } from './rate-limit-operations.ts';
import { RestLists } from './rest-lists.ts';
import { SessionCallOperations } from './session-call-operations.ts';
import { SessionConnectionFields } from './session-connection-fields.ts';
import { SessionEventFields, SessionMessageSentFields } from './session-event-fields.ts';
import { SessionEventOperations } from './session-event-operations.ts';
import { SessionFields } from './session-fields.ts';
import { SessionListOperations } from './session-list-operations.ts';
import { SessionMemberOperations } from './session-member-operations.ts';
import { SessionNoteOperations } from './session-note-operations.ts';
import { SessionOperations } from './session-operations.ts';
import { SessionRestLists } from './session-rest-lists.ts';
import { SessionTranscriptOperations } from './session-transcript-operations.ts';
import { SignInOperations } from './sign-in-operations.ts';
import { WebhookDeliveryOperations } from './webhook-delivery-operations.ts';
import { WebhookOperations } from './webhook-operations.ts';

export interface SchemaServices {
  readonly newSessions: NewSessionService;
  readonly reader: SessionReader;
  readonly life: SessionLifeService;
  readonly messages: SessionMessageService;
  readonly deletions: DeleteSessionsService;
  readonly lists: SessionLists;
  readonly transcripts: SessionTranscripts;
  readonly timeline: SessionTimeline;
  readonly signIns: SignInService;
  readonly apiKeys: ApiKeyService;
  readonly directory: DirectoryServices;
  readonly webhooks: WebhookService;
  readonly deliveries: WebhookDeliveries;
}

/** The whole GraphQL schema, each resolver made here by hand with the services it calls. */
export function buildAppSchema(services: SchemaServices): GraphQLSchema {
  const resolvers = resolversOf(services);
  const schema = buildSchema(resolvers);
  removePlainResolvers(schema, resolvers);
  callDirectly(schema, resolvers);
  return schema;
}

/** The schema that the ServiceStack contract is read from: what GraphQL serves, and what only REST has. Never executed. */
export function buildContractSchema(services: SchemaServices): GraphQLSchema {
  const restOnly = [
    [SessionRestLists, new SessionRestLists()],
    [RestLists, new RestLists()],
  ] as const;
  return buildSchema(new Map([...resolversOf(services), ...restOnly]));
}

type Resolvers = ReadonlyMap<ClassType, object>;

function resolversOf(services: SchemaServices): Resolvers {
  const { newSessions, reader, lists, transcripts, life, messages, deletions } = services;
  const { timeline, signIns, apiKeys, directory, webhooks, deliveries } = services;
  return new Map<ClassType, object>([
    [SessionOperations, new SessionOperations(newSessions, reader)],
    [SessionFields, new SessionFields()],
    [SessionConnectionFields, new SessionConnectionFields(lists)],
    [SessionListOperations, new SessionListOperations(lists)],
    [SessionTranscriptOperations, new SessionTranscriptOperations(transcripts)],
    [SessionEventOperations, new SessionEventOperations(timeline)],
    [SessionEventFields, new SessionEventFields()],
    [SessionMessageSentFields, new SessionMessageSentFields()],
    [SessionCallOperations, new SessionCallOperations(life)],
    [SessionMemberOperations, new SessionMemberOperations(life)],
    [SessionNoteOperations, new SessionNoteOperations(life, messages)],
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

function buildSchema(resolvers: Resolvers): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [...resolvers.keys()] as unknown as NonEmptyArray<ClassType>,
    container: { get: (resolver) => resolvers.get(resolver as ClassType) },
    // the rules of the input stand in the services, where both doors pass
    validate: false,
    // TypeGraphQL insists on one; every subscription of ours has a source of its own
    pubSub: { publish: refusePubSub, subscribe: refusePubSub },
    // Apollo checks the schema once more before it serves it
    skipCheck: true,
  });
  // TypeGraphQL makes the root types and has no place for what they say
  for (const [root, description] of [
    [schema.getQueryType(), 'What can be read'],
    [schema.getMutationType(), 'What can be done'],
    [schema.getSubscriptionType(), 'What can be listened to'],
  ] as const) {
    if (root) root.description = description;
  }
  return schema;
}

/** TypeGraphQL gives every field a resolver, also where GraphQL's own reads the property, which can be compiled. */
function removePlainResolvers(schema: GraphQLSchema, resolvers: Resolvers): void {
  const written = new Set([...resolvers.keys()].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)));
  for (const type of Object.values(schema.getTypeMap())) {
    // TypeGraphQL's wait a tick for what a view says at once
    if (isAbstractType(type)) type.resolveType = typeNameOf;
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!written.has(field.name)) delete field.resolve;
    }
  }
}

/** A view says what it is; the kind of an event is the name of its type. */
function typeNameOf({ __typename, kind }: { __typename?: string; kind?: string }): string | undefined {
  return __typename ?? kind;
}

function refusePubSub(): never {
  throw new Error('a subscription needs a source of its own: set `subscribe`');
}
