import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type ClassType, type NonEmptyArray } from 'type-graphql';

/** Resolver classes with the instances that their methods run on. */
export type Resolvers = ReadonlyMap<ClassType, object>;

/**
 * Builds a schema with TypeGraphQL, and works around its three gaps.
 *
 * @param orphanedTypes types to include although no field refers to them
 */
export function buildSchema(resolvers: Resolvers, orphanedTypes: readonly ClassType[]): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [...resolvers.keys()] as unknown as NonEmptyArray<ClassType>,
    container: { get: (resolver) => resolvers.get(resolver as ClassType) },
    orphanedTypes: [...orphanedTypes],
    // the services validate, for GraphQL and REST alike
    validate: false,
    // gap: a schema with subscriptions must have one, even if each of them sets `subscribe`
    pubSub: { publish: failWithoutSubscribe, subscribe: failWithoutSubscribe },
    // gap: its check runs the introspection query; Apollo Server validates the schema at start anyway
    skipCheck: true,
  });
  // gap: root types cannot be given descriptions
  for (const [root, description] of [
    [schema.getQueryType(), 'What can be read'],
    [schema.getMutationType(), 'What can be done'],
    [schema.getSubscriptionType(), 'What can be listened to'],
  ] as const) {
    if (root) root.description = description;
  }
  return schema;
}

function failWithoutSubscribe(): never {
  throw new Error('the subscription has no event source: set its `subscribe` option');
}
