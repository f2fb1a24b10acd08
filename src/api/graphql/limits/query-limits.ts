import { AppError } from '../../../common/errors/app-error.ts';

/** Limits of one GraphQL request, the same for every caller. */
export interface QueryLimits {
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Nesting depth of fields, fragments included. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields that repeat a response name within the same selection set. */
  readonly duplicates: number;
  readonly directives: number;
  /** Top-level fields of an operation, fragments included. */
  readonly rootFields: number;
  /** Values in one list, in the document or in the variables. */
  readonly listValues: number;
  /** Cost of one operation in points, see `OperationCosts`. */
  readonly cost: number;
}

/**
 * Creates the QUERY_TOO_COMPLEX error for an exceeded limit.
 *
 * @param limit key of the limit in QueryLimits
 */
export function tooComplex(limit: keyof QueryLimits, allowed: number, what: string): AppError {
  const message = `${what}; at most ${allowed} are allowed.`;
  return new AppError('QUERY_TOO_COMPLEX', message, {
    errors: [{ fieldName: limit, errorCode: 'LessThanOrEqual', message }],
  });
}
