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
import type { ContextSource, RequestContext } from '../../auth/request-context.ts';
import { inScope, type Principal } from '../../directory/principal.ts';
import type { ExecutionOutcome } from '../../kernel/execution-outcomes.ts';
import { newReport, type RequestReport } from '../../kernel/request-report.ts';
import { operationLabel } from '../operation-label.ts';
import { isExpected, rememberRequest, toWireError } from '../wire-error.ts';
import { LiveStream } from './live-stream.ts';
import {
  coded,
  type OperationRequest,
  type PreparedOperation,
  type PrepareOptions,
  prepareOperation,
} from './prepare-operation.ts';

export interface LiveOperationsParts extends PrepareOptions {
  readonly apollo: ApolloServer<RequestContext>;
  /** Told of every operation that was answered, or whose subscription began. */
  readonly onAnswered: (report: RequestReport, status: number, seconds: number) => void;
  /** Called after each execution for an event of a subscription. */
  readonly onExecuted: (outcome: ExecutionOutcome) => void;
}

/** What a subscription's source yields: each belongs to an account. */
interface OfAccount {
  readonly accountId: string;
}

type Result = FormattedExecutionResult;

/** Under which id, and where, a fault of ours is logged. */
export type Asker = Pick<RequestContext, 'log' | 'requestId'>;

/** Operations over connections that stay open: subscriptions, and whatever else is asked for there. */
export class LiveOperations {
  readonly #parts: LiveOperationsParts;
  #subscriptions = 0;

  constructor(parts: LiveOperationsParts) {
    this.#parts = parts;
  }

  /** How many are under way. */
  get subscriptions(): number {
    return this.#subscriptions;
  }

  get schema(): GraphQLSchema {
    return this.#parts.schema;
  }

  /** @returns the operation, or what is wrong with it */
  prepare(request: OperationRequest): PreparedOperation | readonly GraphQLError[] {
    return prepareOperation(request, this.#parts);
  }

  /** @returns the results as they come, or the one there is, errors formatted. Never throws; the stream does, when it breaks off */
  async run(
    operation: PreparedOperation,
    contexts: ContextSource,
    asker: Asker,
  ): Promise<Result | LiveStream<OfAccount, Result>> {
    const start = performance.now();
    const result = await this.#run(operation, contexts, asker);
    const ms = performance.now() - start;
    const report = { ...newReport('live'), operation: operationLabel(operation.operation), codes: codesIn(result) };
    asker.log.info({ operation: report.operation, ms: Math.round(ms), codes: report.codes }, 'operation.completed');
    this.#parts.onAnswered(report, 200, ms / 1_000);
    return result;
  }

  async #run(
    operation: PreparedOperation,
    contexts: ContextSource,
    asker: Asker,
  ): Promise<Result | LiveStream<OfAccount, Result>> {
    try {
      const context = await contexts.begin();
      const isLive = operation.operation.operation === 'subscription';
      return isLive ? await this.#subscribe(operation, contexts, context) : await this.#answer(operation, context);
    } catch (error) {
      return { errors: [this.format(error, asker)] };
    }
  }

  /** The error as a client sees it. What is ours is logged. */
  format(error: unknown, { log, requestId }: Asker): GraphQLFormattedError {
    const one =
      error instanceof GraphQLError
        ? error
        : new GraphQLError(error instanceof Error ? error.message : String(error), {
            originalError: error instanceof Error ? error : new Error(String(error)),
          });
    if (!isExpected(one)) log.error({ err: one.originalError ?? one, operationId: requestId }, 'request.failed');
    rememberRequest(one, requestId);
    return toWireError(one.toJSON(), one);
  }

  async #answer({ request }: PreparedOperation, contextValue: RequestContext): Promise<Result> {
    const { query, operationName, variables } = request;
    const asked = { query, ...(operationName && { operationName }), ...(variables && { variables }) };
    const { body } = await this.#parts.apollo.executeOperation(asked, { contextValue });
    if (body.kind !== 'single') throw new Error('incremental delivery is not offered');
    return body.singleResult as Result;
  }

  async #subscribe(
    { document, operation, request }: PreparedOperation,
    contexts: ContextSource,
    context: RequestContext,
  ): Promise<Result | LiveStream<OfAccount, Result>> {
    const { schema, guard, onExecuted } = this.#parts;
    const variables = request.variables ?? {};
    guard.admit({ document, operation, variables }, context.quota);
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (errors) return { errors: errors.map((error) => this.format(coded(error, 'BAD_USER_INPUT'), context)) };
    const common = { schema, document, operationName: request.operationName, variableValues: variables };
    const source = await createSourceEventStream({ ...common, contextValue: context });
    if (!(Symbol.asyncIterator in source)) return this.#formatted(source, context);
    const events = source[Symbol.asyncIterator]() as AsyncIterator<OfAccount>;
    const resultOf = async (rootValue: OfAccount): Promise<Result | null> => {
      const current = await contexts.renew();
      if (!mayBeTold(current.principal, rootValue)) return null;
      const result = await execute({ ...common, rootValue, contextValue: current });
      onExecuted('subscription');
      return this.#formatted(result, current);
    };
    this.#subscriptions += 1;
    return new LiveStream(events, resultOf, () => {
      this.#subscriptions -= 1;
    });
  }

  #formatted({ errors, ...result }: ExecutionResult, context: RequestContext): Result {
    return errors ? { ...result, errors: errors.map((error) => this.format(error, context)) } : result;
  }
}

function codesIn(result: Result | LiveStream<OfAccount, Result>): string[] {
  const errors = 'errors' in result ? (result.errors ?? []) : [];
  return errors.map(({ extensions }) => String(extensions?.code));
}

/** By the rights of this moment. @throws UNAUTHENTICATED, FORBIDDEN */
function mayBeTold(principal: Principal, { accountId }: OfAccount): boolean {
  principal.requireRole('User');
  return inScope(principal.accounts, accountId);
}
