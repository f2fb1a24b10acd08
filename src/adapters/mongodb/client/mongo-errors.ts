import mongoose from 'mongoose';
import { AppError } from '../../../common/errors/app-error.ts';
import { wrapMethods } from '../../../common/wrap-methods.ts';

const { mongo } = mongoose;

/** Driver errors for a lost connection to the database, or for an operation whose result is unknown. */
const unavailableClasses = [
  mongo.MongoNetworkError,
  mongo.MongoSystemError,
  mongo.MongoWriteConcernError,
  mongo.MongoNotConnectedError,
  mongo.MongoServerClosedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoClientClosedError,
  mongo.MongoExpiredSessionError,
  mongo.MongoStalePrimaryError,
  // also thrown when the server is lost between two attempts
  mongo.MongoUnexpectedServerResponseError,
  mongoose.Error.MongooseServerSelectionError,
];

/** Errors of Node that the driver throws unwrapped, when a connection has just been closed or cannot be opened. */
const socketCodes = new Set<unknown>([
  ...['EPIPE', 'ECONNRESET', 'ECONNABORTED', 'ECONNREFUSED', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH', 'ENOTCONN'],
  ...['ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_SOCKET_CLOSED'],
]);

/** Errors of Node for a name that DNS does not resolve, or not yet: of the host of a `mongodb+srv` connection string. */
const dnsCodes = new Set<unknown>(['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EAI_AGAIN', 'ETIMEOUT', 'ECONNREFUSED']);

/** Names of driver errors whose classes are not exported. */
const unavailableNames = new Set(['MongoPoolClosedError', 'MongoWaitQueueTimeoutError']);

/**
 * Server error codes of a member that shuts down, is no longer primary, has lost other members, or has lost an
 * operation in progress.
 */
const unavailableCodes = new Set<unknown>([
  6, 7, 43, 63, 64, 79, 89, 91, 100, 133, 134, 150, 189, 234, 237, 9_001, 10_058, 10_107, 11_600, 11_601, 11_602,
  13_388, 13_435, 13_436,
]);

/** OutOfDiskSpace. */
const fullCode = 14_031;

/** MaxTimeMSExpired, ExceededTimeLimit. */
const timeoutCodes = new Set<unknown>([50, 262]);

/** LockTimeout, LockBusy, WriteConflict, and the code of DocumentDB for a deadlock (SQLSTATE 40P01). */
const writeConflictCodes = new Set<unknown>([24, 46, 112, 16_908_292]);

/** Error labels of the driver for operations that may succeed when repeated. */
const transientLabels = ['RetryableWriteError', 'RetryableError', 'PoolRequestedRetry', 'SystemOverloadedError'];

const retryAfterSeconds = 1;

/**
 * Translates a lost connection, a timeout, a write conflict or a full disk into UNAVAILABLE. Other errors are returned
 * unchanged.
 */
function translate(thrown: unknown): unknown {
  const error = originalOf(thrown);
  const message = unavailability(error);
  return message === null ? error : new AppError('UNAVAILABLE', message, { retryAfterSeconds, cause: error });
}

/**
 * Unwraps errors of inserts and bulk writes. The driver wraps even errors that are not a server response: a lost
 * connection, or the abort of a request.
 */
function originalOf(error: unknown): unknown {
  if (!(error instanceof mongo.MongoBulkWriteError)) return error;
  const wrapped: unknown = error.errorResponse;
  return wrapped instanceof Error ? wrapped : error;
}

/**
 * Returns the message for an error that may pass; `null` for any other. After such an error, a write may or may not
 * have happened.
 */
function unavailability(error: unknown): string | null {
  if (isTimeout(error)) {
    return 'The database operation timed out. Request less, such as a shorter time range or fewer accounts.';
  }
  if (isWriteConflict(error)) return 'Write conflict with a concurrent request. Try again.';
  if (codeOf(error) === fullCode) return 'The database has no space left.';
  return isUnavailable(error) ? 'The database is unavailable.' : null;
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (unavailableClasses.some((known) => error instanceof known) || unavailableNames.has(error.name)) return true;
  if (socketCodes.has(codeOf(error))) return true;
  if (!(error instanceof mongo.MongoError)) return false;
  return unavailableCodes.has(error.code) || transientLabels.some((label) => error.hasErrorLabel(label));
}

/** Whether an operation or an attempt to connect failed because the database is unavailable. */
export function isStoreUnavailable(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'UNAVAILABLE';
  return unavailability(originalOf(error)) !== null || dnsCodes.has(codeOf(error));
}

type AsyncMethods<T> = { [K in keyof T]: (...args: never[]) => Promise<unknown> };

/** Wraps a repository so that its methods throw UNAVAILABLE for temporary database errors. */
export function withStoreErrors<T extends object>(repository: T & AsyncMethods<T>): T {
  return wrapMethods<T>(repository, (method) => async (...args) => {
    try {
      return await method(...args);
    } catch (error) {
      throw translate(error);
    }
  });
}

/** Whether an operation reached its timeout, in the driver or in the database. */
function isTimeout(error: unknown): boolean {
  return error instanceof mongo.MongoOperationTimeoutError || timeoutCodes.has(codeOf(error));
}

/** Whether the database rolled back a write because of a concurrent write: nothing of it was applied. */
export function isWriteConflict(error: unknown): boolean {
  return writeConflictCodes.has(codeOf(error));
}

/** Whether a unique index rejected a write because the key exists already. */
export function isDuplicateKey(error: unknown): boolean {
  return codeOf(error) === 11_000;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
