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
  /** Removes schema details, such as suggested names, from error messages; set in production. */
  readonly hideSchemaDetails: boolean;
  readonly operations: OperationExecutor;
  readonly log: Log;
}

/**
 * Size limit of Apollo's document cache, in bytes of JSON; the parsed documents take about ten times as much memory.
 * Compiled operations do not use this cache.
 */
const maxDocuments = 10_485_760;

/** Creates the Apollo Server for the schema, without starting it. */
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
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: guard.maxTokens },
    documentStore: new InMemoryLRUCache({ maxSize: maxDocuments }),
    validationRules: [...guard.rules],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: apolloLogger(log),
    formatError: (formatted, error) => toWireError(formatted, error, { schema, hideSchemaDetails }),
    plugins: [
      // disabled: replaced below, slow on every field, or sending reports to Apollo if an environment variable is set
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      // plugins of this server
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

/** Refuses subscriptions over plain HTTP: a subscription has no single response. */
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

/** Forwards Apollo's warnings and errors to the log as `graphql.apollo-notice`; requests are logged elsewhere. */
function apolloLogger(log: Log) {
  const note = (notice: unknown): void => log.warn({ notice: String(notice) }, 'graphql.apollo-notice');
  return { debug: () => undefined, info: () => undefined, warn: note, error: note };
}

/** Executes compiled operations. Apollo Server passes all others, and those that fail, to graphql-js. */
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

/** Sets `extensions.idempotentReplay` when an idempotency key returned the result of an earlier request. */
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

/**
 * Sets the HTTP status and `Retry-After` of a response without data if the request was rate limited or a service is
 * unavailable, so that proxies see the error too.
 */
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
