import type { FastifyInstance } from 'fastify';

/** Has every answer to a caller who is known say by the headers of the IETF's draft where that caller stands. */
export function tellQuotas(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, _payload, done) => {
    const { quota } = request.report;
    if (quota) {
      const { limit, remaining, resetSeconds } = quota.usage();
      reply.header('ratelimit-limit', limit).header('ratelimit-remaining', remaining);
      reply.header('ratelimit-reset', resetSeconds);
    }
    done();
  });
}
