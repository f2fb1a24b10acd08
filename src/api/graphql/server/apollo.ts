import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { GraphQLSchema } from 'graphql';
import { AppError } from '../../../common/errors/app-error.ts';
import type { Log } from '../../../common/logging/log.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { OperationExecutor } from '../executor/operation-executor.ts';
import { limitPlugin } from '../limits/limit-plugin.ts';
import type { OperationGuard } from '../limits/operation-guard.ts';
import { jsonErrorsWith200 } from './json-status.ts';
import { summaryPlugin } from './summary-plugin.ts';
import { findAppError, toGraphQLError, toWireError } from './wire-error.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly guard: OperationGuard;
  /** In production nothing of the schema is given away in error messages. */
  readonly hideSchemaDetails: boolean;
  readonly operations: OperationExecutor;
  readonly log: Log;
}

/** Bytes of all parsed documents that are kept, as JSON; in memory they take about ten times as much. What is compiled is found without. */
const maxDocuments = 10_485_760;

/** Apollo Server over our schema, not yet started. */
export function createApollo({
  schema,
  introspection,
  guard,
  hideSchemaDetails,
  operations,
  log,
}: ApolloOptions): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: hideSchemaDetails,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: guard.maxTokens },
    documentStore: new InMemoryLRUCache({ maxSize: maxDocuments }),
    validationRules: [...guard.rules],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: apolloLogger(log),
    formatError: toWireError,
    plugins: [
      // Apollo's own: replaced by ours, or slow in every field; reports leave the machine if an environment variable says so
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      // ours
      refuseSubscriptions,
      limitPlugin(guard, operations),
      executeCompiled(operations),
      summaryPlugin,
      markIdempotentReplay,
      setRetryAfter,
      jsonErrorsWith200,
    ],
  });
}

/** Whose root field waits for events that no answer to one request can wait for. */
const refuseSubscriptions: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== 'subscription') return;
        const message = 'Subscriptions are served over WebSocket, or with `Accept: text/event-stream`.';
        throw toGraphQLError(new AppError('BAD_USER_INPUT', message));
      },
    };
  },
};

/** What Apollo itself has to say goes into our log under one name; of requests it says nothing that we do not. */
function apolloLogger(log: Log) {
  const note = (notice: unknown): void => log.warn({ notice: String(notice) }, 'graphql.apollo-notice');
  return { debug: () => undefined, info: () => undefined, warn: note, error: note };
}

/** Executes compiled operations. Apollo Server has graphql-js execute all others, and those that fail. */
function executeCompiled(operations: OperationExecutor): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, source, request: { operationName, variables }, contextValue }) {
          const result = await operations.execute({
            document,
            source,
            operationName,
            variables,
            context: contextValue,
          });
          return result && { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: result } };
        },
        async willSendResponse({ contextValue, operation, errors = [] }) {
          if (operation) operations.recordInterpreted(contextValue, operation, errors);
        },
      };
    },
  };
}

/** Tells a caller that a key brought back what an earlier call had made. */
const markIdempotentReplay: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response }) {
        if (!contextValue.idempotentReplay || response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, idempotentReplay: true };
      },
    };
  },
};

/** Where nothing was done because of too many requests or a lost store, whatever stands in between has to see it too. */
const setRetryAfter: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ errors = [], response: { http, body } }) {
        const appError = errors
          .map(findAppError)
          .find((one) => one?.code === 'RATE_LIMITED' || one?.code === 'UNAVAILABLE');
        if (!appError || body.kind !== 'single' || hasData(body.singleResult.data)) return;
        http.status = appError.status;
        http.headers.set('retry-after', String(appError.retryAfterSeconds ?? 1));
      },
    };
  },
};

function hasData(data: Readonly<Record<string, unknown>> | null | undefined): boolean {
  return Object.values(data ?? {}).some((value) => value !== null);
}
