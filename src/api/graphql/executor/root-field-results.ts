import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../http/request-context.ts';

/**
 * The results of the root fields of an operation, by response key; a promise where the resolver returned one or threw.
 * With these graphql-js executes the operation again without calling a root resolver twice.
 */
export class RootFieldResults extends Map<string, unknown> {
  /** Calls a resolver and keeps its result, or its error as a rejected promise. */
  record(responseKey: string, resolve: () => unknown): void {
    try {
      this.set(responseKey, resolve());
    } catch (error) {
      this.set(responseKey, Promise.reject(error));
    }
  }

  /** @returns the results once all are there @throws the first error of a resolver */
  async settled(): Promise<Record<string, unknown>> {
    if (this.size > 1) await Promise.all(this.values());
    // no prototype: `__proto__` is a response key like any other
    const values: Record<string, unknown> = Object.create(null);
    for (const [key, value] of this) values[key] = value instanceof Promise ? await value : value;
    return values;
  }

  /** Marks the rejections as handled, for results that nothing awaits. */
  ignoreRejections(): void {
    void Promise.allSettled(this.values());
  }
}

/**
 * Makes the root fields of a schema return the results that they had before in the same request.
 *
 * @param resultsOf the results of the request that has the context; `undefined` if there are none
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
