import { type DocumentNode, type GraphQLSchema, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../../common/errors/app-error.ts';
import type { ExecutionOutcome, InterpretationReason } from '../../../common/execution-outcomes.ts';
import type { Log } from '../../../common/logging/log.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { operationLabel } from '../server/operation-label.ts';
import { NotCompilableError } from './collect-fields.ts';
import { type CompiledOperation, compileOperation, type Execution } from './compile-operation.ts';
import { FieldExecutionError, NullConditionError } from './field-execution-error.ts';
import type { EncodedResponse } from './json-buffer.ts';
import { RootFieldResults, replayRootFields } from './root-field-results.ts';
import { InvalidVariablesError } from './variable-reader.ts';

export type { CompiledOperation, EncodedResponse };

/** A document that was parsed, validated, and checked against the limits. */
export interface ExecutableDocument {
  readonly document: DocumentNode;
  /** The text of the document. */
  readonly source: string;
  readonly operationName?: string | undefined;
}

/** The reason why graphql-js executes an operation, with the state of an earlier compiled execution. */
export interface FallBack {
  readonly reason: InterpretationReason;
  /** Results of the root fields for graphql-js, so that no root resolver is called twice. */
  readonly rootResults?: RootFieldResults;
  /** The error of the compiled code. It is a defect of that code unless graphql-js reports an error too. */
  readonly expectedError?: Error;
}

export interface CompiledExecutorOptions {
  /** Number of the execution at which an operation is compiled; 0: never. Compiling takes several executions' time. */
  readonly compileAfter: number;
  /** Returns the fall-back of a context whose operation graphql-js executes, else `undefined`. */
  readonly fallBackOf: (context: RequestContext) => FallBack | undefined;
}

/**
 * Upper bound on the total length of the source texts whose compiled operations are cached, in characters. A compiled
 * operation takes about 50 bytes per character.
 */
const maxSourceCharacters = 500_000;

/**
 * Executes GraphQL operations as generated code. The code calls the root resolvers, loads relations in one batch per
 * kind, and writes the response as bytes, without the intermediate objects of graphql-js and JSON.stringify.
 *
 * Benefit: see the table in README.md of this folder.
 *
 * Scope: queries, and mutations with one field, from their `COMPILE_AFTER`th execution on. graphql-js executes all
 * other operations, and every operation in which an error occurs.
 *
 * Removal: when graphql-js or a maintained library (graphql-jit, Grafast) with this schema is within 10 % of it on
 * whole requests on the newest Node LTS. Then delete the folder and have OperationExecutor call graphql-js.
 */
export class CompiledExecutor {
  readonly #schema: GraphQLSchema;
  readonly #compileAfter: number;
  /** Number of executions before compilation, by operation definition. */
  readonly #executions = new WeakMap<object, number>();
  /** The reason why an operation cannot be compiled, by operation definition. */
  readonly #refused = new WeakMap<object, InterpretationReason>();
  /** Compiled operations by source text, then by the operation name of the request. */
  readonly #compiled = new LRUCache<string, Map<string, CompiledOperation>>({
    maxSize: maxSourceCharacters,
    sizeCalculation: (_, source) => source.length,
  });

  constructor(schema: GraphQLSchema, { compileAfter, fallBackOf }: CompiledExecutorOptions) {
    this.#schema = schema;
    this.#compileAfter = compileAfter || Number.POSITIVE_INFINITY;
    replayRootFields(schema, (context) => fallBackOf(context)?.rootResults);
  }

  /** Returns the compiled operation of a source text. It was parsed, validated and measured before it was compiled. */
  find(source: string, operationName = ''): CompiledOperation | undefined {
    return this.#compiled.get(source)?.get(operationName);
  }

  /** Returns the compiled operation, which it compiles if due, or the reason why graphql-js must execute it. */
  prepare(executable: ExecutableDocument, log: Log): CompiledOperation | FallBack {
    const { document, source, operationName } = executable;
    const definition = getOperationAST(document, operationName);
    if (!definition) return { reason: 'not_compilable' };
    const executions = (this.#executions.get(definition) ?? 0) + 1;
    this.#executions.set(definition, executions);
    if (executions < this.#compileAfter) return { reason: 'not_due' };
    const known = this.find(source, operationName);
    if (known) return known;
    const refused = this.#refused.get(definition);
    if (refused) return { reason: refused };
    try {
      const compiled = compileOperation(this.#schema, document, definition);
      const ofSource = this.#compiled.get(source) ?? new Map<string, CompiledOperation>();
      this.#compiled.set(source, ofSource.set(operationName ?? '', compiled));
      return compiled;
    } catch (error) {
      const reason = error instanceof NotCompilableError ? 'not_compilable' : 'defect';
      if (reason === 'defect') logDefect(log, operationLabel(definition), error);
      this.#refused.set(definition, reason);
      return { reason };
    }
  }

  /** Executes a compiled operation. Never rejects: an unexpected error is logged as a defect. */
  async execute(
    compiled: CompiledOperation,
    execution: Omit<Execution, 'rootResults'>,
  ): Promise<EncodedResponse | FallBack> {
    const rootResults = new RootFieldResults();
    try {
      return await compiled.execute({ ...execution, rootResults });
    } catch (error) {
      if (error instanceof InvalidVariablesError) return { reason: 'invalid_variables', expectedError: error };
      if (error instanceof FieldExecutionError) {
        // an error that may not recur in graphql-js: an unavailable database, or a field that is never reached
        const isTransient = error.cause instanceof AppError || error instanceof NullConditionError;
        return { reason: 'field_error', rootResults, ...(!isTransient && { expectedError: error }) };
      }
      logDefect(execution.context.log, operationLabel(compiled.operation), error);
      return { reason: 'defect', rootResults };
    }
  }

  /**
   * Returns the outcome of an operation that graphql-js executed. An error that only the compiled code reported is
   * logged as a defect.
   *
   * @param hasErrors whether graphql-js reported errors
   */
  outcomeOf(
    { reason, expectedError }: FallBack,
    operation: OperationDefinitionNode,
    hasErrors: boolean,
    log: Log,
  ): ExecutionOutcome {
    if (!expectedError || hasErrors) return reason;
    const error = new Error('compiled code reported an error that graphql-js did not report', { cause: expectedError });
    logDefect(log, operationLabel(operation), error);
    return 'defect';
  }
}

function logDefect(log: Log, operation: string, error: unknown): void {
  log.error({ err: error, operation }, 'compiled-execution.failed');
}
