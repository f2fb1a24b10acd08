import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type ClassType, type NonEmptyArray } from 'type-graphql';
import type { ApiKeyService } from '../auth/api-key-service.ts';
import type { SignInService } from '../auth/sign-in-service.ts';
import type { DirectoryServices } from '../directory/directory-services.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';
import type { SessionReader } from '../sessions/session-reader.ts';
import { ApiKeyOperations } from './api-key-operations.ts';
import { directoryResolvers } from './directory-resolvers.ts';
import { RestLists } from './rest-lists.ts';
import { SessionConnectionFields } from './session-connection-fields.ts';
import { SessionFields } from './session-fields.ts';
import { SessionOperations } from './session-operations.ts';
import { SignInOperations } from './sign-in-operations.ts';

export interface SchemaServices {
  readonly newSessions: NewSessionService;
  readonly reader: SessionReader;
  readonly signIns: SignInService;
  readonly apiKeys: ApiKeyService;
  readonly directory: DirectoryServices;
}

/** The whole GraphQL schema, each resolver made here by hand with the services it calls. */
export function buildAppSchema(services: SchemaServices): GraphQLSchema {
  return buildSchema(resolversOf(services));
}

/** The schema that the ServiceStack contract is read from: what GraphQL serves, and what only REST has. Never executed. */
export function buildContractSchema(services: SchemaServices): GraphQLSchema {
  return buildSchema(new Map([...resolversOf(services), [RestLists, new RestLists()]]));
}

type Resolvers = ReadonlyMap<ClassType, object>;

function resolversOf({ newSessions, reader, signIns, apiKeys, directory }: SchemaServices): Resolvers {
  return new Map<ClassType, object>([
    [SessionOperations, new SessionOperations(newSessions, reader)],
    [SessionFields, new SessionFields()],
    [SessionConnectionFields, new SessionConnectionFields(reader)],
    [SignInOperations, new SignInOperations(signIns)],
    [ApiKeyOperations, new ApiKeyOperations(apiKeys)],
    ...directoryResolvers(directory),
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
