import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type ClassType, type NonEmptyArray } from 'type-graphql';
import type { ApiKeyService } from '../auth/api-key-service.ts';
import type { SignInService } from '../auth/sign-in-service.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';
import type { SessionLists } from '../sessions/session-lists.ts';
import type { SessionReader } from '../sessions/session-reader.ts';
import { ApiKeyOperations } from './api-key-operations.ts';
import { NodeOperations } from './node-operations.ts';
import { SessionConnectionFields } from './session-connection-fields.ts';
import { SessionFields } from './session-fields.ts';
import { SessionListOperations } from './session-list-operations.ts';
import { SessionOperations } from './session-operations.ts';
import { SessionRestLists } from './session-rest-lists.ts';
import { SignInOperations } from './sign-in-operations.ts';

export interface SchemaServices {
  readonly newSessions: NewSessionService;
  readonly reader: SessionReader;
  readonly lists: SessionLists;
  readonly signIns: SignInService;
  readonly apiKeys: ApiKeyService;
}

/** The whole GraphQL schema, each resolver made here by hand with the services it calls. */
export function buildAppSchema(services: SchemaServices): GraphQLSchema {
  return buildSchema(resolversOf(services));
}

/** The schema that the ServiceStack contract is read from: what GraphQL serves, and what only REST has. Never executed. */
export function buildContractSchema(services: SchemaServices): GraphQLSchema {
  return buildSchema(new Map([...resolversOf(services), [SessionRestLists, new SessionRestLists()]]));
}

type Resolvers = ReadonlyMap<ClassType, object>;

function resolversOf({ newSessions, reader, lists, signIns, apiKeys }: SchemaServices): Resolvers {
  return new Map<ClassType, object>([
    [SessionOperations, new SessionOperations(newSessions, reader)],
    [SessionFields, new SessionFields()],
    [SessionConnectionFields, new SessionConnectionFields(lists)],
    [SessionListOperations, new SessionListOperations(lists)],
    [NodeOperations, new NodeOperations()],
    [SignInOperations, new SignInOperations(signIns)],
    [ApiKeyOperations, new ApiKeyOperations(apiKeys)],
  ]);
}

function buildSchema(resolvers: Resolvers): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [...resolvers.keys()] as unknown as NonEmptyArray<ClassType>,
    container: { get: (resolver) => resolvers.get(resolver as ClassType) },
    // the rules of the input stand in the services, where both doors pass
    validate: false,
  });
}
