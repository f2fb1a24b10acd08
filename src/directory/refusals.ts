import { AppError, type FieldError } from '../kernel/app-error.ts';

/** There is nothing of that id, or it is in an account that is not the caller's: the answer is the same. */
export function notFound(kind: string, fieldName: string, id: string): AppError {
  const message = `There is no ${kind} ${JSON.stringify(id.slice(0, 100))}.`;
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
