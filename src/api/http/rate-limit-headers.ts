import type { FastifyInstance } from 'fastify';

/** Adds the `RateLimit-*` headers of the IETF draft to every response whose caller has a rate limit budget. */
export function rateLimitHeaders(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, _payload, done) => {
    const { budget } = request.summary;
    if (budget) {
      const { limit, remaining, resetSeconds } = budget.usage();
      reply.header('ratelimit-limit', limit).header('ratelimit-remaining', remaining);
      reply.header('ratelimit-reset', resetSeconds);
    }
    done();
  });
}
