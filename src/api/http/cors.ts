import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/**
 * Enables CORS.
 *
 * @param origins values of the `Origin` header, or `*` for all origins, which excludes cookies
 */
export async function registerCors(server: FastifyInstance, origins: readonly string[]): Promise<void> {
  const allowsAll = origins.includes('*');
  await server.register(cors, {
    origin: allowsAll ? '*' : [...origins],
    credentials: !allowsAll,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: [
      'ETag',
      'Idempotent-Replayed',
      'RateLimit-Limit',
      'RateLimit-Remaining',
      'RateLimit-Reset',
      'Retry-After',
      'X-AutoBatch-Completed',
      'X-Request-Id',
    ],
    maxAge: 600,
  });
  // routes that set `Vary` overwrite the value of the CORS plugin
  server.addHook('onSend', async (_request, reply) => {
    const vary = String(reply.getHeader('vary') ?? '');
    if (!allowsAll && !/\borigin\b/i.test(vary)) reply.header('Vary', vary === '' ? 'Origin' : `${vary}, Origin`);
  });
}
