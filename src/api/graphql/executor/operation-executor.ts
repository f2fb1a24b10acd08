import type { FormattedExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { ExecutionOutcome } from '../../../common/execution-outcomes.ts';
import type { RequestSummary } from '../../../common/logging/request-summary.ts';
import type { RequestContext } from '../../http/request-context.ts';
import {
  CompiledExecutor,
  type CompiledOperation,
  type EncodedResponse,
  type ExecutableDocument,
  type FallBack,
} from './compiled-executor.ts';

/** One operation to execute: parsed, valid and within the limits. */
export interface Operation extends ExecutableDocument {
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly context: RequestContext;
}

export interface OperationExecutorOptions {
  /** The execution from which on an operation is compiled; 0: never. */
  readonly compileAfter: number;
  /** Called after each execution. */
  readonly onExecuted: (outcome: ExecutionOutcome) => void;
}

/** Executes operations as compiled code where that is possible, and counts those that graphql-js executes instead. */
export class OperationExecutor {
  readonly #compiled: CompiledExecutor;
  readonly #onExecuted: OperationExecutorOptions['onExecuted'];
  /** By the report of a request: Apollo Server works with a copy of the context, which has the same. */
  readonly #fallBacks = new WeakMap<RequestSummary, FallBack>();

  constructor(schema: GraphQLSchema, { compileAfter, onExecuted }: OperationExecutorOptions) {
    const fallBackOf = ({ summary }: RequestContext) => this.#fallBacks.get(summary);
    this.#compiled = new CompiledExecutor(schema, { compileAfter, fallBackOf });
    this.#onExecuted = onExecuted;
  }

  /** @returns the operation if it is compiled already */
  find(source: string, operationName?: string): CompiledOperation | undefined {
    return this.#compiled.find(source, operationName);
  }

  /** Whether the request was found to be within the limits before it came to Apollo Server. */
  isAdmitted({ summary }: RequestContext): boolean {
    return this.#fallBacks.has(summary);
  }

  /**
   * Executes a request that was admitted as compiled code.
   *
   * @param ending the end of the response after `data`
   * @returns `null` if graphql-js has to execute it, which then gets the results of the root fields
   */
  async executeCompiled(
    operation: CompiledOperation,
    sent: Readonly<Record<string, unknown>>,
    context: RequestContext,
    ending: () => string,
  ): Promise<EncodedResponse | null> {
    return this.#settle(context, await this.#compiled.execute(operation, { sent, context, ending }));
  }

  /**
   * Executes an operation if it is compiled or due to be.
   *
   * @returns the result that graphql-js would return, never with errors; `null` if graphql-js has to execute the operation, which then
   *   gets the results of the root fields
   */
  async execute(operation: Operation): Promise<FormattedExecutionResult | null> {
    const { context, variables: sent = {} } = operation;
    if (this.isAdmitted(context)) return null;
    const prepared = this.#compiled.prepare(operation, context.log);
    const result =
      'reason' in prepared ? prepared : await this.#compiled.execute(prepared, { sent, context, ending: () => '}' });
    const response = this.#settle(context, result);
    return response && decode(response);
  }

  /** Counts an operation that graphql-js has executed; others are ignored. */
  recordInterpreted(context: RequestContext, operation: OperationDefinitionNode, errors: readonly unknown[]): void {
    const fallBack = this.#fallBacks.get(context.summary);
    if (!fallBack) return;
    this.#onExecuted(this.#compiled.outcomeOf(fallBack, operation, errors.length > 0, context.log));
  }

  #settle({ summary }: RequestContext, result: EncodedResponse | FallBack): EncodedResponse | null {
    if ('bytes' in result) {
      this.#onExecuted('compiled');
      return result;
    }
    this.#fallBacks.set(summary, result);
    return null;
  }
}

function decode({ bytes, release }: EncodedResponse): FormattedExecutionResult {
  const result = JSON.parse(bytes.toString());
  release?.();
  return result;
}
