import { AppError } from '../kernel/app-error.ts';

const awayErrors = new Set([
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongooseServerSelectionError',
  'DisconnectedError',
]);

/** An answer that a client can act on to a lost connection or too long a search; anything else is passed through as it is. */
function translate(error: unknown): unknown {
  if (isTimeout(error)) {
    const message = 'This took the store too long: ask for less, such as a shorter time or fewer accounts.';
    return new AppError('UNAVAILABLE', message, { cause: error });
  }
  if (!(error instanceof Error) || !awayErrors.has(error.name)) return error;
  return new AppError('UNAVAILABLE', 'The store cannot be reached at the moment.', { cause: error });
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

/** Whether a command ran into its own maxTimeMS. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 50;
}

/** Whether a write was refused because a unique index has that key already. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11_000;
}
