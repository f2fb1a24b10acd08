import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { AppError } from '../../common/errors/app-error.ts';
import { type Deadline, withDeadline } from '../../common/time/deadline.ts';

/**
 * Runs the work of a request under a deadline. `timeoutSignal` aborts at the deadline; `cancelSignal` aborts at the
 * deadline or when the client disconnects.
 */
export type WithRequestDeadline = <T>(reply: FastifyReply, work: () => Promise<T>) => Promise<T>;

/**
 * Creates the function that runs requests under a deadline.
 *
 * @param seconds request timeout, in seconds
 */
export function createDeadline(seconds: number): WithRequestDeadline {
  return (reply, work) => withDeadline(new RequestDeadline(reply.raw, seconds), work);
}

/** The deadline of one request. Starts its timer when a signal is first read, because most requests read none. */
class RequestDeadline implements Deadline {
  readonly expiresAt: number;
  readonly #timeout = new LazyAbortSignal();
  readonly #cancel = new LazyAbortSignal();
  readonly #response: ServerResponse;
  readonly #seconds: number;
  #isWatching = false;

  constructor(response: ServerResponse, seconds: number) {
    this.expiresAt = performance.now() + seconds * 1_000;
    this.#response = response;
    this.#seconds = seconds;
  }

  get timeoutSignal(): AbortSignal {
    this.#watch();
    return this.#timeout.signal;
  }

  get cancelSignal(): AbortSignal {
    this.#watch();
    return this.#cancel.signal;
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const timer = setTimeout(() => this.#end(), Math.max(0, this.expiresAt - performance.now()));
    const onClose = (): void => {
      clearTimeout(timer);
      if (!this.#response.writableFinished) this.#cancel.abort(clientDisconnectedError());
    };
    if (this.#response.closed) onClose();
    else this.#response.once('close', onClose);
  }

  #end(): void {
    const reason = timeoutError(this.#seconds);
    this.#timeout.abort(reason);
    this.#cancel.abort(reason);
  }
}

/** An abort signal that is created when it is first read. */
class LazyAbortSignal {
  #controller: AbortController | null = null;
  #reason: AppError | null = null;

  get signal(): AbortSignal {
    this.#controller ??= this.#createController();
    return this.#controller.signal;
  }

  /** Aborts with the first reason given; later reasons are ignored. */
  abort(reason: AppError): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }

  #createController(): AbortController {
    const controller = new AbortController();
    // each database operation adds a listener, so Node's warning about many listeners is disabled
    setMaxListeners(0, controller.signal);
    if (this.#reason) controller.abort(this.#reason);
    return controller;
  }
}

function timeoutError(seconds: number): AppError {
  const message = `The request timed out after ${seconds} s. Request less, or try again.`;
  return new AppError('UNAVAILABLE', message, { retryAfterSeconds: 1 });
}

function clientDisconnectedError(): AppError {
  return new AppError('UNAVAILABLE', 'The client closed the connection.');
}
