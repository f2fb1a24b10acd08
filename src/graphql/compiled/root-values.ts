import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../auth/request-context.ts';

/**
 * The results of an operation's root fields, by response key. graphql-js can execute the operation again with them, to
 * report what is wrong with it, and no root field is resolved twice.
 */
export class RootValues extends Map<string, unknown> {}

/**
 * Makes root fields return the results they had before in the same request.
 *
 * @param resultsOf the results of the request that has that context, `undefined` if there are none
 */
export function rememberRootValues(
  schema: GraphQLSchema,
  resultsOf: (context: RequestContext) => RootValues | undefined,
): void {
  const replaying =
    (resolve: Resolve): Resolve =>
    (source, args, context, info) => {
      const results = resultsOf(context);
      if (!results) return resolve(source, args, context, info);
      const key = String(info.path.key);
      return results.has(key) ? results.get(key) : resolve(source, args, context, info);
    };
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.resolve) field.resolve = replaying(field.resolve);
    }
  }
}

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;
