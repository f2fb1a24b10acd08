import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '../../contract/envelopes.ts';
import type { Contract } from '../../contract/model.ts';
import { reportError, type ToAppError } from '../../http/report-error.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { json } from '../codecs/json.ts';
import { jsonl } from '../codecs/jsonl.ts';
import type { AnyOperationHandler } from '../handlers/operation-handlers.ts';
import { StreamedList } from '../handlers/streamed-list.ts';
import { entityTagOf } from './entity-tag.ts';
import { readUrlEncoded } from './form.ts';
import { methodInForm, requestMethod } from './method-override.ts';
import { isMediaType, negotiate } from './negotiate.ts';
import { type MatchedOperation, OperationRouter } from './operation-router.ts';
import { pageLinks } from './page-links.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';
import { asJsonp, type EncodedResponse, encodeErrorResponse, encodeResult } from './response.ts';
import { BatchFailure, reasonPhrase } from './rest-error.ts';
import { runOperation } from './run-operation.ts';

export interface RestOptions {
  readonly contract: Contract;
  readonly handlers: ReadonlyMap<string, AnyOperationHandler>;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Runs the work of a request under its deadline. */
  readonly withRequestDeadline: <T>(reply: FastifyReply, work: () => Promise<T>) => Promise<T>;
  readonly toAppError: ToAppError;
  /** Whether `/metadata` is served, to which HTML pages link. */
  readonly hasMetadata: boolean;
}

/** Upper bound on XML bodies, in bytes. Parsed XML takes many times the memory of its text. */
const maxXmlBytes = 262_144;
/** A request whose path is known, before its body is read. */
interface RoutedRequest {
  readonly target: RequestTarget;
  /** GET also for a HEAD request: Node omits the body of its response. A field of a form may replace it. */
  method: string;
  /** `null` until the body is read, if a field of a form may replace the method. */
  match: MatchedOperation | null;
}

const xmlTypes = /^(application|text)\/([\w.-]+\+)?xml\b/i;

/** Serves the REST API on one wildcard route; `OperationRouter` selects the operation instead of Fastify's router. */
export async function restPlugin(server: FastifyInstance, options: RestOptions): Promise<void> {
  const { contract, handlers, contextOf, toAppError, withRequestDeadline, hasMetadata } = options;
  const router = new OperationRouter(contract);
  const routed = new WeakMap<FastifyRequest, RoutedRequest>();

  // bodies stay bytes, because the operation's route decides how they are decoded
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addContentTypeParser(xmlTypes, { parseAs: 'buffer', bodyLimit: maxXmlBytes }, (_request, body, done) => {
    done(null, body);
  });
  server.addHook('onRequest', (request, reply, done) => {
    const { headers } = request;
    // Fastify rejects a malformed content type before the route runs; the REST API treats it as absent
    const contentType = headers['content-type'];
    if (contentType !== undefined && !isMediaType(contentType)) delete headers['content-type'];
    request.summary.transport = 'rest';
    // the body of a request without a route is not read
    if (request.is404 || route(request)) done();
    else reply.send(notFound(reply));
  });

  server.setErrorHandler((error, request, reply) => {
    const failure = error instanceof BatchFailure ? error : null;
    const cause = failure ? failure.cause : error;
    const appError = reportError(cause, request, toAppError);
    request.summary.transport = 'rest';
    const { target = parseTarget(request.url), match } = routed.get(request) ?? {};
    if (failure) reply.header('X-AutoBatch-Completed', String(failure.index));
    const { format, callback } = negotiate(target, hintsOf(request));
    const respond = encodeErrorResponse(format, appError, { batchIndex: failure?.index ?? null, hasMetadata });
    // browsers run a JSONP script only if its status is 200
    const isScript = callback !== null && appError.code !== 'CROSS_ORIGIN_REQUEST';
    if (isScript) return bodyOf(reply.code(200), asJsonp(callback, respond));
    if (appError.retryAfterSeconds !== undefined) reply.header('Retry-After', appError.retryAfterSeconds);
    if (appError.status === 405) reply.header('Allow', router.allowedMethods(target).join(', '));
    if (appError.status === 401) reply.header('WWW-Authenticate', challengeFor(match));
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

  /**
   * Finds the operation of a request by method and target.
   *
   * @returns whether there is one, or may be one once the body is read
   */
  function route(request: FastifyRequest): boolean {
    const target = parseTarget(request.url);
    const named = requestMethod(request, target.query);
    const method = named === 'HEAD' ? 'GET' : (named ?? request.method);
    const isOverridable = named === null && router.allowedMethods(target).length > 0;
    const entry: RoutedRequest = { target, method, match: null };
    // set before the search, which throws for some targets
    routed.set(request, entry);
    if (isOverridable) return true;
    entry.match = router.find(method, target);
    request.summary.operation = entry.match?.operation.request ?? null;
    return entry.match !== null;
  }

  async function respond(request: FastifyRequest, reply: FastifyReply) {
    const known = routed.get(request);
    if (!known) return notFound(reply);
    const { target } = known;
    const result = await withRequestDeadline(reply, () => execute(request, reply, known));
    const { match, method } = known;
    if (!result || !match) return notFound(reply);
    const { values, replayed } = result;
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
    const shown = { values: collectedValues, batch: target.batch, contract, links, hasMetadata };
    const encoded = encodeResult(format, operation, shown);
    if (!encoded) return noContent(reply);
    return bodyOf(reply, callback === null ? encoded : asJsonp(callback, encoded));
  }

  /**
   * Authenticates a request, charges it and executes its operation.
   *
   * @returns `null` if no operation has the method that a form names
   */
  async function execute(request: FastifyRequest, reply: FastifyReply, known: RoutedRequest) {
    const context = await contextOf(request, reply);
    const body = Buffer.isBuffer(request.body) ? request.body : null;
    const form = known.match === null && body ? readUrlEncoded(body) : null;
    if (form) known.method = methodInForm(form, known.method);
    known.match ??= router.find(known.method, known.target);
    const handler = known.match && handlers.get(known.match.operation.request);
    if (!known.match || !handler) return null;
    request.summary.operation = known.match.operation.request;
    const raw = { match: known.match, contentType: request.headers['content-type'], body, form };
    const idempotencyKey = headerOf(request, 'idempotency-key');
    const details = { method: known.method, idempotencyKey, ifMatch: headerOf(request, 'if-match') };
    return runOperation(handler, raw, { contract, context, details });
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
function challengeFor(match: MatchedOperation | null | undefined): string {
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
