import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { AppError } from '../kernel/app-error.ts';
import { type Deadline, withDeadline } from '../kernel/deadline.ts';

/** Does the work for a request, which ends after a while, and its reads when the client hangs up. */
export type UnderDeadline = <T>(reply: FastifyReply, work: () => Promise<T>) => Promise<T>;

/** @param seconds how long a request may be worked on */
export function createDeadline(seconds: number): UnderDeadline {
  return (reply, work) => withDeadline(new RequestDeadline(reply.raw, seconds), work);
}

/** Watches the time and the client from when somebody wants to hear of them: much is answered without. */
class RequestDeadline implements Deadline {
  readonly endsAt: number;
  readonly #over = new LateSignal();
  readonly #unwanted = new LateSignal();
  readonly #response: ServerResponse;
  readonly #seconds: number;
  #isWatching = false;

  constructor(response: ServerResponse, seconds: number) {
    this.endsAt = performance.now() + seconds * 1_000;
    this.#response = response;
    this.#seconds = seconds;
  }

  get over(): AbortSignal {
    this.#watch();
    return this.#over.signal;
  }

  get unwanted(): AbortSignal {
    this.#watch();
    return this.#unwanted.signal;
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const timer = setTimeout(() => this.#end(), Math.max(0, this.endsAt - performance.now()));
    const closed = (): void => {
      clearTimeout(timer);
      if (this.#response.writableFinished) {
        this.#over.release();
        this.#unwanted.release();
      } else {
        this.#unwanted.abort(hungUp());
      }
    };
    if (this.#response.closed) closed();
    else this.#response.once('close', closed);
  }

  #end(): void {
    const reason = tooLate(this.#seconds);
    this.#over.abort(reason);
    this.#unwanted.abort(reason);
  }
}

/** Of requests that were answered, for others: to make one takes longer than all else a request asks of this file. */
const unused: AbortController[] = [];
const mostUnused = 1_000;

function newController(): AbortController {
  const controller = new AbortController();
  // every operation of a request listens to it
  setMaxListeners(0, controller.signal);
  // A signal that nobody listens to any more forgets the name of what was listened to, and is given it anew by the next who does: in V8 each
  // of these outlasts the request, for the signal is among the old objects (see persistence/under-way.ts).
  controller.signal.addEventListener('abort', () => undefined);
  return controller;
}

/** A signal that is there when somebody wants to listen: most want one of the two. */
class LateSignal {
  #controller: AbortController | null = null;
  #reason: AppError | null = null;

  get signal(): AbortSignal {
    if (this.#controller) return this.#controller.signal;
    this.#controller = unused.pop() ?? newController();
    if (this.#reason) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  /** The first reason counts. */
  abort(reason: AppError): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }

  /** Lets another request have it. Only for when the request was answered: what still listens may be ended with the other. */
  release(): void {
    if (this.#controller && !this.#reason && unused.length < mostUnused) unused.push(this.#controller);
    this.#controller = null;
  }
}

function tooLate(seconds: number): AppError {
  const message = `This took longer than ${seconds} s; ask for less, or try again.`;
  return new AppError('UNAVAILABLE', message, { retryAfterSeconds: 1 });
}

function hungUp(): AppError {
  return new AppError('UNAVAILABLE', 'The client did not wait for the answer.');
}
