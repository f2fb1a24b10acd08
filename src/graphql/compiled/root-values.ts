import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';

/**
 * What the root fields of an operation gave, by the key each has in the answer. With these as its root value the
 * operation can be carried out again, to be told what is wrong with it, and nothing is done twice.
 */
export class RootValues extends Map<string, unknown> {}

/** Lets the root fields of a schema answer with what they gave before, where there is that. */
export function rememberRootValues(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.resolve) field.resolve = remembering(field.resolve);
    }
  }
}

type Resolve = GraphQLFieldResolver<unknown, unknown>;

function remembering(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    if (!(source instanceof RootValues)) return resolve(source, args, context, info);
    const key = String(info.path.key);
    return source.has(key) ? source.get(key) : resolve(undefined, args, context, info);
  };
}
