import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../auth/request-context.ts';
import { authenticate } from '../contract/envelopes.ts';
import type { Contract } from '../contract/model.ts';
import type { AppError } from '../kernel/app-error.ts';
import { maskedError } from '../kernel/unexpected.ts';
import { type Answer, asJsonp, encodeRefusal, encodeResult } from './answer.ts';
import { type Door, findDoor } from './door.ts';
import { requestMethod } from './method-override.ts';
import { responseFormat } from './negotiate.ts';
import type { OperationHandler } from './operation-handler.ts';
import { BatchFailure, reasonPhrase } from './rest-error.ts';
import { runOperation } from './run-operation.ts';

export interface RestOptions {
  readonly contract: Contract;
  readonly handlers: Readonly<Record<string, OperationHandler>>;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Any error as the refusal that stands for it; `null` for one that is ours. */
  readonly refusalOf: (error: unknown) => AppError | null;
}

/** Every address of the REST shim. Which operation is meant is found by `findDoor`, not by Fastify's router. */
export async function restPlugin(server: FastifyInstance, options: RestOptions): Promise<void> {
  const { contract, handlers, contextOf, refusalOf } = options;

  // the door decides how a body is read, so every content type comes through as bytes
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  server.setErrorHandler((error, request, reply) => {
    const failure = error instanceof BatchFailure ? error : null;
    const cause = failure ? failure.cause : error;
    const refusal = refusalOf(cause) ?? maskedError(request.id);
    if (refusal.status >= 500) request.log.error({ err: cause }, 'request.failed');
    const door = doorOrNull(contract, request);
    if (failure) reply.header('X-AutoBatch-Completed', String(failure.index));
    if (refusal.status === 401) reply.header('WWW-Authenticate', challengeOf(door));
    const url = urlOf(request);
    const format = responseFormat(door, { ...hintsOf(request), query: url.searchParams });
    reply.code(refusal.status);
    reply.raw.statusMessage = reasonPhrase(refusal);
    return send(reply, url, encodeRefusal(format, refusal, failure?.index ?? null));
  });

  server.all('/*', async (request, reply) => {
    const url = urlOf(request);
    const body = Buffer.isBuffer(request.body) ? request.body : null;
    const method = await requestMethod(request, url.searchParams, body);
    const door = findDoor(contract, method, url.pathname);
    const handler = door && handlers[door.operation.request];
    if (!handler) return reply.code(404).type('text/plain').send('404');

    const context = await contextOf(request, reply);
    const raw = { door, query: url.searchParams, contentType: request.headers['content-type'], body };
    const details = { method, idempotencyKey: idempotencyKeyOf(request) };
    const { values, replayed } = await runOperation(handler, raw, { contract, context, details });
    const format = responseFormat(door, { ...hintsOf(request), query: url.searchParams });
    if (door.batch) reply.header('X-AutoBatch-Completed', String(values.length));
    if (replayed) reply.header('Idempotent-Replayed', 'true');
    const answer = encodeResult(format, door.operation, { values, batch: door.batch, contract });
    return answer ? send(reply, url, answer) : reply.code(204).send();
  });
}

function urlOf(request: FastifyRequest): URL {
  return new URL(request.url, 'http://localhost');
}

function hintsOf({ headers }: FastifyRequest): { accept: string | undefined; contentType: string | undefined } {
  return { accept: headers.accept, contentType: headers['content-type'] };
}

function idempotencyKeyOf({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key'];
  return typeof key === 'string' ? key : null;
}

/** How to sign in. A browser that hears of Basic asks for a password in a window of its own, so a page that signs in must not. */
function challengeOf(door: Door | null): string {
  const isSignIn = door?.operation.request === authenticate.name;
  return isSignIn ? 'credentials realm="/auth/credentials"' : 'Basic realm="/auth/basic"';
}

/** The door of a request that failed, if it got as far as having one. */
function doorOrNull(contract: Contract, request: FastifyRequest): Door | null {
  try {
    return findDoor(contract, request.method, urlOf(request).pathname);
  } catch {
    return null;
  }
}

function send(reply: FastifyReply, url: URL, answer: Answer): FastifyReply {
  const callback = url.searchParams.get('callback');
  const isJsonp = callback !== null && /^[\w$.]{1,128}$/.test(callback);
  // a page's script tag runs only what comes with 200
  if (isJsonp) reply.code(200);
  const { headers, body } = isJsonp ? asJsonp(callback, answer) : answer;
  return reply.header('Vary', 'Accept').headers(headers).send(body);
}
