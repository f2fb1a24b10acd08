import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import {
  buildAppSchema,
  buildContractSchema,
  type SchemaServices,
} from '../../src/api/graphql/server/build-app-schema.ts';

const services = { directory: {} } as SchemaServices;

/** The server's own schema, for reading: its resolvers have no services behind them. */
export function buildSchemaWithoutServices(): GraphQLSchema {
  return buildAppSchema(services);
}

/** What the server reads its contract from. */
export function buildContractSchemaWithoutServices(): GraphQLSchema {
  return buildContractSchema(services);
}
