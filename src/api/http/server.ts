import { Server, type Socket } from 'node:net';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { AppError } from '../../common/errors/app-error.ts';
import { registerCors } from './cors.ts';
import { limitPipelining } from './limit-pipelining.ts';
import { exemptFromLoadShedding, isExemptFromLoadShedding, shedLoad } from './load-shedding.ts';
import { NotReadyError } from './not-ready-error.ts';
import { rateLimitHeaders } from './rate-limit-headers.ts';
import { requestIdOf } from './request-id.ts';
import { type OnResponse, summarizeRequests } from './request-summary.ts';
import { coalesceResponses } from './response-coalescing.ts';
import { httpsHeaders, securityHeadersFor } from './security-headers.ts';

const maxBodyBytes = 1_048_576;

export type HttpServer = FastifyInstance;

export interface HttpOptions {
  /** Proxies whose `X-Forwarded-*` headers are trusted: addresses and CIDR ranges, or `peer` for any direct peer. */
  readonly trustProxy: 'peer' | readonly string[];
  readonly log: FastifyBaseLogger;
  /** Whether the server accepts requests and the database responds. */
  readonly isReady: () => Promise<boolean>;
  /** Whether the database has been prepared. Until then requests are rejected with UNAVAILABLE. */
  readonly isAccepting: () => boolean;
  /** Whether a stop signal was received. From then on every response closes its connection. */
  readonly isDraining: () => boolean;
  readonly limits: HttpLimits;
  /** Allowed CORS origins, `*` for all. */
  readonly corsOrigins: readonly string[];
  readonly onResponse: OnResponse;
}

export interface HttpLimits {
  /** Timeout for receiving the headers and body of a request, in seconds. */
  readonly receiveTimeoutSeconds: number;
  /** Timeout of an idle keep-alive connection, in seconds. */
  readonly keepAliveSeconds: number;
  /** Request timeout, in seconds. */
  readonly requestTimeoutSeconds: number;
  /** Mean event loop delay above which requests are rejected, in milliseconds; 0: never. */
  readonly maxEventLoopDelayMs: number;
}

/** Upper bound on the timeout for receiving headers. Headers are small, so a slower client is likely an attack. */
const maxHeaderSeconds = 10;

/** Creates the HTTP server with request ids, cookies, logging, limits, CORS and health checks; it does not listen. */
export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { log, isReady, isAccepting, isDraining, trustProxy, limits, corsOrigins, onResponse } = options;
  const securityHeaders = securityHeadersFor(corsOrigins);
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    requestIdHeader: false,
    bodyLimit: maxBodyBytes,
    trustProxy: trustProxy === 'peer' ? (_address, hop) => hop === 0 : [...trustProxy],
    forceCloseConnections: 'idle',
    // requests during shutdown are served, and their connections closed, by `closeIdleConnections`
    return503OnClosing: false,
    // inactivity timeout of a socket; must exceed the time to receive and process a request
    connectionTimeout: (limits.receiveTimeoutSeconds + limits.requestTimeoutSeconds) * 1_000,
    requestTimeout: limits.receiveTimeoutSeconds * 1_000,
    keepAliveTimeout: limits.keepAliveSeconds * 1_000,
    http: {
      headersTimeout: Math.min(limits.receiveTimeoutSeconds, maxHeaderSeconds) * 1_000,
      // interval at which Node enforces the receive timeouts
      connectionsCheckingInterval: 1_000,
    },
    // malformed and overlong paths get 404 like unknown ones; `onRequest` hooks do not run for them
    frameworkErrors: (_error, request, reply: FastifyReply) => {
      reply
        .headers({ 'x-request-id': request.id, ...securityHeaders })
        .code(404)
        .type('text/plain')
        .send('404');
    },
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true },
  });
  await server.register(cookie);
  closeIdleConnections(server, isDraining);
  limitPipelining(server.server);

  summarizeRequests(server, onResponse);
  rateLimitHeaders(server);
  coalesceResponses(server);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(securityHeaders);
    if (request.protocol === 'https') reply.headers(httpsHeaders);
    if (!isAccepting() && !isExemptFromLoadShedding(request)) rejectUntilReady(reply);
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

/** Time that the first request of a connection has to arrive at shutdown. */
const firstRequestMs = 500;

/**
 * Closes connections at shutdown that Node would wait for: those with a request in flight, after its response, and
 * those without a request yet, which browsers open in advance and Node does not count as idle. A proxy opens a
 * connection for a request that it is about to send, and may report its reset as a failed request. So the server
 * first stops listening, and then waits for such requests.
 */
function closeIdleConnections(server: HttpServer, isDraining: () => boolean): void {
  const neverUsed = new Set<Socket>();
  server.server.on('connection', (socket) => {
    neverUsed.add(socket);
    socket.once('close', () => neverUsed.delete(socket));
  });
  server.server.on('request', ({ socket }) => neverUsed.delete(socket));
  server.server.on('upgrade', ({ socket }) => neverUsed.delete(socket));
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (isDraining()) reply.header('Connection', 'close');
    done();
  });
  server.addHook('preClose', async () => {
    await quietTurn();
    // the method of HTTP servers would also close the connections
    Server.prototype.close.call(server.server);
    for (let waited = 0; neverUsed.size > 0 && waited < firstRequestMs; waited += 50) await wait(50);
    for (const socket of neverUsed) socket.destroy();
  });
}

/**
 * Waits for a turn of the event loop that had nothing to do, at most a thousand turns. Connections that arrive between
 * the start of a turn and the end of listening are not accepted but reset.
 */
async function quietTurn(): Promise<void> {
  const quietMs = 0.1;
  let began = performance.now();
  for (let turns = 0; turns < 1_000; turns += 1) {
    await setImmediate();
    const ended = performance.now();
    if (ended - began < quietMs) return;
    began = ended;
  }
}

function rejectUntilReady(reply: FastifyReply): never {
  const error = new NotReadyError();
  // Fastify's own error handler, which the console and the playground have, does not set it
  reply.header('Retry-After', error.retryAfterSeconds);
  throw error;
}

/** Rejects compressed bodies, because a small one may decompress to a huge one. */
function rejectEncodedBody(encoding = 'identity'): void {
  if (encoding.trim().toLowerCase() === 'identity') return;
  const message = `The content encoding ${JSON.stringify(encoding)} is not supported; send the body uncompressed.`;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', message);
}
