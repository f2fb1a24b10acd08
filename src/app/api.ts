import { withEnvelopes } from '../api/contract/envelopes.ts';
import { readContract } from '../api/contract/read-contract.ts';
import { CompiledRequestHandler } from '../api/graphql/executor/compiled-request-handler.ts';
import { OperationExecutor, type OperationExecutorOptions } from '../api/graphql/executor/operation-executor.ts';
import { OperationGuard } from '../api/graphql/limits/operation-guard.ts';
import { createApollo } from '../api/graphql/server/apollo.ts';
import { buildAppSchema, buildContractSchema } from '../api/graphql/server/build-app-schema.ts';
import { consoleDocuments } from '../api/http/console-route.ts';
import { bindHandlers, operationHandlers } from '../api/rest/handlers/operation-handlers.ts';
import type { Log } from '../common/logging/log.ts';
import type { Config } from './config.ts';
import { loadPersistedOperations } from './persisted-operations.ts';
import type { Services } from './services.ts';

export interface ApiOptions {
  readonly log: Log;
  readonly onExecuted: OperationExecutorOptions['onExecuted'];
}

/** The GraphQL and REST APIs over the services, without a server. */
export type Api = Awaited<ReturnType<typeof createApi>>;

/**
 * Builds the schema, the contract and what executes operations.
 * @throws ConfigError for an invalid manifest of persisted operations
 */
export async function createApi(config: Config, services: Services, { log, onExecuted }: ApiOptions) {
  const resolved = { ...services, directory: services.directoryServices };
  const schema = buildAppSchema(resolved);
  const contract = withEnvelopes(readContract(buildContractSchema(resolved)));
  const { introspection, hideSchemaDetails } = config;
  const guard = new OperationGuard(schema, config.queryLimits);
  const rules = { schema, guard, introspection, hideSchemaDetails };
  const persistedOperations = await loadPersistedOperations(config.trustedDocuments, consoleDocuments, rules);
  const operations = new OperationExecutor(schema, { compileAfter: config.compileAfter, onExecuted });
  const apollo = createApollo({ ...rules, operations, log });
  return {
    contract,
    rules,
    onExecuted,
    apollo,
    persistedOperations,
    compiledRequests: new CompiledRequestHandler(operations, guard),
    restHandlers: bindHandlers(operationHandlers(resolved), contract),
  };
}
