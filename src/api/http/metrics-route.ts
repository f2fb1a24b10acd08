import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from '../../adapters/telemetry/metrics.ts';
import { exemptFromLoadShedding } from './load-shedding.ts';

export interface MetricsOptions {
  readonly metrics: Metrics;
  /** What a reader has to send; null: only a reader on this machine is answered. */
  readonly token: string | null;
}

/** `/metrics`, for whoever may read it; to others there is no such address. */
export async function metricsPlugin(server: FastifyInstance, { metrics, token }: MetricsOptions): Promise<void> {
  server.get('/metrics', { config: exemptFromLoadShedding }, async (request, reply) => {
    if (token === null && !isLocal(request)) return reply.callNotFound();
    if (token !== null && !hasToken(request, token)) return unauthorized(reply);
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/** A proxy on this machine asks for others, and says so. */
function isLocal({ headers, socket }: FastifyRequest): boolean {
  const isForwarded = Object.keys(headers).some((name) => /^(forwarded|via|x-forwarded-.+|x-real-ip)$/.test(name));
  return !isForwarded && /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
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
