import { AsyncLocalStorage } from 'node:async_hooks';

/** How long a piece of work is worth doing. The reason of an aborted signal is the refusal to answer with. */
export interface Deadline {
  /** By `performance.now()`. */
  readonly expiresAt: number;
  /** Aborted when the time is over. */
  readonly timeoutSignal: AbortSignal;
  /** Aborted then too, and as soon as nobody waits for the result any more. */
  readonly cancelSignal: AbortSignal;
}

const current = new AsyncLocalStorage<Deadline | undefined>();

/** Does what belongs to one request; whatever it calls finds the deadline by `currentDeadline`. */
export function withDeadline<T>(deadline: Deadline, work: () => T): T {
  return current.run(deadline, work);
}

/** Does what others wait for as well, and so must not end with the request that happened to ask first. */
export function withoutDeadline<T>(work: () => T): T {
  return current.run(undefined, work);
}

/** @returns the deadline of the request that this is done for; `undefined` for work of the server's own */
export function currentDeadline(): Deadline | undefined {
  return current.getStore();
}
