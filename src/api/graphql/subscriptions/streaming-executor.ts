import type { ApolloServer } from '@apollo/server';
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
import type { ExecutionOutcome } from '../../../common/execution-outcomes.ts';
import { newRequestSummary, type RequestSummary } from '../../../common/logging/request-summary.ts';
import { inScope, type Principal } from '../../../domain/directory/principal.ts';
import type { ContextSource, RequestContext } from '../../http/request-context.ts';
import { operationLabel } from '../server/operation-label.ts';
import { attachRequestId, isExpected, toWireError } from '../server/wire-error.ts';
import { FilterMapAsyncIterator } from './filter-map-async-iterator.ts';
import {
  coded,
  type OperationRequest,
  type PreparedOperation,
  type PrepareOptions,
  prepareOperation,
} from './prepare-operation.ts';

export interface StreamingExecutorOptions extends PrepareOptions {
  readonly apollo: ApolloServer<RequestContext>;
  /** Called for each completed operation and for each started subscription. */
  readonly onResponse: (summary: RequestSummary, status: number, seconds: number) => void;
  /** Called after each execution for an event of a subscription. */
  readonly onExecuted: (outcome: ExecutionOutcome) => void;
}

/** A value of a subscription's source; each value belongs to an account. */
interface AccountOwned {
  readonly accountId: string;
}

type Result = FormattedExecutionResult;

/** Log and request id for unexpected errors. */
export type LogContext = Pick<RequestContext, 'log' | 'requestId'>;

/** Executes operations of the subscription transports: subscriptions, queries and mutations. */
export class StreamingExecutor {
  readonly #options: StreamingExecutorOptions;
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
  async run(
    operation: PreparedOperation,
    contexts: ContextSource,
    logContext: LogContext,
  ): Promise<Result | FilterMapAsyncIterator<AccountOwned, Result>> {
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

  async #run(
    operation: PreparedOperation,
    contexts: ContextSource,
    logContext: LogContext,
  ): Promise<Result | FilterMapAsyncIterator<AccountOwned, Result>> {
    try {
      const context = await contexts.create();
      const isSubscription = operation.operation.operation === 'subscription';
      return isSubscription
        ? await this.#subscribe(operation, contexts, context)
        : await this.#execute(operation, context);
    } catch (error) {
      return { errors: [this.format(error, logContext)] };
    }
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
    return toWireError(one.toJSON(), one, this.schema);
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
  ): Promise<Result | FilterMapAsyncIterator<AccountOwned, Result>> {
    const { schema, guard, onExecuted } = this.#options;
    const variables = request.variables ?? {};
    guard.admit({ document, operation, variables }, context.budget);
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (errors) return { errors: errors.map((error) => this.format(coded(error, 'BAD_USER_INPUT'), context)) };
    const common = { schema, document, operationName: request.operationName, variableValues: variables };
    const source = await createSourceEventStream({ ...common, contextValue: context });
    if (!(Symbol.asyncIterator in source)) return this.#formatted(source, context);
    const events = source[Symbol.asyncIterator]() as AsyncIterator<AccountOwned>;
    const resultOf = async (rootValue: AccountOwned): Promise<Result | null> => {
      const current = await contexts.refresh();
      if (!canReceive(current.principal, rootValue)) return null;
      const result = await execute({ ...common, rootValue, contextValue: current });
      onExecuted('subscription');
      return this.#formatted(result, current);
    };
    this.#subscriptions += 1;
    return new FilterMapAsyncIterator(events, resultOf, () => {
      this.#subscriptions -= 1;
    });
  }

  #formatted({ errors, ...result }: ExecutionResult, context: RequestContext): Result {
    return errors ? { ...result, errors: errors.map((error) => this.format(error, context)) } : result;
  }
}

function codesIn(result: Result | FilterMapAsyncIterator<AccountOwned, Result>): string[] {
  const errors = 'errors' in result ? (result.errors ?? []) : [];
  return errors.map(({ extensions }) => String(extensions?.code));
}

/**
 * Checks an event against the current permissions of the caller.
 *
 * @throws UNAUTHENTICATED when the caller is no longer signed in
 * @throws FORBIDDEN when the caller no longer has the role User
 */
function canReceive(principal: Principal, { accountId }: AccountOwned): boolean {
  principal.requireRole('User');
  return inScope(principal.accounts, accountId);
}
