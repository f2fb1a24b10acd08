import { PassThrough } from 'node:stream';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { ContextSource, RequestContext } from '../../auth/request-context.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Documents } from '../trusted/documents.ts';
import type { HttpRequest } from '../trusted/with-text.ts';
import { type ConnectionCaps, holderOf } from './connection-caps.ts';
import { eventStreamHeaders, sendEventStream } from './event-stream.ts';
import { readOperationRequest } from './event-stream-request.ts';
import { sinkInto } from './event-stream-sink.ts';
import type { LiveOperations } from './live-operations.ts';
import { SocketDoor } from './socket-door.ts';

/** The longest message that a client may send over a WebSocket. */
const maxMessageBytes = 262_144;

export interface LiveOptions {
  readonly operations: LiveOperations;
  readonly caps: ConnectionCaps;
  readonly maxOperations: number;
  readonly documents: Documents;
  readonly connectionContexts: (request: FastifyRequest, params?: Readonly<Record<string, unknown>>) => ContextSource;
}

/** The ways in that stay open. */
export interface LiveDoors {
  /** How many are open. */
  sockets(): number;
  streams(): number;
  connect(socket: WebSocket, request: FastifyRequest): void;
  /** @param asked what of the request is the operation */
  stream(asked: HttpRequest, request: FastifyRequest, reply: FastifyReply, context: RequestContext): FastifyReply;
}

/** Has the server speak WebSocket, and end what stays open before it stops. */
export async function openLiveDoors(server: FastifyInstance, options: LiveOptions): Promise<LiveDoors> {
  const { operations, caps, maxOperations, documents, connectionContexts } = options;
  const sockets = new SocketDoor({ operations, caps, maxOperations, documents });
  const streams = new Set<PassThrough>();
  await server.register(websocket, {
    errorHandler(error, socket, request) {
      // one with a code comes from the other side, which the door takes note of; any other is ours
      if (!('code' in error)) request.log.error({ err: error }, 'socket.failed');
      socket.terminate();
    },
    options: { maxPayload: maxMessageBytes, handleProtocols: SocketDoor.handleProtocols, perMessageDeflate: false },
    preClose(done) {
      for (const body of streams) body.end();
      void sockets.close().finally(done);
    },
  });
  return {
    sockets: () => sockets.count,
    streams: () => streams.size,
    connect(socket, request) {
      request.report.door = 'live';
      const contextsOf = (params: Readonly<Record<string, unknown>>) => connectionContexts(request, params);
      sockets.open(socket, { requestId: request.id, log: request.log, contextsOf });
    },
    stream(asked, request, reply, context) {
      const prepared = operations.prepare(readOperationRequest(asked));
      if (asked.method === 'GET' && 'operation' in prepared && prepared.operation.operation === 'mutation') {
        throw new AppError('METHOD_NOT_ALLOWED', 'A mutation has to be sent by POST.');
      }
      const release = caps.take(holderOf(context));
      if (!release) throw new AppError('RATE_LIMITED', 'Too many connections are open.', { retryAfterSeconds: 10 });
      const body = new PassThrough();
      streams.add(body);
      body.once('close', () => {
        release();
        streams.delete(body);
      });
      const contexts = { begin: async () => context, renew: connectionContexts(request).renew };
      void sendEventStream(operations, prepared, contexts, context, sinkInto(body)).finally(() => body.end());
      return reply.headers(eventStreamHeaders).send(body);
    },
  };
}
