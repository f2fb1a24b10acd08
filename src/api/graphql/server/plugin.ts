import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../common/errors/app-error.ts';
import { reportError, type ToAppError } from '../../http/report-error.ts';
import { requireUtf8 } from '../../http/request-charset.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { EncodedResponse } from '../executor/compiled-executor.ts';
import type { CompiledRequestHandler } from '../executor/compiled-request-handler.ts';
import type { PersistedOperations } from '../persisted-operations/persisted-operations.ts';
import { type HttpRequest, resolvePersistedQuery } from '../persisted-operations/resolve-persisted-query.ts';
import { pageHeaders } from '../playground/page.ts';
import type { SubscriptionTransports } from '../subscriptions/plugin.ts';
import { apolloRequestOf } from './apollo-request.ts';
import { mediaTypeOf } from './media-type.ts';
import { checkRequestShape } from './request-shape.ts';
import { attachRequestId, toExtensions, toGraphQLError } from './wire-error.ts';

export interface GraphqlOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly persistedOperations: PersistedOperations;
  /** Handles requests for compiled operations without Apollo Server. */
  readonly compiledRequests: CompiledRequestHandler;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Runs the work of a request under its deadline. */
  readonly withRequestDeadline: <T>(reply: FastifyReply, work: () => Promise<T>) => Promise<T>;

  readonly toAppError: ToAppError;
  /** HTML of the playground; `null` if the playground is disabled. */
  readonly playground: string | null;
  readonly subscriptionTransports: SubscriptionTransports;
}

const routeMediaTypes = [
  'application/json',
  'application/graphql-response+json',
  'text/html',
  'text/event-stream',
] as const;

/** Serves `/graphql`: requests over HTTP, the subscription transports, and the playground for browsers. */
export async function graphqlPlugin(server: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const {
    apollo,
    persistedOperations,
    compiledRequests,
    contextOf,
    toAppError,
    withRequestDeadline,
    playground,
    subscriptionTransports,
  } = options;

  server.setErrorHandler((error, request, reply) => {
    const appError = reportError(error, request, toAppError);
    request.summary.transport = 'graphql';
    if (appError.retryAfterSeconds !== undefined) reply.header('Retry-After', appError.retryAfterSeconds);
    reply.code(appError.status).type('application/json; charset=utf-8');
    return { errors: [{ message: appError.message, extensions: toExtensions(appError) }] };
  });

  // bodies stay text until the caller is authenticated and charged
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  // refused as a request that browsers send without a preflight
  server.addContentTypeParser('text/plain', (_request, _body, done) => done(null));

  /** Parses the body of a request, and replaces a document id by the text of the document. */
  const read = (request: FastifyRequest, method: string): HttpRequest => {
    const { headers, url, body: text } = request;
    let body: unknown;
    if (typeof text === 'string') {
      checkRequestShape(text);
      void parseJson(request, text, (error, value) => {
        if (error) throw error;
        body = value;
      });
    }
    return resolvePersistedQuery({ method, headers, url, body }, persistedOperations);
  };
  const handler = (request: FastifyRequest, reply: FastifyReply) => {
    const mediaType = mediaTypeOf(request.headers.accept, routeMediaTypes);
    if (request.method !== 'POST' && playground !== null && mediaType === 'text/html') {
      reply.headers(pageHeaders).type('text/html; charset=utf-8');
      return playground;
    }
    const isStream = mediaType === 'text/event-stream';
    request.summary.transport = isStream ? 'streaming' : 'graphql';
    // an event stream has no deadline
    return isStream ? stream(request, reply) : withRequestDeadline(reply, () => executeRequest(request, reply));
  };
  const stream = async (request: FastifyRequest, reply: FastifyReply) => {
    const context = await contextOf(request, reply);
    return subscriptionTransports.stream(read(request, request.method), request, reply, context);
  };
  const executeRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    let context: RequestContext;
    try {
      context = await contextOf(request, reply);
    } catch (error) {
      return reject(error, request, reply);
    }
    // Node omits the body of the response to a HEAD request
    const httpRequest = read(request, request.method === 'HEAD' ? 'GET' : request.method);
    const known = compiledRequests.find(httpRequest);
    const written = known && (await compiledRequests.execute(known, context));
    if (known && written) return bytesOf(reply.header('content-type', known.mediaType), written);
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: apolloRequestOf(httpRequest),
      context: async () => context,
    });
    return bodyOf(reply, response);
  };
  /** Returns the response of Apollo Server to a request without a context, whose body is not parsed. */
  const reject = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { method, headers, url } = request;
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: apolloRequestOf({ method, headers, url, body: null }),
      context: async () => rejectBeforeExecution(error, request),
    });
    return bodyOf(reply, response);
  };
  server.addHook('onRequest', async ({ headers }) => requireUtf8(headers['content-type']));
  server.post('/graphql', handler);
  server.route({ method: 'GET', url: '/graphql', handler, wsHandler: subscriptionTransports.connect });
  server.route({
    method: ['PUT', 'DELETE', 'PATCH', 'OPTIONS'],
    url: '/graphql',
    // before the body is read
    onRequest: async (_request, reply) => {
      reply.header('Allow', 'GET, HEAD, POST');
      throw new AppError('METHOD_NOT_ALLOWED', 'GraphQL requests use GET or POST.');
    },
    handler: () => undefined,
  });
}

/**
 * Rethrows an error that occurred while the request context was created. An AppError keeps its HTTP status; Apollo
 * Server masks any other error.
 */
function rejectBeforeExecution(error: unknown, { id, log }: FastifyRequest): never {
  if (!(error instanceof AppError)) {
    attachRequestId(error, id);
    log.error({ err: error }, 'request.failed');
  }
  throw toGraphQLError(error);
}

/**
 * Returns the bytes for Fastify to send, and releases their buffer once they are sent. A handler that calls
 * `reply.send()` and returns the reply would make Fastify listen for the end of the response as well.
 */
function bytesOf(reply: FastifyReply, { bytes, release }: EncodedResponse): Buffer {
  if (release) reply.raw.once('finish', release);
  return bytes;
}

function bodyOf(reply: FastifyReply, { status, headers, body }: HTTPGraphQLResponse): string {
  if (body.kind !== 'complete') throw new AppError('BAD_USER_INPUT', 'Incremental delivery is not supported.');
  for (const [name, value] of headers) reply.header(name, value);
  reply.code(status ?? 200);
  return body.string;
}
