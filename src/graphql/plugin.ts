import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../auth/request-context.ts';
import { AppError } from '../kernel/app-error.ts';
import { once } from '../kernel/once.ts';
import { maskedError } from '../kernel/unexpected.ts';
import type { EncodedResponse } from './compiled/compiled-executor.ts';
import type { CompiledRequestHandler } from './compiled-request-handler.ts';
import type { LiveDoors } from './live/plugin.ts';
import { mediaTypeOf } from './media-type.ts';
import { pageHeaders } from './playground/page.ts';
import type { Documents } from './trusted/documents.ts';
import { type HttpRequest, withText } from './trusted/with-text.ts';
import { rememberRequest, toExtensions, toGraphQLError } from './wire-error.ts';

export interface GraphqlOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly documents: Documents;
  /** Handles requests for compiled operations. */
  readonly compiled: CompiledRequestHandler;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Does the work for a request, and ends with it. */
  readonly underDeadline: <T>(reply: FastifyReply, work: () => Promise<T>) => Promise<T>;
  /** Any error as the refusal that stands for it; `null` for one that is ours. */
  readonly refusalOf: (error: unknown) => AppError | null;
  /** The page a browser gets, `null` where there is none. */
  readonly playground: string | null;
  readonly live: LiveDoors;
}

const doors = ['application/json', 'application/graphql-response+json', 'text/html', 'text/event-stream'] as const;

/** GraphQL at `/graphql`: over HTTP, over connections that stay open, and the playground for whoever asks for a page. */
export async function graphqlPlugin(server: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { apollo, documents, compiled, contextOf, refusalOf, underDeadline, playground, live } = options;

  server.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error) ?? maskedError(request.id);
    request.report.door = 'graphql';
    request.report.codes.push(refusal.code);
    if (refusal.status >= 500) request.log.error({ err: error }, 'request.failed');
    if (refusal.retryAfterSeconds !== undefined) reply.header('Retry-After', refusal.retryAfterSeconds);
    reply.code(refusal.status).type('application/json; charset=utf-8');
    return { errors: [{ message: refusal.message, extensions: toExtensions(refusal) }] };
  });

  const handler = (request: FastifyRequest, reply: FastifyReply) => {
    const wanted = mediaTypeOf(request.headers.accept, doors);
    if (request.method === 'GET' && playground !== null && wanted === 'text/html') {
      reply.headers(pageHeaders).type('text/html; charset=utf-8');
      return playground;
    }
    const isStream = wanted === 'text/event-stream';
    request.report.door = isStream ? 'live' : 'graphql';
    // before anybody is asked who it is
    const asked = withText(request, documents);
    // a stream has no end that could come in time
    return isStream ? stream(asked, request, reply) : underDeadline(reply, () => answer(asked, request, reply));
  };
  const stream = async (asked: HttpRequest, request: FastifyRequest, reply: FastifyReply) =>
    live.stream(asked, request, reply, await contextOf(request, reply));
  const answer = async (asked: HttpRequest, request: FastifyRequest, reply: FastifyReply) => {
    const context = once(() => contextOf(request, reply));
    const known = compiled.find(asked);
    const written = known && (await compiled.answer(known, context));
    if (known && written) return bytesOf(reply.header('content-type', known.mediaType), written);
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: httpRequestOf(asked),
      context: async () => {
        try {
          return await context();
        } catch (error) {
          return refuseBefore(error, request);
        }
      },
    });
    return bodyOf(reply, response);
  };
  server.post('/graphql', handler);
  server.route({ method: 'GET', url: '/graphql', handler, wsHandler: live.connect });
}

/** Who asks cannot be told: a refusal of ours in the form that keeps its status, anything else for Apollo to mask. */
function refuseBefore(error: unknown, { id, log }: FastifyRequest): never {
  if (!(error instanceof AppError)) {
    rememberRequest(error, id);
    log.error({ err: error }, 'request.failed');
  }
  throw toGraphQLError(error);
}

function httpRequestOf({ method, headers, url, body }: HttpRequest): HTTPGraphQLRequest {
  const { search } = new URL(url, 'http://localhost');
  return { method, headers: headersOf(headers), search, body: body ?? {} };
}

function headersOf(given: HttpRequest['headers']): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** What is left to send; a handler that sends by itself, and gives back the reply, has Fastify listen for its end. */
function bytesOf(reply: FastifyReply, { bytes, release }: EncodedResponse): Buffer {
  if (release) reply.raw.once('finish', release);
  return bytes;
}

function bodyOf(reply: FastifyReply, { status, headers, body }: HTTPGraphQLResponse): string {
  if (body.kind !== 'complete') throw new AppError('BAD_USER_INPUT', 'Incremental delivery is not offered.');
  for (const [name, value] of headers) reply.header(name, value);
  reply.code(status ?? 200);
  return body.string;
}
