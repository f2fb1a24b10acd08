import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { OperationGuard } from '../limits/operation-guard.ts';

/** An operation as it is asked for over a connection. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation that is valid. */
export interface PreparedOperation {
  readonly request: OperationRequest;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface PrepareOptions {
  readonly schema: GraphQLSchema;
  readonly guard: OperationGuard;
  readonly introspection: boolean;
  readonly hideSchemaDetails: boolean;
}

/** Finds the operation of a request. @returns what is wrong with it, where something is */
export function prepareOperation(
  request: OperationRequest,
  options: PrepareOptions,
): PreparedOperation | readonly GraphQLError[] {
  const document = parseAndValidate(request.query, options);
  if (!('kind' in document)) return document;
  const operation = getOperationAST(document, request.operationName);
  if (operation) return { request, document, operation };
  const message = request.operationName
    ? `Unknown operation named ${JSON.stringify(request.operationName)}.`
    : 'Must provide operation name if query contains multiple operations.';
  return [new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })];
}

/** Parses and validates by the rules that hold over HTTP. @returns the document, or what is wrong with it */
export function parseAndValidate(
  text: string,
  { schema, guard, introspection, hideSchemaDetails }: PrepareOptions,
): DocumentNode | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: guard.maxTokens });
  } catch (error) {
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
  const rules = [...specifiedRules, ...guard.rules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const errors = validate(schema, document, rules);
  if (errors.length === 0) return document;
  const visible = hideSchemaDetails ? errors.map(withoutSuggestion) : errors;
  return visible.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
}

/** The same error with the code that clients know it by. */
export function coded(error: GraphQLError, code: string, message = error.message): GraphQLError {
  const { nodes = null, positions = null, source = null, originalError = null } = error;
  return new GraphQLError(message, { nodes, positions, source, originalError, extensions: { code } });
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  return coded(error, 'GRAPHQL_VALIDATION_FAILED', error.message.replace(/ ?Did you mean(.+?)\?$/, ''));
}
