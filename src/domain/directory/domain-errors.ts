import { AppError, type FieldError } from '../../common/errors/app-error.ts';

const maxShownLength = 100;

/**
 * The error for an id that names nothing in the caller's accounts. Resources of other accounts answer exactly like
 * unknown ids.
 * @param kind as in "There is no customer …"
 * @param place where the id is unknown, as in "in this session"
 */
export function notFound(kind: string, fieldName: string, id: string, place?: string): AppError {
  const message = `There is no ${kind} ${JSON.stringify(id.slice(0, maxShownLength))}${place ? ` ${place}` : ''}.`;
  return new AppError('NOT_FOUND', message, { errors: [{ fieldName, errorCode: 'NotFound', message }] });
}

/** The error for input that conflicts with existing data in this field. */
export function conflict(fieldName: string, message: string): AppError {
  return new AppError('CONFLICT', message, { errors: [{ fieldName, errorCode: 'Conflict', message }] });
}

/** The validation error for a field that refers to a record outside the account. */
export function unknownReference(fieldName: string, what: string): FieldError {
  return { fieldName, errorCode: 'NotFound', message: `There is no ${what} with this ${fieldName} in this account.` };
}
