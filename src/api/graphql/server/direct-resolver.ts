import type { GraphQLFieldResolver, GraphQLObjectType } from 'graphql';
import type { RequestContext } from '../../http/request-context.ts';

/**
 * Replaces the resolver of a root field by one that receives the arguments as GraphQL coerced them.
 *
 * Benefit: TypeGraphQL copies arguments into instances of their classes and searches its metadata for each field of an
 * input type. For `newSession` that is a tenth of the request on Node 26 (`npm run bench -- profile newSession`).
 * Removal: when TypeGraphQL prepares the conversion once per schema.
 *
 * @param resolve must not depend on methods of the argument classes
 * @throws Error if the type has no such field
 */
export function setDirectResolver<Arguments>(
  type: GraphQLObjectType | null | undefined,
  fieldName: string,
  resolve: (args: Arguments, context: RequestContext) => unknown,
): void {
  const field = type?.getFields()[fieldName];
  if (!field) throw new Error(`${type} has no field ${fieldName}`);
  const direct: GraphQLFieldResolver<unknown, RequestContext, Arguments> = (_source, args, context) =>
    resolve(args, context);
  field.resolve = direct;
}
