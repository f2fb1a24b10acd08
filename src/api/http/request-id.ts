import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Returns the `X-Request-Id` of the request if it is safe to log and to echo, else a new id. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}
