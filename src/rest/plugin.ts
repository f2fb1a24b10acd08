import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../auth/request-context.ts';
import { authenticate } from '../contract/envelopes.ts';
import type { Contract } from '../contract/model.ts';
import type { AppError } from '../kernel/app-error.ts';
import { maskedError } from '../kernel/unexpected.ts';
import { readAddress } from './address.ts';
import { type Answer, asJsonp, encodeRefusal, encodeResult } from './answer.ts';
import { json } from './codecs/json.ts';
import { type Door, Doors } from './door.ts';
import { entityTagOf } from './entity-tag.ts';
import { requestMethod } from './method-override.ts';
import { answerShape, isMediaType } from './negotiate.ts';
import type { AnyOperationHandler } from './operation-handlers.ts';
import { BatchFailure, reasonPhrase } from './rest-error.ts';
import { runOperation } from './run-operation.ts';
import { StreamedList } from './streamed-list.ts';

export interface RestOptions {
  readonly contract: Contract;
  readonly handlers: ReadonlyMap<string, AnyOperationHandler>;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Does the work for a request, and ends with it. */
  readonly underDeadline: <T>(reply: FastifyReply, work: () => Promise<T>) => Promise<T>;
  /** Any error as the refusal that stands for it; `null` for one that is ours. */
  readonly refusalOf: (error: unknown) => AppError | null;
}

/** What is read from XML takes many times the room of its text. */
const maxXmlBytes = 262_144;
const xmlTypes = /^(application|text)\/([\w.-]+\+)?xml\b/i;

/** Every address of the REST shim. Which operation is meant is found by `Doors`, not by Fastify's router. */
export async function restPlugin(server: FastifyInstance, options: RestOptions): Promise<void> {
  const { contract, handlers, contextOf, refusalOf, underDeadline } = options;
  const doors = new Doors(contract);
  const found = new WeakMap<FastifyRequest, Door>();

  // the door decides how a body is read, so every content type comes through as bytes
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addContentTypeParser(xmlTypes, { parseAs: 'buffer', bodyLimit: maxXmlBytes }, (_request, body, done) => {
    done(null, body);
  });
  server.addHook('onRequest', ({ headers }, _reply, done) => {
    // Fastify refuses what is no media type before the door has its say; to us it is as good as none
    const contentType = headers['content-type'];
    if (contentType !== undefined && !isMediaType(contentType)) delete headers['content-type'];
    done();
  });

  server.setErrorHandler((error, request, reply) => {
    const failure = error instanceof BatchFailure ? error : null;
    const cause = failure ? failure.cause : error;
    const refusal = refusalOf(cause) ?? maskedError(request.id);
    request.report.door = 'rest';
    request.report.codes.push(refusal.code);
    if (refusal.status >= 500) request.log.error({ err: cause }, 'request.failed');
    const address = readAddress(request.url);
    if (failure) reply.header('X-AutoBatch-Completed', String(failure.index));
    const { format, callback } = answerShape(address, hintsOf(request));
    const answer = encodeRefusal(format, refusal, failure?.index ?? null);
    // a page's script tag runs only what comes with 200
    if (callback !== null) return bodyOf(reply.code(200), asJsonp(callback, answer));
    if (refusal.retryAfterSeconds !== undefined) reply.header('Retry-After', refusal.retryAfterSeconds);
    if (refusal.status === 405) reply.header('Allow', doors.allowedMethods(address).join(', '));
    if (refusal.status === 401) reply.header('WWW-Authenticate', challengeFor(found.get(request)));
    reply.code(refusal.status);
    reply.raw.statusMessage = reasonPhrase(refusal);
    return bodyOf(reply, answer);
  });

  // where pages of other origins may ask, what they ask first is answered already
  const isTaken = server.hasRoute({ method: 'OPTIONS', url: '/*' });
  const method = server.supportedMethods.filter((name) => !isTaken || name !== 'OPTIONS');
  server.route({ method, url: '/*', handler: answer });

  // methods that Fastify does not route
  server.setNotFoundHandler((_request, reply) => notFound(reply));

  async function answer(request: FastifyRequest, reply: FastifyReply) {
    request.report.door = 'rest';
    const address = readAddress(request.url);
    const body = Buffer.isBuffer(request.body) ? request.body : null;
    const meant = requestMethod(request, address.query, body);
    const method = typeof meant === 'string' ? meant : await meant;
    const door = doors.find(method, address);
    const handler = door && handlers.get(door.operation.request);
    if (!handler) return notFound(reply);
    found.set(request, door);
    request.report.operation = door.operation.request;

    const raw = { door, contentType: request.headers['content-type'], body };
    const idempotencyKey = headerOf(request, 'idempotency-key');
    const details = { method, idempotencyKey, ifMatch: headerOf(request, 'if-match') };
    const { values, replayed } = await underDeadline(reply, () => {
      return runOperation(handler, raw, { contract, context: contextOf(request, reply), details });
    });
    const { format, callback } = answerShape(address, hintsOf(request));
    if (address.batch) reply.header('X-AutoBatch-Completed', String(values.length));
    if (replayed) reply.header('Idempotent-Replayed', 'true');
    const [value] = values;
    const { response } = door.operation;
    if (isStreamed(value) && response && format === 'json' && !address.batch && callback === null) {
      const stream = await value.toJson(response, contract);
      reply.header('vary', 'Accept').type(json.contentType);
      return stream;
    }
    const entityTag = address.batch ? null : entityTagOf(value);
    if (entityTag) reply.header('ETag', entityTag);
    const whole = values.some(isStreamed) ? await underDeadline(reply, () => collected(values)) : values;
    const result = encodeResult(format, door.operation, { values: whole, batch: address.batch, contract });
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

/** How to sign in. A browser that hears of Basic asks for a password in a window of its own, so a page that signs in must not. */
function challengeFor(door: Door | undefined): string {
  const isSignIn = door?.operation.request === authenticate.name;
  return isSignIn ? 'credentials realm="/auth/credentials"' : 'Basic realm="/auth/basic"';
}

function notFound(reply: FastifyReply): string {
  reply.code(404).type('text/plain');
  return '404';
}

function noContent(reply: FastifyReply): undefined {
  reply.code(204);
}

/** What is left to send; a handler that sends by itself, and gives back the reply, has Fastify listen for its end. */
function bodyOf(reply: FastifyReply, { contentType, fileName, body }: Answer): Answer['body'] {
  reply.header('vary', 'Accept').header('content-type', contentType);
  if (fileName !== null) reply.header('Content-Disposition', `attachment;filename="${fileName}"`);
  return body;
}
