import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from '../../adapters/telemetry/metrics.ts';
import { exemptFromLoadShedding } from './load-shedding.ts';

export interface MetricsOptions {
  readonly metrics: Metrics;
  /** Bearer token that a request must have; `null`: only requests from this machine are allowed. */
  readonly token: string | null;
}

/** Serves `/metrics`. A wrong token gets 401; if no token is configured, requests from other machines get 404. */
export async function metricsPlugin(server: FastifyInstance, { metrics, token }: MetricsOptions): Promise<void> {
  server.get('/metrics', { config: exemptFromLoadShedding }, async (request, reply) => {
    if (token === null && !isLocal(request)) return reply.callNotFound();
    if (token !== null && !hasToken(request, token)) return unauthorized(reply);
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/**
 * Whether a request comes from this machine, and not through a proxy on it. A proxy that adds no headers passes on the
 * host name of its clients, and so does a browser that another site has rebound to this machine.
 */
function isLocal({ headers, socket, hostname }: FastifyRequest): boolean {
  const isForwarded = Object.keys(headers).some((name) => /^(forwarded|via|x-forwarded-.+|x-real-ip)$/.test(name));
  const isLoopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
  return !isForwarded && isLoopbackHost && /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
}

function hasToken({ headers: { authorization = '' } }: FastifyRequest, token: string): boolean {
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function unauthorized(reply: FastifyReply): FastifyReply {
  return reply.code(401).header('WWW-Authenticate', 'Bearer realm="/metrics"').type('text/plain').send('401');
}
