import {
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../auth/request-context.ts';
import type { RequestReport } from '../kernel/request-report.ts';
import type { Answer } from './compiled/answer-bytes.ts';
import { type CompiledOperation, compileOperation, type Outcome } from './compiled/compile-operation.ts';
import { type RootValues, rememberRootValues } from './compiled/root-values.ts';

/** An operation as it is to be carried out: parsed, valid and within the limits. */
export interface Operation {
  readonly document: DocumentNode;
  /** The text of the document. */
  readonly source: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly context: RequestContext;
}

/** Characters of all the texts whose operations are kept; what is compiled takes about fifty times as much. */
const maxCharacters = 500_000;

/**
 * Compiles operations that are requested repeatedly, and executes them. A compiled operation was parsed, validated and
 * measured before, so a request for it needs none of that.
 */
export class Operations {
  readonly #schema: GraphQLSchema;
  readonly #compileAfter: number;
  /** How often an operation came; kept for as long as the parsed document is. */
  readonly #seen = new WeakMap<OperationDefinitionNode, number>();
  /** By the text, then by the name that the request has for it. */
  readonly #compiled = new LRUCache<string, Map<string, CompiledOperation>>({
    maxSize: maxCharacters,
    sizeCalculation: (_, source) => source.length,
  });
  /** By the report of a request: Apollo Server works with a copy of the context, which has the same. */
  readonly #begun = new WeakMap<RequestReport, RootValues>();

  /** @param compileAfter how often an operation must have come: compiling takes as long as several executions; 0: never */
  constructor(schema: GraphQLSchema, compileAfter: number) {
    this.#schema = schema;
    this.#compileAfter = compileAfter || Number.POSITIVE_INFINITY;
    rememberRootValues(schema, ({ report }) => this.#begun.get(report));
  }

  /** @returns the operation of this text and name if it was compiled */
  find(source: string, operationName = ''): CompiledOperation | undefined {
    return this.#compiled.get(source)?.get(operationName);
  }

  /** Says that a request was let in and its root fields were carried out; what is left is to say what went wrong. */
  begin(context: RequestContext, roots: RootValues): void {
    this.#begun.set(context.report, roots);
  }

  /** Whether the request was let in before. */
  hasBegun(context: RequestContext): boolean {
    return this.#begun.has(context.report);
  }

  /**
   * Executes an operation if it is compiled or due to be.
   *
   * @returns the result that graphql-js would return, never with errors; `null` if graphql-js has to execute the operation, which then
   *   gets the results of root fields that were resolved here
   */
  async execute(operation: Operation): Promise<FormattedExecutionResult | null> {
    const { context } = operation;
    if (this.hasBegun(context)) return null;
    const outcome = await this.#runCompiled(operation);
    if (outcome && 'answer' in outcome) return resultOf(outcome.answer);
    if (outcome) this.begin(context, outcome.roots);
    return null;
  }

  /** @returns `null` for what was not compiled, or cannot be carried out so */
  async #runCompiled({ document, source, operationName, variables = {}, context }: Operation): Promise<Outcome | null> {
    const definition = getOperationAST(document, operationName);
    if (!definition || !this.#isDue(definition)) return null;
    const compiled = this.find(source, operationName) ?? this.#compile(definition, document, source, operationName);
    const values = compiled?.readVariables(variables);
    return compiled && values ? compiled.run(values, context, () => '}') : null;
  }

  #isDue(definition: OperationDefinitionNode): boolean {
    const seen = (this.#seen.get(definition) ?? 0) + 1;
    this.#seen.set(definition, seen);
    return seen >= this.#compileAfter;
  }

  #compile(
    definition: OperationDefinitionNode,
    document: DocumentNode,
    source: string,
    operationName = '',
  ): CompiledOperation | null {
    const compiled = compileOperation(this.#schema, document, definition);
    const known = this.#compiled.get(source) ?? new Map<string, CompiledOperation>();
    if (compiled) this.#compiled.set(source, known.set(operationName, compiled));
    // what cannot be compiled is looked at only once
    else this.#seen.set(definition, Number.NEGATIVE_INFINITY);
    return compiled;
  }
}

function resultOf({ bytes, giveBack }: Answer): FormattedExecutionResult {
  const result = JSON.parse(bytes.toString());
  giveBack?.();
  return result;
}
