import { AppError } from '../../../common/errors/app-error.ts';

/** How much one GraphQL request may ask for, whoever asks. */
export interface QueryLimits {
  /** Words and signs of a document. */
  readonly tokens: number;
  /** Fields within fields, fragments followed. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields named again in the same braces. */
  readonly duplicates: number;
  readonly directives: number;
  /** Fields at the top of an operation, fragments followed. */
  readonly rootFields: number;
  /** Values in one list, in the document or in the variables. */
  readonly listValues: number;
  /** Points of one operation, see `costOf`. */
  readonly cost: number;
}

/** The refusal of what is over a limit. @param limit as in QueryLimits */
export function tooComplex(limit: keyof QueryLimits, allowed: number, what: string): AppError {
  const message = `${what}; at most ${allowed} are allowed.`;
  return new AppError('QUERY_TOO_COMPLEX', message, {
    errors: [{ fieldName: limit, errorCode: 'LessThanOrEqual', message }],
  });
}
