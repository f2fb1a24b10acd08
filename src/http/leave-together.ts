import { setImmediate } from 'node:timers';
import type { FastifyInstance } from 'fastify';

/** In bytes or characters: a larger answer takes so long to make that others are at work meanwhile. */
const mostTogether = 65_536;

/**
 * Has answers to requests that came at the same time leave at the same time, when the last of them is ready: a system
 * that sleeps has to be woken for each that leaves by itself, which may take longer than to answer.
 */
export function leaveTogether(server: FastifyInstance): void {
  let waiting: (() => void)[] = [];
  const leave = (): void => {
    const together = waiting;
    waiting = [];
    for (const send of together) send();
  };
  server.addHook('onSend', (_request, _reply, payload, done) => {
    if (sizeOf(payload) > mostTogether) done();
    else if (waiting.push(done) === 1) setImmediate(leave);
  });
}

function sizeOf(payload: unknown): number {
  if (payload === null || payload === undefined) return 0;
  return typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : Number.POSITIVE_INFINITY;
}
