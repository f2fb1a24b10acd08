import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { RequestContext } from '../../http/request-context.ts';
import { argumentReader } from './argument-reader.ts';
import type { CodeFragment } from './code-fragment.ts';
import { type CollectedField, type Condition, FieldCollector, NotCompilableError } from './collect-fields.ts';
import { ExecutionState } from './execution-state.ts';
import { NullConditionError, resolverError } from './field-execution-error.ts';
import { type EncodedResponse, JsonBuffer } from './json-buffer.ts';
import { OperationCodegen } from './operation-codegen.ts';
import type { RootFieldResults } from './root-field-results.ts';
import { createVariableReader, type Variables } from './variable-reader.ts';

/** One execution of a compiled operation. */
export interface Execution {
  /** The variables as the client sent them. */
  readonly sent: Variables;
  readonly context: RequestContext;
  /** Empty at first. The execution records the results of the root fields in it, also if it fails. */
  readonly rootResults: RootFieldResults;
  /**
   * Returns the end of the response: a closing brace, or a comma, `"extensions"` and the brace. Called after `data` is
   * written.
   */
  readonly ending: () => string;
}

/** An operation as generated code, which returns the same response as graphql-js if no error occurs. */
export interface CompiledOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /**
   * Executes the operation. Any error other than the following two is a defect.
   *
   * @throws InvalidVariablesError when graphql-js has to report an invalid variable
   * @throws FieldExecutionError when graphql-js has to report an error of a field
   */
  execute(execution: Execution): Promise<EncodedResponse>;
}

/**
 * Compiles an operation.
 *
 * @throws NotCompilableError for subscriptions, several mutations, introspection, and rare uses of directives and types
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation {
  const { codegen, root, type, fields, collector } = generate(schema, document, operation);
  const { write, fetch } = codegen.source.evaluate(root);
  const readVariables = createVariableReader(schema, operation);
  const rootFields = fields.map((field) => rootFieldOf(type, field, collector.fragments));
  const execute = async ({ sent, context, rootResults, ending }: Execution): Promise<EncodedResponse> => {
    const variables = readVariables(sent);
    const conditions = collector.conditions.map((condition) => holds(condition, variables));
    const state = new ExecutionState(codegen.plan, conditions, variables, context);
    try {
      for (const { responseKey, conditions: own, readArguments, resolve } of rootFields) {
        if (!own.every((condition) => conditions[condition])) continue;
        const args = readArguments(variables);
        rootResults.record(responseKey, () => resolve(args, context));
      }
      const results = await rootResults.settled().catch((error: unknown) => {
        throw resolverError(error);
      });
      for (let hasMore = fetch !== null; hasMore; hasMore &&= codegen.plan.hasDependentFetches) {
        fetch?.(results, state);
        const fetched = state.dispatch();
        hasMore = fetched instanceof Promise || fetched;
        if (fetched instanceof Promise) await fetched;
      }
      return JsonBuffer.encode((buffer) => {
        buffer.ascii('{"data":');
        write(results, state, buffer);
        buffer.json(ending());
      });
    } catch (error) {
      state.cancel();
      rootResults.ignoreRejections();
      throw error;
    }
  };
  return { document, operation, execute };
}

/**
 * Returns the generated source text of an operation.
 *
 * @throws NotCompilableError when the operation cannot be compiled
 */
export function generateSource(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): string {
  const { codegen, root } = generate(schema, document, operation);
  return codegen.source.text(root);
}

interface Generated {
  readonly codegen: OperationCodegen;
  readonly root: CodeFragment;
  readonly type: GraphQLObjectType;
  readonly fields: readonly CollectedField[];
  readonly collector: FieldCollector;
}

function generate(schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode): Generated {
  const { operation, selectionSet } = definition;
  const type = schema.getRootType(operation);
  if (!type || operation === OperationTypeNode.SUBSCRIPTION) throw new NotCompilableError(operation);
  const collector = new FieldCollector(schema, document);
  const fields = collector.fieldsOf(type, [selectionSet]);
  // several mutations must run in sequence and stop at the first failure, which only graphql-js does
  if (operation === OperationTypeNode.MUTATION && fields.length !== 1) {
    throw new NotCompilableError('several mutations');
  }
  const codegen = new OperationCodegen(schema, collector);
  return { codegen, root: codegen.root(type, fields), type, fields, collector };
}

function rootFieldOf(
  type: GraphQLObjectType,
  { responseKey, conditions, nodes }: CollectedField,
  fragments: FieldCollector['fragments'],
) {
  const [node] = nodes;
  const field = type.getFields()[node?.name.value ?? ''];
  const resolver = field?.resolve;
  if (!node || !field || !resolver) throw new NotCompilableError(`the root field ${responseKey}`);
  // root resolvers read no other properties of the info
  const info = { fieldNodes: nodes, fragments } as unknown as GraphQLResolveInfo;
  const resolve = (args: Record<string, unknown>, context: RequestContext): unknown =>
    resolver(undefined, args, context, info);
  return { responseKey, conditions, readArguments: argumentReader(field, node), resolve };
}

function holds({ variable, value }: Condition, variables: Variables): boolean {
  const sent = variables[variable];
  if (typeof sent !== 'boolean') throw new NullConditionError(`$${variable} is the condition of a field and is null`);
  return sent === value;
}
