import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Lets pages of other origins use the API. @param origins as browsers write them, or `*` for all, which then send no cookies */
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
  // a door that sets what its answers vary by does not know of origins
  server.addHook('onSend', async (_request, reply) => {
    const vary = String(reply.getHeader('vary') ?? '');
    if (!allowsAll && !/\borigin\b/i.test(vary)) reply.header('Vary', vary === '' ? 'Origin' : `${vary}, Origin`);
  });
}
