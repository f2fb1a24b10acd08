/**
 * A field error as defined by the GraphQL specification: a resolver throws, a non-null field has no value, a value
 * does not fit its type, or an argument is missing. The client receives the error of graphql-js, which executes the
 * operation again.
 */
export class FieldExecutionError extends Error {}

/** @throws FieldExecutionError, always */
export function throwInvalidValue(typeName: string): never {
  throw new FieldExecutionError(`a value is not of the type ${typeName}`);
}

/** Thrown when the condition of `@skip` or `@include` is null. graphql-js reports the error if it reaches the field. */
export class NullConditionError extends FieldExecutionError {}

/** Wraps the error of a resolver, or of the loader of a relation. */
export function resolverError(cause: unknown): FieldExecutionError {
  return new FieldExecutionError('a resolver failed', { cause });
}
