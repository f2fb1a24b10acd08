import type { FastifyInstance } from 'fastify';
import type { Log } from '../kernel/log.ts';
import { newReport, type RequestReport } from '../kernel/request-report.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What is known of the request; there from its first hook on. */
    report: RequestReport;
  }
}

/** Told of every request that was answered. */
export type OnAnswered = (report: RequestReport, status: number, seconds: number) => void;

/** Has every request reported: one log line, and whoever else wants to know. What stays open reports its own operations. */
export function reportRequests(server: FastifyInstance, onAnswered: OnAnswered): void {
  server.decorateRequest('report');
  server.addHook('onRequest', (request, _reply, done) => {
    request.report = newReport('page');
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, url, report } = request;
    const [path] = url.split('?');
    const { operation, codes } = report;
    const log: Log = request.log;
    const meant = { ...(operation !== null && { operation }), ...(codes.length > 0 && { codes }) };
    const ms = Math.round(reply.elapsedTime);
    log.info({ method, path, status: reply.statusCode, ms, ...meant }, 'request.completed');
    if (report.door !== 'live') onAnswered(report, reply.statusCode, reply.elapsedTime / 1_000);
    done();
  });
}
