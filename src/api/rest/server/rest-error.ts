import type { AppError } from '../../../common/errors/app-error.ts';
import { errorCatalogue } from '../../../common/errors/error-catalogue.ts';
import type { ResponseStatus } from '../codecs/encode-error.ts';

/** The failure of one request of a batch. `index` is also the number of requests that succeeded before it. */
export class BatchFailure extends Error {
  override readonly name = 'BatchFailure';
  readonly index: number;

  constructor(index: number, cause: unknown) {
    super(`request ${index} of a batch failed`, { cause });
    this.index = index;
  }
}

/** Converts an error to ServiceStack's ResponseStatus. */
export function toResponseStatus(error: AppError, batchIndex: number | null): ResponseStatus {
  return {
    errorCode: error.restName ?? errorCatalogue[error.code].restName,
    message: error.message,
    errors: error.errors.map(({ index: _, ...issue }) => ({ ...issue, fieldName: clrFieldName(issue) })),
    ...(batchIndex !== null && { meta: { AutoBatchIndex: String(batchIndex) } }),
  };
}

/** Returns the reason phrase of the status line, which .NET clients show. */
export function reasonPhrase(error: AppError): string {
  const entry = errorCatalogue[error.code];
  return error.restName ?? ('reason' in entry ? entry.reason : entry.restName);
}

/** Returns the C# property name for validation errors, and the key as sent for values that cannot be parsed. */
function clrFieldName({ fieldName, errorCode }: { fieldName: string; errorCode: string }): string {
  if (errorCode === 'SerializationException') return fieldName;
  return fieldName.charAt(0).toUpperCase() + fieldName.slice(1);
}
