import { ConfigError } from './config.ts';

/** Error for a port that another process listens on. The message names the setting. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';

  constructor({ host, port }: { readonly host: string; readonly port: number }) {
    super(`PORT: ${port} on ${host} is in use by another process. Stop that process or set PORT to a free port.`);
  }
}

/** Error for a worker process that exited before it was ready. A worker with a known exit code has reported why. */
export class WorkerExitError extends Error {
  override readonly name = 'WorkerExitError';
  /** `null` if a signal ended the worker. */
  readonly exitCode: number | null;

  constructor(exitCode: number | null, signal: string | null) {
    super(`a worker process exited with ${signal ?? exitCode} before it was ready`);
    this.exitCode = signal === null ? exitCode : null;
  }
}

/** Errors of the MongoDB driver for a connection string or an option in it that it does not accept. */
const uriErrors = new Set([
  'MongoParseError',
  'MongoInvalidArgumentError',
  'MongoMissingCredentialsError',
  'MongoAPIError',
]);

/** Error code of MongoDB: the user name or the password is wrong. */
const authenticationFailed = 18;

/**
 * Converts a driver error that only another `MONGODB_URI` mends to one sentence, which never repeats the URI.
 *
 * @returns a ConfigError for such an error, any other error unchanged
 */
export function storeErrorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (uriErrors.has(error.name)) return new ConfigError([`MONGODB_URI: ${withoutUris(error.message)}`]);
  if (error.name !== 'MongoServerError' || (error as { code?: unknown }).code !== authenticationFailed) return error;
  return new ConfigError(['MONGODB_URI: the database rejects the user name or the password, or authSource is missing']);
}

function withoutUris(message: string): string {
  return message.replaceAll(/mongodb(\+srv)?:\/\/[^\s"']*/g, 'the connection string').replaceAll(/\s+/g, ' ');
}
