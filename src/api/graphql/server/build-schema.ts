import { type GraphQLEnumType, type GraphQLSchema, getNullableType, isEnumType } from 'graphql';
import { buildSchemaSync, type ClassType, type NonEmptyArray } from 'type-graphql';
import { enumFallbacks } from '../../contract/types/enum-fallbacks.ts';

/** Resolver classes with their instances. */
export type Resolvers = ReadonlyMap<ClassType, object>;

/**
 * Builds a schema with TypeGraphQL, and works around three gaps of the library. Fields of the mutation type are nullable.
 *
 * @param orphanedTypes types to include although no field refers to them
 */
export function buildSchema(resolvers: Resolvers, orphanedTypes: readonly ClassType[]): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [...resolvers.keys()] as unknown as NonEmptyArray<ClassType>,
    container: { get: (resolver) => resolvers.get(resolver as ClassType) },
    orphanedTypes: [...orphanedTypes],
    // the services validate input, for GraphQL and REST alike
    validate: false,
    // gap: TypeGraphQL requires a pub/sub for subscriptions, even if each of them sets `subscribe`
    pubSub: { publish: failWithoutSubscribe, subscribe: failWithoutSubscribe },
    // gap: TypeGraphQL's check runs the introspection query; Apollo Server validates the schema at startup anyway
    skipCheck: true,
  });
  // gap: TypeGraphQL has no option for descriptions of root types
  for (const [root, description] of [
    [schema.getQueryType(), 'The root type of queries'],
    [schema.getMutationType(), 'The root type of mutations'],
    [schema.getSubscriptionType(), 'The root type of subscriptions'],
  ] as const) {
    if (root) root.description = description;
  }
  for (const type of Object.values(schema.getTypeMap())) {
    const fallback = enumFallbacks[type.name];
    if (isEnumType(type) && fallback !== undefined) serializeUnknownAs(fallback, type);
  }
  // an error of a non-null root field would replace the results of the other mutations, which are done, with null
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}))
    field.type = getNullableType(field.type);
  return schema;
}

/** Values that this version does not know are serialized as the fallback; see {@link enumFallbacks}. */
function serializeUnknownAs(fallback: string, type: GraphQLEnumType): void {
  const known = new Set<unknown>(type.getValues().map(({ value }) => value));
  const serialize = type.serialize.bind(type);
  type.serialize = (value) => (typeof value === 'string' && !known.has(value) ? fallback : serialize(value));
}

function failWithoutSubscribe(): never {
  throw new Error('the subscription has no event source: set its `subscribe` option');
}
