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

class RequestDeadline implements Deadline {
  readonly endsAt: number;
  readonly #over = new LateSignal();
  readonly #unwanted = new LateSignal();

  constructor(response: ServerResponse, seconds: number) {
    this.endsAt = performance.now() + seconds * 1_000;
    const timer = setTimeout(() => this.#end(seconds), seconds * 1_000);
    response.once('close', () => {
      clearTimeout(timer);
      if (!response.writableFinished) this.#unwanted.abort(hungUp());
    });
  }

  get over(): AbortSignal {
    return this.#over.signal;
  }

  get unwanted(): AbortSignal {
    return this.#unwanted.signal;
  }

  #end(seconds: number): void {
    const reason = tooLate(seconds);
    this.#over.abort(reason);
    this.#unwanted.abort(reason);
  }
}

/** A signal that is made when somebody wants to listen: much is answered without. */
class LateSignal {
  #controller: AbortController | null = null;
  #reason: AppError | null = null;

  get signal(): AbortSignal {
    if (this.#controller) return this.#controller.signal;
    this.#controller = new AbortController();
    // every operation of the request listens to it
    setMaxListeners(0, this.#controller.signal);
    if (this.#reason) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  /** The first reason counts. */
  abort(reason: AppError): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }
}

function tooLate(seconds: number): AppError {
  const message = `This took longer than ${seconds} s; ask for less, or try again.`;
  return new AppError('UNAVAILABLE', message, { retryAfterSeconds: 1 });
}

function hungUp(): AppError {
  return new AppError('UNAVAILABLE', 'The client did not wait for the answer.');
}
