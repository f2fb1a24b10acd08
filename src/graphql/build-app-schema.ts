import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { ApiKeyService } from '../auth/api-key-service.ts';
import type { SignInService } from '../auth/sign-in-service.ts';
import type { DeleteSessionsService } from '../sessions/delete-sessions-service.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';
import type { SessionLifeService } from '../sessions/session-life-service.ts';
import type { SessionMessageService } from '../sessions/session-message-service.ts';
import type { SessionReader } from '../sessions/session-reader.ts';
import { ApiKeyOperations } from './api-key-operations.ts';
import { DeleteSessionsOperations } from './delete-sessions-operations.ts';
import { OutgoingSessionOperations } from './outgoing-session-operations.ts';
import { SessionCallOperations } from './session-call-operations.ts';
import { SessionConnectionFields } from './session-connection-fields.ts';
import { SessionFields } from './session-fields.ts';
import { SessionMemberOperations } from './session-member-operations.ts';
import { SessionNoteOperations } from './session-note-operations.ts';
import { SessionOperations } from './session-operations.ts';
import { SignInOperations } from './sign-in-operations.ts';

export interface SchemaServices {
  readonly newSessions: NewSessionService;
  readonly reader: SessionReader;
  readonly life: SessionLifeService;
  readonly messages: SessionMessageService;
  readonly deletions: DeleteSessionsService;
  readonly signIns: SignInService;
  readonly apiKeys: ApiKeyService;
}

/** The whole GraphQL schema, each resolver made here by hand with the services it calls. */
export function buildAppSchema(services: SchemaServices): GraphQLSchema {
  const { newSessions, reader, life, messages, deletions, signIns, apiKeys } = services;
  const resolvers = new Map<unknown, object>([
    [SessionOperations, new SessionOperations(newSessions, reader)],
    [SessionFields, new SessionFields()],
    [SessionConnectionFields, new SessionConnectionFields(reader)],
    [SessionCallOperations, new SessionCallOperations(life)],
    [SessionMemberOperations, new SessionMemberOperations(life)],
    [SessionNoteOperations, new SessionNoteOperations(life, messages)],
    [OutgoingSessionOperations, new OutgoingSessionOperations(newSessions)],
    [DeleteSessionsOperations, new DeleteSessionsOperations(deletions)],
    [SignInOperations, new SignInOperations(signIns)],
    [ApiKeyOperations, new ApiKeyOperations(apiKeys)],
  ]);
  return buildSchemaSync({
    resolvers: [
      SessionOperations,
      SessionFields,
      SessionConnectionFields,
      SessionCallOperations,
      SessionMemberOperations,
      SessionNoteOperations,
      OutgoingSessionOperations,
      DeleteSessionsOperations,
      SignInOperations,
      ApiKeyOperations,
    ],
    container: { get: (resolver) => resolvers.get(resolver) },
    // the rules of the input stand in the services, where both doors pass
    validate: false,
  });
}
