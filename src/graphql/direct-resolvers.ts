import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { type ClassType, getMetadataStorage } from 'type-graphql';

type Parameter = NonNullable<ReturnType<typeof getMetadataStorage>['queries'][number]['params']>[number];
type Given = Readonly<{ args: object; context: unknown; info: unknown }>;
type Reader = (given: Given) => unknown;

/**
 * Has the root fields call their methods at once, with the arguments as GraphQL coerced them. TypeGraphQL makes an instance
 * of a class of each, and waits several ticks for rules that stand in our services; our argument classes have no methods.
 */
export function callDirectly(schema: GraphQLSchema, resolvers: ReadonlyMap<ClassType, object>): void {
  const { queries, mutations } = getMetadataStorage();
  for (const [type, operations] of [
    [schema.getQueryType(), queries],
    [schema.getMutationType(), mutations],
  ] as const) {
    const fields = type?.getFields() ?? {};
    for (const { target, methodName, schemaName, params = [] } of operations) {
      const resolver = resolvers.get(target as ClassType);
      const field = fields[schemaName];
      const readers = params.toSorted((a, b) => a.index - b.index).map(readerOf);
      if (field && resolver) field.resolve = callerOf(resolver, methodName, readers);
    }
  }
}

function callerOf(
  resolver: object,
  methodName: string,
  readers: readonly Reader[],
): GraphQLFieldResolver<unknown, unknown> {
  const method = Reflect.get(resolver, methodName) as (...values: unknown[]) => unknown;
  return (_source, args, context, info) => {
    const given = { args, context, info };
    return method.apply(
      resolver,
      readers.map((read) => read(given)),
    );
  };
}

function readerOf(parameter: Parameter): Reader {
  switch (parameter.kind) {
    case 'arg':
      return ({ args }) => Reflect.get(args, parameter.name);
    case 'args':
      return ({ args }) => args;
    case 'context':
      return ({ context }) => context;
    case 'info':
      return ({ info }) => info;
    default:
      throw new Error(`a root field has a parameter of the kind ${parameter.kind}`);
  }
}
