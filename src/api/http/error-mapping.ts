import { AppError } from '../../common/errors/app-error.ts';

/** Fastify's own errors as refusals of ours, by their stable code. */
const byFastifyCode: Record<string, (message: string) => AppError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new AppError('PAYLOAD_TOO_LARGE', 'The body is over 1 MiB, or over 256 KiB of XML.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (message) => new AppError('UNSUPPORTED_MEDIA_TYPE', message),
  FST_ERR_CTP_EMPTY_JSON_BODY: (message) => new AppError('MALFORMED_REQUEST', message),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new AppError('MALFORMED_REQUEST', 'Invalid JSON: the body cannot be read.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: (message) => new AppError('MALFORMED_REQUEST', message),
};

/** @returns the refusal an error stands for, `null` for an error that is ours and has to be masked */
export function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error.code === 'INTERNAL_SERVER_ERROR' ? null : error;
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = byFastifyCode[code];
  if (known) return known(error.message);
  const status = 'statusCode' in error ? error.statusCode : undefined;
  return status === 400 ? new AppError('MALFORMED_REQUEST', error.message) : null;
}
