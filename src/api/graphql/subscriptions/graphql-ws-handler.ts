import { setTimeout as wait } from 'node:timers/promises';
import { type FormattedExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, type Context, handleProtocols, makeServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { AppError } from '../../../common/errors/app-error.ts';
import type { Log } from '../../../common/logging/log.ts';
import type { ContextSource } from '../../http/request-context.ts';
import type { PersistedOperations } from '../persisted-operations/persisted-operations.ts';
import { checkRequestShape } from '../server/request-shape.ts';
import { type ConcurrencyLimiter, limitKey } from './concurrency-limiter.ts';
import type { OperationRequest, PreparedOperation } from './prepare-operation.ts';
import { SocketWriter } from './socket-writer.ts';
import type { StreamingExecutor } from './streaming-executor.ts';
import { watchAccess } from './watch-access.ts';

/** Close codes of this server, in addition to those of graphql-transport-ws. */
const closeCodes = { goingAway: 1001, tryAgainLater: 1013, forbidden: 4403, internal: 4500 } as const;
const pingMs = 12_000;
/** Time for clients to close their side at shutdown, in milliseconds. */
const graceMs = 1_000;

export interface SocketConnection {
  readonly requestId: string;
  readonly log: Log;
  /** @param params payload of the `connection_init` message */
  readonly contextsOf: (params: Readonly<Record<string, unknown>>) => ContextSource;
  /**
   * Charges the parsing of a message.
   *
   * @throws RATE_LIMITED when the budget of the address is exhausted
   */
  readonly chargeMessage: (bytes: number) => void;
}

interface Extra extends SocketConnection, Record<PropertyKey, unknown> {
  readonly socket: WebSocket;
  contexts?: ContextSource;
  release?: () => void;
}

/** An operation whose caller is authenticated and charged. */
interface SocketOperation {
  readonly prepared: PreparedOperation;
  readonly contexts: ContextSource;
}

type ConnectionContext = Context<Record<string, unknown> | undefined, Extra>;

export interface GraphqlWsHandlerOptions {
  readonly operations: StreamingExecutor;
  readonly connectionLimiter: ConcurrencyLimiter;
  /** Maximum of operations in flight on one socket. */
  readonly maxOperations: number;
  readonly persistedOperations: PersistedOperations;
}

/** Serves GraphQL over WebSocket with the graphql-transport-ws protocol. */
export class GraphqlWsHandler {
  static readonly handleProtocols = handleProtocols;
  readonly #options: GraphqlWsHandlerOptions;
  readonly #sockets = new Set<WebSocket>();
  readonly #server;

  constructor(options: GraphqlWsHandlerOptions) {
    this.#options = options;
    const { operations } = options;
    this.#server = makeServer<Record<string, unknown> | undefined, Extra>({
      onConnect: (connection) => this.#connect(connection),
      onClose: ({ extra }) => extra.release?.(),
      onSubscribe: async ({ extra, subscriptions }, _id, request) => {
        if (Object.keys(subscriptions).length > options.maxOperations)
          return [tooManyOperations(options.maxOperations)];
        const operation = await this.#prepare(extra, request);
        if (!('prepared' in operation)) return operation;
        // graphql-ws selects the operation; `execute` and `subscribe` read only `contextValue`
        const { prepared } = operation;
        const { operationName } = prepared.request;
        return { ...prepared, operationName, schema: operations.schema, contextValue: { ...operation, extra } };
      },
      execute: ({ contextValue }) => run(operations, contextValue) as never,
      subscribe: ({ contextValue }) => run(operations, contextValue) as never,
      onNext: (_live, _id, _request, _args, result) => result as FormattedExecutionResult,
      onError: ({ extra }, _id, _request, errors) => errors.map((error) => operations.format(error, extra)),
    });
  }

  /** Number of open sockets. */
  get count(): number {
    return this.#sockets.size;
  }

  open(socket: WebSocket, connection: SocketConnection): void {
    const { log } = connection;
    const writer = new SocketWriter(socket);
    this.#sockets.add(socket);
    const stopPinging = pingUntilSilent(socket);
    socket.on('error', (error) => log.debug({ err: error }, 'socket.error'));
    const fail = (error: unknown): void => {
      if (error instanceof AppError) {
        const isLimited = error.code === 'RATE_LIMITED';
        closeWith(socket, isLimited ? closeCodes.tryAgainLater : CloseCode.BadRequest, error.message);
        return;
      }
      if (isProtocolViolation(error)) {
        socket.close(CloseCode.BadRequest, 'Invalid message received');
        return;
      }
      log.error({ err: error }, 'socket.failed');
      socket.close(closeCodes.internal, 'Internal server error');
    };
    const receive = async (text: string, take: (text: string) => Promise<void>): Promise<void> => {
      connection.chargeMessage(text.length);
      checkRequestShape(text);
      await take(text);
    };
    const closed = this.#server.opened(
      {
        protocol: socket.protocol,
        send: (text) => writer.send(text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) => socket.on('message', (data) => void receive(String(data), take).catch(fail)),
      },
      { ...connection, socket },
    );
    socket.once('close', (code, reason) => {
      stopPinging();
      this.#sockets.delete(socket);
      closed(code, String(reason)).catch(fail);
    });
  }

  /** Closes all sockets with code 1001, so that clients reconnect, and terminates those still open after `graceMs`. */
  async close(): Promise<void> {
    const open = [...this.#sockets];
    if (open.length === 0) return;
    const allClosed = Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    for (const socket of open) socket.close(closeCodes.goingAway, 'Going away');
    await Promise.race([allClosed, wait(graceMs, undefined, { ref: false })]);
    for (const socket of open) socket.terminate();
  }

  /** Authenticates and charges an operation before its document is parsed. */
  async #prepare({ contexts }: Extra, request: OperationRequest): Promise<SocketOperation | readonly GraphQLError[]> {
    const { operations, persistedOperations } = this.#options;
    if (!contexts) throw new Error('an operation was started before its connection was initialized');
    try {
      const context = await contexts.create();
      const query = persistedOperations.resolve(request);
      const prepared = operations.prepare(query === null ? request : { ...request, query });
      const create = async () => context;
      return 'operation' in prepared ? { prepared, contexts: { create, refresh: () => contexts.refresh() } } : prepared;
    } catch (error) {
      return [toGraphQLError(error)];
    }
  }

  async #connect({ extra, connectionParams }: ConnectionContext): Promise<{ requestId: string } | false> {
    const { socket, log } = extra;
    try {
      extra.contexts = extra.contextsOf(connectionParams ?? {});
      const context = await extra.contexts.create();
      const release = this.#options.connectionLimiter.acquire(limitKey(context));
      if (!release) return closeWith(socket, closeCodes.tryAgainLater, 'Too many connections');
      const stopWatching = watchAccess(extra.contexts, context.principal, ({ message }) =>
        closeWith(socket, closeCodes.forbidden, message),
      );
      extra.release = () => {
        stopWatching();
        release();
      };
      // a socket that closed during authentication has had its `onClose` already, which found nothing to release
      if (socket.readyState !== socket.OPEN) extra.release();
      return { requestId: extra.requestId };
    } catch (error) {
      if (error instanceof AppError && error.status < 500 && error.code !== 'RATE_LIMITED') {
        return closeWith(socket, closeCodes.forbidden, error.message);
      }
      log.warn({ err: error }, 'socket.refused');
      return closeWith(socket, closeCodes.tryAgainLater, 'Try again later');
    }
  }
}

function run(operations: StreamingExecutor, contextValue: unknown) {
  const { prepared, contexts, extra } = contextValue as SocketOperation & { extra: Extra };
  return operations.run(prepared, contexts, extra);
}

/** Whether a client sent a message type that only servers send. graphql-ws throws a plain Error for it. */
function isProtocolViolation(error: unknown): boolean {
  return error instanceof Error && /^Unexpected message of type \w+ received$/.test(error.message);
}

function closeWith(socket: WebSocket, code: number, reason: string): false {
  socket.close(code, reason.slice(0, 120));
  return false;
}

function tooManyOperations(max: number): GraphQLError {
  return toGraphQLError(
    new AppError('RATE_LIMITED', `At most ${max} operations may run concurrently on one connection.`),
  );
}

function toGraphQLError(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

/**
 * Pings a socket periodically, and terminates the socket if a pong is missing.
 *
 * @returns a function that stops the pings
 */
function pingUntilSilent(socket: WebSocket): () => void {
  let isAnswered = true;
  socket.on('pong', () => {
    isAnswered = true;
  });
  const timer = setInterval(() => {
    if (!isAnswered) return socket.terminate();
    isAnswered = false;
    socket.ping();
  }, pingMs);
  timer.unref();
  return () => clearInterval(timer);
}
