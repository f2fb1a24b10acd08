import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import {
  buildAppSchema,
  buildContractSchema,
  type SchemaServices,
} from '../../src/api/graphql/server/build-app-schema.ts';

const services = { directory: {} } as SchemaServices;

/** Builds the schema of the server for inspection. Its resolvers have no services and cannot execute operations. */
export function buildSchemaWithoutServices(): GraphQLSchema {
  return buildAppSchema(services);
}

/** Builds the schema from which the server derives its contract, also without services. */
export function buildContractSchemaWithoutServices(): GraphQLSchema {
  return buildContractSchema(services);
}
