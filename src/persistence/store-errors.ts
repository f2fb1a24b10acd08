import mongoose from 'mongoose';
import { AppError } from '../kernel/app-error.ts';

const { MongoError, MongoNetworkError, MongoSystemError, MongoWriteConcernError } = mongoose.mongo;

/** Errors of the driver and of mongoose that have no class to know them by. */
const awayNames = new Set([
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoServerClosedError',
  'MongoClientClosedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongooseServerSelectionError',
  'DisconnectedError',
]);

/** What a member says that is no primary any more, or shuts down. The driver has tried again by then, where it may. */
const steppingDown = new Set<unknown>([91, 189, 10_058, 10_107, 11_600, 11_602, 13_435, 13_436]);

const retryAfterSeconds = 1;

/** An answer that a client can act on to a lost connection or too long a search; anything else is passed through as it is. */
function translate(error: unknown): unknown {
  if (isTimeout(error)) {
    const message = 'This took the store too long: ask for less, such as a shorter time or fewer accounts.';
    return new AppError('UNAVAILABLE', message, { retryAfterSeconds, cause: error });
  }
  if (!isAway(error)) return error;
  return new AppError('UNAVAILABLE', 'The store cannot be reached at the moment.', { retryAfterSeconds, cause: error });
}

/** Whether the store was lost before it could answer; a write may have happened then or not. */
function isAway(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoSystemError) return true;
  if (error instanceof MongoWriteConcernError) return true;
  if (error instanceof MongoError && steppingDown.has(error.code)) return true;
  return error instanceof Error && awayNames.has(error.name);
}

type Methods = Record<string, (...args: never[]) => Promise<unknown>>;

/** The same repository, whose methods throw UNAVAILABLE where the driver has lost the store. */
export function withStoreErrors<T extends object>(repository: T & { [K in keyof T]: Methods[string] }): T {
  const wrapped = Object.entries<Methods[string]>(repository).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw translate(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

/** Whether an operation ran into its timeout, here or in the store. */
function isTimeout(error: unknown): boolean {
  if (error instanceof Error && error.name === 'TimeoutError') return true;
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 50;
}

/** Whether a write was refused because a unique index has that key already. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11_000;
}
