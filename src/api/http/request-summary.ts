import type { FastifyInstance } from 'fastify';
import type { Log } from '../../common/logging/log.ts';
import { newRequestSummary, type RequestSummary } from '../../common/logging/request-summary.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What is known of the request; there from its first hook on. */
    summary: RequestSummary;
  }
}

/** Told of every request that was answered. */
export type OnResponse = (summary: RequestSummary, status: number, seconds: number) => void;

/** Has every request reported: one log line, and whoever else wants to know. What stays open reports its own operations. */
export function summarizeRequests(server: FastifyInstance, onResponse: OnResponse): void {
  server.decorateRequest('report');
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
