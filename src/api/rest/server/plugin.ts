import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppError } from '../../../common/errors/app-error.ts';
import { maskedError } from '../../../common/errors/masked-error.ts';
import { authenticate } from '../../contract/envelopes.ts';
import type { Contract } from '../../contract/model.ts';
import { NotReadyError } from '../../http/not-ready-error.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { json } from '../codecs/json.ts';
import { jsonl } from '../codecs/jsonl.ts';
import type { AnyOperationHandler } from '../handlers/operation-handlers.ts';
import { StreamedList } from '../handlers/streamed-list.ts';
import { entityTagOf } from './entity-tag.ts';
import { requestMethod } from './method-override.ts';
import { isMediaType, negotiate } from './negotiate.ts';
import { type MatchedOperation, OperationRouter } from './operation-router.ts';
import { pageLinks } from './page-links.ts';
import { parseTarget } from './request-target.ts';
import { asJsonp, type EncodedResponse, encodeErrorResponse, encodeResult } from './response.ts';
import { BatchFailure, reasonPhrase } from './rest-error.ts';
import { runOperation } from './run-operation.ts';

export interface RestOptions {
  readonly contract: Contract;
  readonly handlers: ReadonlyMap<string, AnyOperationHandler>;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Runs the work of a request under its deadline. */
  readonly withRequestDeadline: <T>(reply: FastifyReply, work: () => Promise<T>) => Promise<T>;
  /** Maps an error to the one that the client receives; `null` for an unexpected error, which is masked. */
  readonly toAppError: (error: unknown) => AppError | null;
}

/** Upper bound on XML bodies, in bytes. Parsed XML takes many times the memory of its text. */
const maxXmlBytes = 262_144;
const xmlTypes = /^(application|text)\/([\w.-]+\+)?xml\b/i;

/** Serves the REST API on one wildcard route; `OperationRouter` selects the operation instead of Fastify's router. */
export async function restPlugin(server: FastifyInstance, options: RestOptions): Promise<void> {
  const { contract, handlers, contextOf, toAppError, withRequestDeadline } = options;
  const router = new OperationRouter(contract);
  const matches = new WeakMap<FastifyRequest, MatchedOperation>();

  // bodies stay bytes, because the operation's route decides how they are decoded
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addContentTypeParser(xmlTypes, { parseAs: 'buffer', bodyLimit: maxXmlBytes }, (_request, body, done) => {
    done(null, body);
  });
  server.addHook('onRequest', ({ headers }, _reply, done) => {
    // Fastify rejects a malformed content type before the route runs; the REST API treats it as absent
    const contentType = headers['content-type'];
    if (contentType !== undefined && !isMediaType(contentType)) delete headers['content-type'];
    done();
  });

  server.setErrorHandler((error, request, reply) => {
    const failure = error instanceof BatchFailure ? error : null;
    const cause = failure ? failure.cause : error;
    const appError = toAppError(cause) ?? maskedError(request.id);
    request.summary.transport = 'rest';
    request.summary.codes.push(appError.code);
    if (appError.status >= 500 && !(cause instanceof NotReadyError))
      request.log.error({ err: cause }, 'request.failed');
    const target = parseTarget(request.url);
    if (failure) reply.header('X-AutoBatch-Completed', String(failure.index));
    const { format, callback } = negotiate(target, hintsOf(request));
    const respond = encodeErrorResponse(format, appError, failure?.index ?? null);
    // browsers run a JSONP script only if its status is 200
    const isScript = callback !== null && appError.code !== 'CROSS_ORIGIN_REQUEST';
    if (isScript) return bodyOf(reply.code(200), asJsonp(callback, respond));
    if (appError.retryAfterSeconds !== undefined) reply.header('Retry-After', appError.retryAfterSeconds);
    if (appError.status === 405) reply.header('Allow', router.allowedMethods(target).join(', '));
    if (appError.status === 401) reply.header('WWW-Authenticate', challengeFor(matches.get(request)));
    reply.code(appError.status);
    reply.raw.statusMessage = reasonPhrase(appError);
    return bodyOf(reply, respond);
  });

  // with CORS enabled, the CORS plugin already has a route for preflight requests
  const isTaken = server.hasRoute({ method: 'OPTIONS', url: '/*' });
  const method = server.supportedMethods.filter((name) => !isTaken || name !== 'OPTIONS');
  server.route({ method, url: '/*', handler: respond });

  // methods that Fastify does not route
  server.setNotFoundHandler((_request, reply) => notFound(reply));

  async function respond(request: FastifyRequest, reply: FastifyReply) {
    request.summary.transport = 'rest';
    const target = parseTarget(request.url);
    const body = Buffer.isBuffer(request.body) ? request.body : null;
    const effectiveMethod = requestMethod(request, target.query, body);
    const resolvedMethod = typeof effectiveMethod === 'string' ? effectiveMethod : await effectiveMethod;
    // Node omits the body of a response to HEAD
    const method = resolvedMethod === 'HEAD' ? 'GET' : resolvedMethod;
    const match = router.find(method, target);
    const handler = match && handlers.get(match.operation.request);
    if (!handler) return notFound(reply);
    matches.set(request, match);
    request.summary.operation = match.operation.request;

    const raw = { match, contentType: request.headers['content-type'], body };
    const idempotencyKey = headerOf(request, 'idempotency-key');
    const details = { method, idempotencyKey, ifMatch: headerOf(request, 'if-match') };
    const { values, replayed } = await withRequestDeadline(reply, () => {
      return runOperation(handler, raw, { contract, context: contextOf(request, reply), details });
    });
    const { format, callback } = negotiate(target, hintsOf(request));
    if (target.batch) reply.header('X-AutoBatch-Completed', String(values.length));
    if (replayed) reply.header('Idempotent-Replayed', 'true');
    const [value] = values;
    const { response } = match.operation;
    const isStreamable = (format === 'json' || format === 'jsonl') && !target.batch && callback === null;
    if (isStreamed(value) && response && isStreamable) {
      reply.header('vary', 'Accept').type(format === 'json' ? json.contentType : jsonl.contentType);
      // a stream has no length to report, so it is not read
      if (request.method === 'HEAD') return Readable.from([]);
      return format === 'json' ? await value.toJson(response, contract) : await value.toJsonLines(response, contract);
    }
    const entityTag = target.batch ? null : entityTagOf(value);
    if (entityTag) reply.header('ETag', entityTag);
    const collectedValues = values.some(isStreamed)
      ? await withRequestDeadline(reply, () => collected(values))
      : values;
    const { operation } = match;
    const links = format === 'html' && method === 'GET' ? pageLinks(contract, operation, request.url) : null;
    const result = encodeResult(format, operation, { values: collectedValues, batch: target.batch, contract, links });
    if (!result) return noContent(reply);
    return bodyOf(reply, callback === null ? result : asJsonp(callback, result));
  }
}

function isStreamed(value: unknown): value is StreamedList {
  return value instanceof StreamedList;
}

function collected(values: readonly unknown[]): Promise<unknown[]> {
  return Promise.all(values.map((value) => (isStreamed(value) ? value.collect() : value)));
}

function hintsOf({ headers }: FastifyRequest): { accept: string | undefined; contentType: string | undefined } {
  return { accept: headers.accept, contentType: headers['content-type'] };
}

function headerOf({ headers }: FastifyRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}

/**
 * Returns the `WWW-Authenticate` header of a 401 response. The sign-in operation does not offer Basic authentication,
 * because browsers would open a password dialog over the page that signs in.
 */
function challengeFor(match: MatchedOperation | undefined): string {
  const isSignIn = match?.operation.request === authenticate.name;
  return isSignIn ? 'credentials realm="/auth/credentials"' : 'Basic realm="/auth/basic"';
}

function notFound(reply: FastifyReply): string {
  reply.code(404).type('text/plain');
  return '404';
}

function noContent(reply: FastifyReply): undefined {
  reply.code(204);
}

/**
 * Sets the headers of a response and returns its body. Returning the body is cheaper than sending it and returning the
 * reply, for which Fastify listens to the end of the response.
 */
function bodyOf(reply: FastifyReply, { contentType, fileName, body }: EncodedResponse): EncodedResponse['body'] {
  reply.header('vary', 'Accept').header('content-type', contentType);
  if (fileName !== null) reply.header('Content-Disposition', `attachment;filename="${fileName}"`);
  return body;
}
