import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildAppSchema, buildContractSchema, type SchemaServices } from '../../src/graphql/build-app-schema.ts';

/** The server's own schema, for reading: its resolvers have no services behind them. */
export function buildSchemaWithoutServices(): GraphQLSchema {
  return buildAppSchema({} as SchemaServices);
}

/** What the server reads its contract from. */
export function buildContractSchemaWithoutServices(): GraphQLSchema {
  return buildContractSchema({} as SchemaServices);
}
