import { coalesceResponses } from '../../dist/api/http/response-coalescing.js';

/** Installs this server's response coalescing hook in a Fastify contender if COALESCE=1 is set. */
export function coalesceIfAsked(app) {
  if (process.env.COALESCE === '1') coalesceResponses(app);
}
