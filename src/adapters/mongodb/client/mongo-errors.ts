import mongoose from 'mongoose';
import { AppError } from '../../../common/errors/app-error.ts';
import { wrapMethods } from '../../../common/wrap-methods.ts';

const { mongo } = mongoose;

/** What the driver throws when it has lost the store, or cannot tell what has become of it. */
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
  // also said of a server that was lost between an attempt and the next
  mongo.MongoUnexpectedServerResponseError,
  mongoose.Error.MongooseServerSelectionError,
];

/** Socket errors that the driver throws unwrapped, when it writes to a connection that the database has just closed. */
const socketCodes = new Set<unknown>(['EPIPE', 'ECONNRESET']);

/** Those of the driver that it does not export. */
const unavailableNames = new Set(['MongoPoolClosedError', 'MongoWaitQueueTimeoutError']);

/** What a member answers that shuts down, is no primary any more, has lost others, or what it had begun. */
const unavailableCodes = new Set<unknown>([
  6, 7, 43, 63, 64, 79, 89, 91, 100, 133, 134, 150, 189, 234, 237, 9_001, 10_058, 10_107, 11_600, 11_601, 11_602,
  13_388, 13_435, 13_436,
]);

/** OutOfDiskSpace. */
const fullCode = 14_031;

/** MaxTimeMSExpired, ExceededTimeLimit. */
const timeoutCodes = new Set<unknown>([50, 262]);

/** LockTimeout, LockBusy, WriteConflict, and the deadlock (SQLSTATE 40P01) of a DocumentDB, as it numbers it. */
const writeConflictCodes = new Set<unknown>([24, 46, 112, 16_908_292]);

/** What the driver says of errors after which the same may go well. */
const transientLabels = ['RetryableWriteError', 'RetryableError', 'PoolRequestedRetry', 'SystemOverloadedError'];

const retryAfterSeconds = 1;

/** An answer that a client can act on to a lost connection or too long a search; anything else is passed through as it is. */
function translate(thrown: unknown): unknown {
  const error = originalOf(thrown);
  const message = unavailability(error);
  return message === null ? error : new AppError('UNAVAILABLE', message, { retryAfterSeconds, cause: error });
}

/** Inserts and bulk writes wrap also what is no answer of the store: a lost connection, or the end of a request. */
function originalOf(error: unknown): unknown {
  if (!(error instanceof mongo.MongoBulkWriteError)) return error;
  const wrapped: unknown = error.errorResponse;
  return wrapped instanceof Error ? wrapped : error;
}

/** Why the store did not do it, when it may do it later; a write may have happened or not. */
function unavailability(error: unknown): string | null {
  if (isTimeout(error)) {
    return 'The database took too long. Request less, such as a shorter time or fewer accounts.';
  }
  if (isWriteConflict(error)) return 'Others were writing the same at the moment: try again.';
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

type AsyncMethods<T> = { [K in keyof T]: (...args: never[]) => Promise<unknown> };

/** The same repository, whose methods throw UNAVAILABLE where the driver has lost the store. */
export function withStoreErrors<T extends object>(repository: T & AsyncMethods<T>): T {
  return wrapMethods<T>(repository, (method) => async (...args) => {
    try {
      return await method(...args);
    } catch (error) {
      throw translate(error);
    }
  });
}

/** Whether an operation ran into its timeout, here or in the store. */
function isTimeout(error: unknown): boolean {
  return error instanceof mongo.MongoOperationTimeoutError || timeoutCodes.has(codeOf(error));
}

/** Whether the store undid a write because others wrote the same at the same time: nothing of it happened. */
export function isWriteConflict(error: unknown): boolean {
  return writeConflictCodes.has(codeOf(error));
}

/** Whether a write was refused because a unique index has that key already. */
export function isDuplicateKey(error: unknown): boolean {
  return codeOf(error) === 11_000;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
