import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { AppError } from '../../common/errors/app-error.ts';
import { registerCors } from './cors.ts';
import { limitPipelining } from './limit-pipelining.ts';
import { exemptFromLoadShedding, shedLoad } from './load-shedding.ts';
import { rateLimitHeaders } from './rate-limit-headers.ts';
import { requestIdOf } from './request-id.ts';
import { type OnResponse, summarizeRequests } from './request-summary.ts';
import { coalesceResponses } from './response-coalescing.ts';
import { httpsHeaders, securityHeaders } from './security-headers.ts';

const maxBodyBytes = 1_048_576;

export type HttpServer = FastifyInstance;

export interface HttpOptions {
  /** Whose `X-Forwarded-…` headers count: those of these addresses and CIDR ranges, or of `peer`, whoever connects. */
  readonly trustProxy: 'peer' | readonly string[];
  readonly log: FastifyBaseLogger;
  /** Whether the server takes requests and its store answers. */
  readonly isReady: () => Promise<boolean>;
  readonly limits: HttpLimits;
  /** Origins whose pages may use the API, `*` for all. */
  readonly corsOrigins: readonly string[];
  readonly onResponse: OnResponse;
}

export interface HttpLimits {
  /** How long headers and body of a request may take to arrive. */
  readonly receiveTimeoutSeconds: number;
  /** How long a connection may wait for the next request. */
  readonly keepAliveSeconds: number;
  /** How long a request may be worked on. */
  readonly requestTimeoutSeconds: number;
  /** Past this mean delay of the event loop requests are refused; 0: never. */
  readonly maxEventLoopDelayMs: number;
}

/** Headers are small: whoever takes longer than this for them means no good. */
const maxHeaderSeconds = 10;

/** The HTTP server with what all doors share: request ids, cookies, one log line a request, health. Not listening yet. */
export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { log, isReady, trustProxy, limits, corsOrigins, onResponse } = options;
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    requestIdHeader: false,
    bodyLimit: maxBodyBytes,
    trustProxy: trustProxy === 'peer' ? (_address, hop) => hop === 0 : [...trustProxy],
    forceCloseConnections: 'idle',
    // a request that comes while the server stops is answered as any other, and its connection closed
    return503OnClosing: false,
    // whoever neither sends nor reads: longer than a request may take to arrive and to be worked on
    connectionTimeout: (limits.receiveTimeoutSeconds + limits.requestTimeoutSeconds) * 1_000,
    requestTimeout: limits.receiveTimeoutSeconds * 1_000,
    keepAliveTimeout: limits.keepAliveSeconds * 1_000,
    http: {
      headersTimeout: Math.min(limits.receiveTimeoutSeconds, maxHeaderSeconds) * 1_000,
      // how often Node looks for connections that are too slow
      connectionsCheckingInterval: 1_000,
    },
    // a path that the router cannot read leads nowhere; Fastify answers these two by itself unless told
    frameworkErrors: (_error, request, reply: FastifyReply) =>
      reply
        .headers({ 'x-request-id': request.id, ...securityHeaders })
        .code(404)
        .type('text/plain')
        .send('404'),
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true },
  });
  await server.register(cookie);
  closeIdleConnections(server);
  limitPipelining(server.server);

  summarizeRequests(server, onResponse);
  rateLimitHeaders(server);
  coalesceResponses(server);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(securityHeaders);
    if (request.protocol === 'https') reply.headers(httpsHeaders);
    rejectEncodedBody(request.headers['content-encoding']);
    done();
  });

  await shedLoad(server, limits.maxEventLoopDelayMs);
  if (corsOrigins.length > 0) await registerCors(server, corsOrigins);

  server.get('/health/live', { config: exemptFromLoadShedding }, async () => ({ status: 'live' }));
  server.get('/health/ready', { config: exemptFromLoadShedding }, async (_request, reply) => {
    const ready = await isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'unavailable' });
  });
  return server;
}

/**
 * Ends at a stop what Node alone would wait for: connections with a request under way go on after it, and those that browsers
 * open ahead do not count as idle before their first.
 */
function closeIdleConnections(server: HttpServer): void {
  const neverUsed = new Set<Socket>();
  let isStopping = false;
  server.server.on('connection', (socket) => {
    neverUsed.add(socket);
    socket.once('close', () => neverUsed.delete(socket));
  });
  server.server.on('request', ({ socket }) => neverUsed.delete(socket));
  server.server.on('upgrade', ({ socket }) => neverUsed.delete(socket));
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping) reply.header('Connection', 'close');
    done();
  });
  server.addHook('preClose', async () => {
    isStopping = true;
    // what was sent on one may only have to be read, which the next turn does
    await setImmediate();
    await setImmediate();
    for (const socket of neverUsed) socket.destroy();
  });
}

/** A compressed body is not unpacked: what is small on the way may be huge. */
function rejectEncodedBody(encoding = 'identity'): void {
  if (encoding.trim().toLowerCase() === 'identity') return;
  const message = `The content encoding ${JSON.stringify(encoding)} is not supported; send the body uncompressed.`;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', message);
}
