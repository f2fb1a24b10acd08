import { AppError, type FieldError } from '../../common/errors/app-error.ts';

const maxShownLength = 100;

/**
 * The error for an id that names nothing in the caller's accounts. Resources of other accounts answer exactly like unknown ids.
 * @param kind as in "There is no customer …"
 * @param place where the search ended, as in "in this session"
 */
export function notFound(kind: string, fieldName: string, id: string, place?: string): AppError {
  const message = `There is no ${kind} ${JSON.stringify(id.slice(0, maxShownLength))}${place ? ` ${place}` : ''}.`;
  return new AppError('NOT_FOUND', message, { errors: [{ fieldName, errorCode: 'NotFound', message }] });
}

/** It contradicts what is there, in that field. */
export function conflict(fieldName: string, message: string): AppError {
  return new AppError('CONFLICT', message, { errors: [{ fieldName, errorCode: 'Conflict', message }] });
}

/** The fault of a field that refers to something not in the account. */
export function unknownReference(fieldName: string, what: string): FieldError {
  return { fieldName, errorCode: 'NotFound', message: `There is no ${what} with this ${fieldName} in this account.` };
}
