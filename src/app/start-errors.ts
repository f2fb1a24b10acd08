import { isStoreUnavailable } from '../adapters/mongodb/client/mongo-errors.ts';
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
  const mistake = error instanceof Error ? mistakeOf(error) : null;
  return mistake === null ? error : new ConfigError([`MONGODB_URI: ${withoutUris(mistake)}`]);
}

/** Whether an attempt to prepare the database may succeed later, with the same settings. */
export function isTemporary(error: unknown): boolean {
  return isStoreUnavailable(error) && !(storeErrorOf(error) instanceof ConfigError);
}

/** The fields of driver errors that tell a mistake in the connection string. */
interface DriverError extends Error {
  readonly code?: unknown;
  readonly errorLabels?: readonly string[];
  /** What the driver knew of the servers when it gave up. */
  readonly reason?: { readonly setName?: string | null; readonly servers?: ReadonlyMap<string, unknown> } | undefined;
}

/** @returns the mistake as a sentence; `null` if the connection string need not be wrong */
function mistakeOf(error: DriverError): string | null {
  const { name, message, code, reason, errorLabels = [] } = error;
  if (uriErrors.has(name)) return message;
  // the driver drops servers of other replica sets, but keeps those that do not respond
  if (reason?.setName && reason.servers?.size === 0) return `no server belongs to the replica set ${reason.setName}`;
  if (name !== 'MongoServerError' || isStoreUnavailable(error)) return null;
  if (code === authenticationFailed)
    return 'the database rejects the user name or the password, or authSource is missing';
  return errorLabels.includes('HandshakeError') ? `the database refuses the connection: ${message}` : null;
}

function withoutUris(message: string): string {
  return message.replaceAll(/mongodb(\+srv)?:\/\/[^\s"']*/g, 'the connection string').replaceAll(/\s+/g, ' ');
}
