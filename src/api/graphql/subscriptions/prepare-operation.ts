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

/** A GraphQL request as received over a subscription transport. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A parsed, validated operation. */
export interface PreparedOperation {
  readonly request: OperationRequest;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface PrepareOptions {
  readonly schema: GraphQLSchema;
  readonly guard: OperationGuard;
  readonly introspection: boolean;
}

/**
 * Parses and validates a request, and selects its operation.
 *
 * @returns the prepared operation, or the errors of the request
 */
export function prepareOperation(
  request: OperationRequest,
  options: PrepareOptions,
): PreparedOperation | readonly GraphQLError[] {
  const document = parseAndValidate(request.query, options);
  if (!('kind' in document)) return document;
  // an empty name counts as absent
  const operationName = request.operationName || null;
  const operation = getOperationAST(document, operationName);
  if (operation) return { request: { ...request, operationName }, document, operation };
  const message = operationName
    ? `Unknown operation named ${JSON.stringify(operationName)}.`
    : 'Must provide operation name if query contains multiple operations.';
  return [new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })];
}

/**
 * Parses and validates a document by the same rules as over HTTP.
 *
 * @returns the document, or its errors
 */
export function parseAndValidate(
  text: string,
  { schema, guard, introspection }: PrepareOptions,
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
  return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
}

/** Copies an error and sets its error code. */
export function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes = null, positions = null, source = null, originalError = null } = error;
  return new GraphQLError(message, { nodes, positions, source, originalError, extensions: { code } });
}
