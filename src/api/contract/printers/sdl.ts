import { type GraphQLSchema, printSchema } from 'graphql';

/** Prints the GraphQL schema in declaration order. */
export function printSdl(schema: GraphQLSchema): string {
  return `${printSchema(schema)}\n`;
}
