/**
 * A field fails as the GraphQL specification defines it: its resolver throws, it is non-null and has no value, a value does not fit
 * its type, an argument is missing. Compiled code does not report it: graphql-js executes the operation again and does.
 */
export class FieldExecutionError extends Error {}

/** @throws FieldExecutionError, always */
export function throwInvalidValue(typeName: string): never {
  throw new FieldExecutionError(`a value is not of the type ${typeName}`);
}

/** The error of a resolver or of the loader of a relation. */
export function resolverError(cause: unknown): FieldExecutionError {
  return new FieldExecutionError('a resolver failed', { cause });
}
