import type { FastifyInstance } from 'fastify';
import type { Log } from '../../common/logging/log.ts';
import { newRequestSummary, type RequestSummary } from '../../common/logging/request-summary.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Facts about the request for logs, metrics and traces. Set by the first `onRequest` hook. */
    summary: RequestSummary;
  }
}

/** Called after every response. */
export type OnResponse = (summary: RequestSummary, status: number, seconds: number) => void;

/**
 * Logs every response in one line and calls `onResponse`, except for streaming connections, whose operations are
 * reported one by one elsewhere.
 */
export function summarizeRequests(server: FastifyInstance, onResponse: OnResponse): void {
  server.decorateRequest('summary');
  server.addHook('onRequest', (request, _reply, done) => {
    request.summary = newRequestSummary('other');
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, url, summary } = request;
    const [path] = url.split('?');
    const { operation, codes } = summary;
    const log: Log = request.log;
    const details = { ...(operation !== null && { operation }), ...(codes.length > 0 && { codes }) };
    const ms = Math.round(reply.elapsedTime);
    log.info({ method, path, status: reply.statusCode, ms, ...details }, 'request.completed');
    if (summary.transport !== 'streaming') onResponse(summary, reply.statusCode, reply.elapsedTime / 1_000);
    done();
  });
}
