import type { AppError } from '../../../common/errors/app-error.ts';
import { errorCatalogue } from '../../../common/errors/error-catalogue.ts';
import type { ResponseStatus } from '../codecs/encode-error.ts';

/** A failure within a batch: where it happened, and how many were done before. */
export class BatchFailure extends Error {
  override readonly name = 'BatchFailure';
  readonly index: number;

  constructor(index: number, cause: unknown) {
    super(`request ${index} of a batch failed`, { cause });
    this.index = index;
  }
}

/** A refusal as ServiceStack writes it. */
export function toResponseStatus(error: AppError, batchIndex: number | null): ResponseStatus {
  return {
    errorCode: error.restName ?? errorCatalogue[error.code].restName,
    message: error.message,
    errors: error.errors.map((issue) => ({ ...issue, fieldName: clrFieldName(issue) })),
    ...(batchIndex !== null && { meta: { AutoBatchIndex: String(batchIndex) } }),
  };
}

/** The reason phrase of the status line; .NET clients show it. */
export function reasonPhrase(error: AppError): string {
  const entry = errorCatalogue[error.code];
  return error.restName ?? ('reason' in entry ? entry.reason : entry.restName);
}

/** Rules name the C# property, values that cannot be read name the key as it was sent. */
function clrFieldName({ fieldName, errorCode }: { fieldName: string; errorCode: string }): string {
  if (errorCode === 'SerializationException') return fieldName;
  return fieldName.charAt(0).toUpperCase() + fieldName.slice(1);
}
