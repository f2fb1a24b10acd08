import { AsyncLocalStorage } from 'node:async_hooks';

/** Time limit of a request. The abort reason of its signals is the error to respond with. */
export interface Deadline {
  /** On the timeline of `performance.now()`, in milliseconds. */
  readonly expiresAt: number;
  /** Aborted when the deadline has passed. */
  readonly timeoutSignal: AbortSignal;
  /** Aborted when the deadline has passed or no caller waits for the result any more. */
  readonly cancelSignal: AbortSignal;
}

const current = new AsyncLocalStorage<Deadline | undefined>();

/** Runs the work of one request. Every function that it calls can read the deadline with `currentDeadline`. */
export function withDeadline<T>(deadline: Deadline, work: () => T): T {
  return current.run(deadline, work);
}

/** Runs work that other requests also wait for and that must not be aborted with the request that started it. */
export function withoutDeadline<T>(work: () => T): T {
  return current.run(undefined, work);
}

/** @returns the deadline of the current request; `undefined` for background work */
export function currentDeadline(): Deadline | undefined {
  return current.getStore();
}
