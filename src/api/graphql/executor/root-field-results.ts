import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../http/request-context.ts';

/**
 * The results of the root fields of an operation, by response key; a promise if the resolver returned one or threw.
 * graphql-js uses them to execute the operation again without calling a root resolver twice.
 */
export class RootFieldResults extends Map<string, unknown> {
  /** Calls a resolver and stores its result, or its error as a rejected promise. */
  record(responseKey: string, resolve: () => unknown): void {
    try {
      this.set(responseKey, resolve());
    } catch (error) {
      this.set(responseKey, Promise.reject(error));
    }
  }

  /**
   * Waits for all results and returns them.
   *
   * @throws the first error of a resolver
   */
  async settled(): Promise<Record<string, unknown>> {
    if (this.size > 1) await Promise.all(this.values());
    // no prototype, because `__proto__` is a valid response key
    const values: Record<string, unknown> = Object.create(null);
    for (const [key, value] of this) values[key] = value instanceof Promise ? await value : value;
    return values;
  }

  /** Marks rejections as handled, because nothing awaits the results any more. */
  ignoreRejections(): void {
    void Promise.allSettled(this.values());
  }
}

/**
 * Replaces the root resolvers of a schema by ones that return the results recorded for the same request, if any.
 *
 * @param resultsOf returns the recorded results of a request; `undefined` if there are none
 */
export function replayRootFields(
  schema: GraphQLSchema,
  resultsOf: (context: RequestContext) => RootFieldResults | undefined,
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
