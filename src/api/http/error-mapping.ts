import { AppError } from '../../common/errors/app-error.ts';

/** Maps Fastify's errors to AppErrors, by Fastify's error code. */
const byFastifyCode: Record<string, (message: string) => AppError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new AppError('PAYLOAD_TOO_LARGE', 'The body is over 1 MiB, or over 256 KiB of XML.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (message) => new AppError('UNSUPPORTED_MEDIA_TYPE', message),
  FST_ERR_CTP_EMPTY_JSON_BODY: (message) => new AppError('MALFORMED_REQUEST', message),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new AppError('MALFORMED_REQUEST', 'Invalid JSON: the body cannot be read.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: (message) => new AppError('MALFORMED_REQUEST', message),
};

/** Maps an error to the AppError that the client receives; `null` for an unexpected error, which must be masked. */
export function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error.code === 'INTERNAL_SERVER_ERROR' ? null : error;
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = byFastifyCode[code];
  if (known) return known(error.message);
  const status = 'statusCode' in error ? error.statusCode : undefined;
  return status === 400 ? new AppError('MALFORMED_REQUEST', error.message) : null;
}
