import { coalesceResponses } from '../../dist/api/http/response-coalescing.js';

/** Installs this server's own hook for response coalescing in a Fastify contender that was started with COALESCE=1. */
export function coalesceIfAsked(app) {
  if (process.env.COALESCE === '1') coalesceResponses(app);
}
