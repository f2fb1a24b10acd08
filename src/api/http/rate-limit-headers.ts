import type { FastifyInstance } from 'fastify';

/** Has every answer to a caller who is known say by the headers of the IETF's draft where that caller stands. */
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
