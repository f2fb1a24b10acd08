import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { AppError } from '../kernel/app-error.ts';
import { allowOrigins } from './cross-origin.ts';
import { alwaysAnswered, shedLoad } from './load-shedding.ts';
import { boundPipelines } from './pipelines.ts';
import { tellQuotas } from './quota-headers.ts';
import { requestIdOf } from './request-id.ts';
import { type OnAnswered, reportRequests } from './request-report.ts';
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
  readonly onAnswered: OnAnswered;
}

export interface HttpLimits {
  /** How long headers and body of a request may take to arrive. */
  readonly arrivalSeconds: number;
  /** How long a connection may wait for the next request. */
  readonly keepAliveSeconds: number;
  /** How long a request may be worked on. */
  readonly deadlineSeconds: number;
  /** Past this mean delay of the event loop requests are refused; 0: never. */
  readonly maxDelayMs: number;
}

/** Headers are small: whoever takes longer than this for them means no good. */
const maxHeaderSeconds = 10;

/** The HTTP server with what all doors share: request ids, cookies, one log line a request, health. Not listening yet. */
export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { log, isReady, trustProxy, limits, corsOrigins, onAnswered } = options;
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
    connectionTimeout: (limits.arrivalSeconds + limits.deadlineSeconds) * 1_000,
    requestTimeout: limits.arrivalSeconds * 1_000,
    keepAliveTimeout: limits.keepAliveSeconds * 1_000,
    http: {
      headersTimeout: Math.min(limits.arrivalSeconds, maxHeaderSeconds) * 1_000,
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
  endConnections(server);
  boundPipelines(server.server);

  reportRequests(server, onAnswered);
  tellQuotas(server);
  coalesceResponses(server);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(securityHeaders);
    if (request.protocol === 'https') reply.headers(httpsHeaders);
    refuseEncoded(request.headers['content-encoding']);
    done();
  });

  await shedLoad(server, limits.maxDelayMs);
  if (corsOrigins.length > 0) await allowOrigins(server, corsOrigins);

  server.get('/health/live', { config: alwaysAnswered }, async () => ({ status: 'live' }));
  server.get('/health/ready', { config: alwaysAnswered }, async (_request, reply) => {
    const ready = await isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'unavailable' });
  });
  return server;
}

/**
 * Ends at a stop what Node alone would wait for: connections with a request under way go on after it, and those that browsers
 * open ahead do not count as idle before their first.
 */
function endConnections(server: HttpServer): void {
  const unused = new Set<Socket>();
  let isStopping = false;
  server.server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.server.on('request', ({ socket }) => unused.delete(socket));
  server.server.on('upgrade', ({ socket }) => unused.delete(socket));
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping) reply.header('Connection', 'close');
    done();
  });
  server.addHook('preClose', async () => {
    isStopping = true;
    // what was sent on one may only have to be read, which the next turn does
    await setImmediate();
    await setImmediate();
    for (const socket of unused) socket.destroy();
  });
}

/** A compressed body is not unpacked: what is small on the way may be huge. */
function refuseEncoded(encoding = 'identity'): void {
  if (encoding.trim().toLowerCase() === 'identity') return;
  const message = `The content encoding ${JSON.stringify(encoding)} is not read here; send the body as it is.`;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', message);
}
