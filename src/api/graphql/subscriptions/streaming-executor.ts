import type { ApolloServer } from '@apollo/server';
import AsyncLock from 'async-lock';
import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
} from 'graphql';
import { AppError } from '../../../common/errors/app-error.ts';
import type { ExecutionOutcome } from '../../../common/execution-outcomes.ts';
import { newRequestSummary, type RequestSummary } from '../../../common/logging/request-summary.ts';
import type { ContextSource, RequestContext } from '../../http/request-context.ts';
import { operationLabel } from '../server/operation-label.ts';
import { attachRequestId, type ErrorFormat, isExpected, toWireError } from '../server/wire-error.ts';
import { BatchMapAsyncIterator } from './batch-map-async-iterator.ts';
import { type ConcurrencyLimiter, limitKey } from './concurrency-limiter.ts';
import {
  coded,
  type OperationRequest,
  type PreparedOperation,
  type PrepareOptions,
  prepareOperation,
} from './prepare-operation.ts';
import { operationKey, SharedResults } from './shared-results.ts';
import { type StreamValue, SubscriptionExecution } from './subscription-execution.ts';

export interface StreamingExecutorOptions extends PrepareOptions, ErrorFormat {
  readonly apollo: ApolloServer<RequestContext>;
  /** Limits the operations of each user over all sockets and event streams. */
  readonly operationLimiter: ConcurrencyLimiter;
  /** Called for each completed operation and for each started subscription. */
  readonly onResponse: (summary: RequestSummary, status: number, seconds: number) => void;
  /** Called after each execution for an event of a subscription. */
  readonly onExecuted: (outcome: ExecutionOutcome) => void;
}

type Result = FormattedExecutionResult;
type Results = BatchMapAsyncIterator<StreamValue, Result>;

/** Log and request id for unexpected errors. */
export type LogContext = Pick<RequestContext, 'log' | 'requestId'>;

/** Executes operations of the subscription transports: subscriptions, queries and mutations. */
export class StreamingExecutor {
  readonly #options: StreamingExecutorOptions;
  readonly #sharedResults = new SharedResults();
  readonly #locks = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  #subscriptions = 0;

  constructor(options: StreamingExecutorOptions) {
    this.#options = options;
  }

  /** Number of active subscriptions. */
  get subscriptions(): number {
    return this.#subscriptions;
  }

  get schema(): GraphQLSchema {
    return this.#options.schema;
  }

  /** @returns the prepared operation, or the errors of the request */
  prepare(request: OperationRequest): PreparedOperation | readonly GraphQLError[] {
    return prepareOperation(request, this.#options);
  }

  /**
   * Executes an operation. Never throws; the returned iterator throws if the subscription fails.
   *
   * @returns an iterator of results for a subscription, otherwise the single result, with formatted errors
   */
  async run(operation: PreparedOperation, contexts: ContextSource, logContext: LogContext): Promise<Result | Results> {
    const start = performance.now();
    const result = await this.#run(operation, contexts, logContext);
    const ms = performance.now() - start;
    const summary = {
      ...newRequestSummary('streaming'),
      operation: operationLabel(operation.operation),
      codes: codesIn(result),
    };
    logContext.log.info(
      { operation: summary.operation, ms: Math.round(ms), codes: summary.codes },
      'operation.completed',
    );
    this.#options.onResponse(summary, 200, ms / 1_000);
    return result;
  }

  async #run(operation: PreparedOperation, contexts: ContextSource, logContext: LogContext): Promise<Result | Results> {
    let release: (() => void) | null = null;
    let result: Result | Results;
    try {
      const context = await contexts.create();
      release = this.#acquire(context);
      const isSubscription = operation.operation.operation === 'subscription';
      result = isSubscription
        ? await this.#subscribe(operation, contexts, context, release)
        : await this.#execute(operation, context);
    } catch (error) {
      result = { errors: [this.format(error, logContext)] };
    }
    if (!(Symbol.asyncIterator in result)) release?.();
    return result;
  }

  /** @throws RATE_LIMITED when the caller has too many operations */
  #acquire(context: RequestContext): () => void {
    const { operationLimiter } = this.#options;
    const release = operationLimiter.acquire(limitKey(context));
    if (release) return release;
    const message = `At most ${operationLimiter.max} operations of one user may run concurrently over WebSockets and event streams.`;
    throw new AppError('RATE_LIMITED', message);
  }

  /** Formats an error for the client, and logs it if it is unexpected. */
  format(error: unknown, { log, requestId }: LogContext): GraphQLFormattedError {
    const one =
      error instanceof GraphQLError
        ? error
        : new GraphQLError(error instanceof Error ? error.message : String(error), {
            originalError: error instanceof Error ? error : new Error(String(error)),
          });
    if (!isExpected(one)) log.error({ err: one.originalError ?? one, operationId: requestId }, 'request.failed');
    attachRequestId(one, requestId);
    return toWireError(one.toJSON(), one, this.#options);
  }

  async #execute({ request }: PreparedOperation, contextValue: RequestContext): Promise<Result> {
    const { query, operationName, variables } = request;
    const apolloRequest = { query, ...(operationName && { operationName }), ...(variables && { variables }) };
    const { body } = await this.#options.apollo.executeOperation(apolloRequest, { contextValue });
    if (body.kind !== 'single') throw new Error('incremental delivery is not supported');
    return body.singleResult as Result;
  }

  async #subscribe(
    { document, operation, request }: PreparedOperation,
    contexts: ContextSource,
    context: RequestContext,
    release: () => void,
  ): Promise<Result | Results> {
    const { schema, guard, onExecuted } = this.#options;
    const variables = request.variables ?? {};
    const cost = guard.admit({ document, operation, variables }, context.budget);
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (errors) return { errors: errors.map((error) => this.format(coded(error, 'BAD_USER_INPUT'), context)) };
    const common = { schema, document, operationName: request.operationName, variableValues: variables };
    const source = await createSourceEventStream({ ...common, contextValue: context });
    if (!(Symbol.asyncIterator in source)) return this.#formatted(source, context);
    this.#subscriptions += 1;
    const execution = new SubscriptionExecution({
      events: source[Symbol.asyncIterator]() as AsyncIterator<readonly StreamValue[]>,
      contexts,
      cost,
      operationKey: operationKey(request),
      sharedResults: this.#sharedResults,
      locks: this.#locks,
      lockKey: limitKey(context),
      execute: async (rootValue, current) => {
        const result = await execute({ ...common, rootValue, contextValue: current });
        onExecuted('subscription');
        return this.#formatted(result, current);
      },
      onBehind: (code) => context.log.warn({ operation: operationLabel(operation), code }, 'subscription.behind'),
      onEnd: () => {
        this.#subscriptions -= 1;
        release();
      },
    });
    return new BatchMapAsyncIterator(execution);
  }

  #formatted({ errors, ...result }: ExecutionResult, context: RequestContext): Result {
    return errors ? { ...result, errors: errors.map((error) => this.format(error, context)) } : result;
  }
}

function codesIn(result: Result | Results): string[] {
  const errors = 'errors' in result ? (result.errors ?? []) : [];
  return errors.map(({ extensions }) => String(extensions?.code));
}
