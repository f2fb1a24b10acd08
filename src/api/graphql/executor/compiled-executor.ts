import { type DocumentNode, type GraphQLSchema, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../../common/errors/app-error.ts';
import type { ExecutionOutcome, InterpretationReason } from '../../../common/execution-outcomes.ts';
import type { Log } from '../../../common/logging/log.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { operationLabel } from '../server/operation-label.ts';
import { NotCompilableError } from './collect-fields.ts';
import { type CompiledOperation, compileOperation, type Execution } from './compile-operation.ts';
import { FieldExecutionError } from './field-execution-error.ts';
import type { EncodedResponse } from './json-buffer.ts';
import { RootFieldResults, replayRootFields } from './root-field-results.ts';
import { InvalidVariablesError } from './variable-reader.ts';

export type { CompiledOperation, EncodedResponse };

/** Parsed, valid and within the limits. */
export interface ExecutableDocument {
  readonly document: DocumentNode;
  /** The text of the document. */
  readonly source: string;
  readonly operationName?: string | undefined;
}

/** graphql-js executes the operation instead. */
export interface FallBack {
  readonly reason: InterpretationReason;
  /** The results for graphql-js, so that no root resolver is called twice. */
  readonly rootResults?: RootFieldResults;
  /** graphql-js must report an error too; if it does not, this one was a defect of the compiled code. */
  readonly expectedError?: Error;
}

export interface CompiledExecutorOptions {
  /** The execution from which on an operation is compiled, which takes as long as several executions; 0: never. */
  readonly compileAfter: number;
  /** @returns why graphql-js executes the operation of the context, `undefined` if it does not */
  readonly fallBackOf: (context: RequestContext) => FallBack | undefined;
}

/** Total length of the texts whose operations are kept, in characters; a compiled operation takes about 50 bytes a character. */
const maxSourceCharacters = 500_000;

/**
 * Executes GraphQL operations as generated code: it calls the root resolvers, loads relations in one batch for each kind, and
 * writes the response as bytes, without the objects that graphql-js and JSON.stringify need.
 *
 * What it buys: see the table in README.md of this folder. When it is used: for a query, or a mutation with one field, from
 * its `COMPILE_AFTER`th execution on. graphql-js executes everything else, and every operation in which an error occurs.
 * When to delete it: as soon as graphql-js or a maintained library (graphql-jit, Grafast) with this schema is within 10 % of
 * it on whole requests on the newest Node LTS. Then delete the folder and have OperationExecutor call graphql-js.
 */
export class CompiledExecutor {
  readonly #schema: GraphQLSchema;
  readonly #compileAfter: number;
  /** How often an operation was executed before it was compiled. */
  readonly #executions = new WeakMap<object, number>();
  /** Why an operation is not compiled, by its definition. */
  readonly #refused = new WeakMap<object, InterpretationReason>();
  /** By source, then by the operation name of the request. */
  readonly #compiled = new LRUCache<string, Map<string, CompiledOperation>>({
    maxSize: maxSourceCharacters,
    sizeCalculation: (_, source) => source.length,
  });

  constructor(schema: GraphQLSchema, { compileAfter, fallBackOf }: CompiledExecutorOptions) {
    this.#schema = schema;
    this.#compileAfter = compileAfter || Number.POSITIVE_INFINITY;
    replayRootFields(schema, (context) => fallBackOf(context)?.rootResults);
  }

  /** @returns the operation if it is compiled already; it was parsed, validated and measured then */
  find(source: string, operationName = ''): CompiledOperation | undefined {
    return this.#compiled.get(source)?.get(operationName);
  }

  /** Compiles the operation if it is due. */
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

  /** Executes a compiled operation. Never throws: an unexpected error is logged as a defect. */
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
        // a database that was unavailable may answer graphql-js
        const isTransient = error.cause instanceof AppError;
        return { reason: 'field_error', rootResults, ...(!isTransient && { expectedError: error }) };
      }
      logDefect(execution.context.log, operationLabel(compiled.operation), error);
      return { reason: 'defect', rootResults };
    }
  }

  /**
   * Checks the errors of graphql-js against the reason for using it. An error that only compiled code found is logged as a defect.
   *
   * @param hasErrors whether graphql-js reports any
   */
  outcomeOf(
    { reason, expectedError }: FallBack,
    operation: OperationDefinitionNode,
    hasErrors: boolean,
    log: Log,
  ): ExecutionOutcome {
    if (!expectedError || hasErrors) return reason;
    const error = new Error('graphql-js reports no error where compiled code found one', { cause: expectedError });
    logDefect(log, operationLabel(operation), error);
    return 'defect';
  }
}

function logDefect(log: Log, operation: string, error: unknown): void {
  log.error({ err: error, operation }, 'compiled-execution.failed');
}
