import { type GraphQLSchema, printSchema } from 'graphql';

/** The GraphQL schema in the order it was declared. */
export function printSdl(schema: GraphQLSchema): string {
  return `${printSchema(schema)}\n`;
}
