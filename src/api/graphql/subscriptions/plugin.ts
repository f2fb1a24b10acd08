import { PassThrough } from 'node:stream';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { AppError } from '../../../common/errors/app-error.ts';
import type { ChargeAddress } from '../../http/charge-address.ts';
import { parsingPoints } from '../../http/create-request-context.ts';
import type { ContextSource, RequestContext } from '../../http/request-context.ts';
import type { PersistedOperations } from '../persisted-operations/persisted-operations.ts';
import type { HttpRequest } from '../persisted-operations/resolve-persisted-query.ts';
import { type ConcurrencyLimiter, limitKey } from './concurrency-limiter.ts';
import { eventStreamHeaders, sendEventStream } from './event-stream.ts';
import { readOperationRequest } from './event-stream-request.ts';
import { toSink } from './event-stream-sink.ts';
import { GraphqlWsHandler } from './graphql-ws-handler.ts';
import type { StreamingExecutor } from './streaming-executor.ts';

/** Maximum size of a message from a client over a WebSocket, in bytes. */
const maxMessageBytes = 262_144;

export interface SubscriptionOptions {
  readonly operations: StreamingExecutor;
  readonly connectionLimiter: ConcurrencyLimiter;
  readonly maxOperations: number;
  readonly persistedOperations: PersistedOperations;
  readonly chargeAddress: ChargeAddress;
  readonly connectionContexts: (request: FastifyRequest, params?: Readonly<Record<string, unknown>>) => ContextSource;
}

/** The transports for subscriptions: WebSocket and server-sent events. */
export interface SubscriptionTransports {
  /** Number of open sockets. */
  sockets(): number;
  /** Number of open event streams. */
  streams(): number;
  connect(socket: WebSocket, request: FastifyRequest): void;
  /** @param operationRequest the request, with its document id replaced by the text */
  stream(
    operationRequest: HttpRequest,
    request: FastifyRequest,
    reply: FastifyReply,
    context: RequestContext,
  ): FastifyReply;
}

/** Registers the subscription transports, and closes their sockets and streams before the server stops. */
export async function registerSubscriptionTransports(
  server: FastifyInstance,
  options: SubscriptionOptions,
): Promise<SubscriptionTransports> {
  const { operations, connectionLimiter, maxOperations, persistedOperations, connectionContexts, chargeAddress } =
    options;
  const sockets = new GraphqlWsHandler({ operations, connectionLimiter, maxOperations, persistedOperations });
  const streams = new Set<PassThrough>();
  await server.register(websocket, {
    errorHandler(error, socket, request) {
      // an error with a `code` comes from the client and is logged by GraphqlWsHandler; any other is unexpected
      if (!('code' in error)) request.log.error({ err: error }, 'socket.failed');
      socket.terminate();
    },
    options: {
      maxPayload: maxMessageBytes,
      handleProtocols: GraphqlWsHandler.handleProtocols,
      perMessageDeflate: false,
      // one message of a socket in each turn of the event loop: requests of others are answered in between
      allowSynchronousEvents: false,
    },
    preClose(done) {
      for (const body of streams) body.end();
      void sockets.close().finally(done);
    },
  });
  return {
    sockets: () => sockets.count,
    streams: () => streams.size,
    connect(socket, request) {
      request.summary.transport = 'streaming';
      const contextsOf = (params: Readonly<Record<string, unknown>>) => connectionContexts(request, params);
      const chargeMessage = (bytes: number) => chargeAddress(request, parsingPoints(bytes));
      sockets.open(socket, { requestId: request.id, log: request.log, contextsOf, chargeMessage });
    },
    stream(operationRequest, request, reply, context) {
      const prepared = operations.prepare(readOperationRequest(operationRequest));
      if (operationRequest.method === 'GET' && 'operation' in prepared && prepared.operation.operation === 'mutation') {
        throw new AppError('METHOD_NOT_ALLOWED', 'Mutations must use POST.');
      }
      const release = connectionLimiter.acquire(limitKey(context));
      if (!release) throw new AppError('RATE_LIMITED', 'Too many connections are open.', { retryAfterSeconds: 10 });
      const body = new PassThrough();
      streams.add(body);
      body.once('close', () => {
        release();
        streams.delete(body);
      });
      const contexts = { create: async () => context, refresh: connectionContexts(request).refresh };
      void sendEventStream(operations, prepared, contexts, context, toSink(body)).finally(() => body.end());
      return reply.headers(eventStreamHeaders).send(body);
    },
  };
}
