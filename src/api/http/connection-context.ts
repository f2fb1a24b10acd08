import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../common/errors/app-error.ts';
import { newRequestSummary } from '../../common/logging/request-summary.ts';
import { clientNetwork } from '../../domain/auth/client-network.ts';
import { credentialsOf } from '../../domain/auth/credentials.ts';
import { type CreateContext, singleHeader } from './create-request-context.ts';
import type { ContextSource, RequestContext } from './request-context.ts';

/** What a client says when it opens a WebSocket: headers, because browsers let it set none. */
export type ConnectionParams = Readonly<Record<string, unknown>>;

/** @returns what makes the contexts of a connection, whose headers are those of its first request and what it said since */
export function createConnectionContexts(createContext: CreateContext) {
  return (request: FastifyRequest, params: ConnectionParams = {}): ContextSource => {
    const headers: IncomingHttpHeaders = { ...request.headers, ...headersIn(params) };
    const credentials = credentialsOf(headers, isSameOrigin(request) ? request.cookies : {});
    let count = 0;
    const context = async (isPaid: boolean): Promise<RequestContext> => {
      count += 1;
      const requestId = `${request.id}:${count}`;
      return createContext({
        requestId,
        network: clientNetwork(request.ip),
        accountId: singleHeader(headers['x-account-id']),
        lastEventId: singleHeader(headers['last-event-id']),
        log: request.log,
        summary: newRequestSummary('streaming'),
        credentials,
        isPaid,
        setCookie: refuseCookie,
      });
    };
    return { create: () => context(false), refresh: () => context(true) };
  };
}

function headersIn(params: ConnectionParams): Record<string, string> {
  const texts = Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value]));
}

/** A page of another site can open a WebSocket here, and the browser sends our cookies along: they do not count then. */
function isSameOrigin({ headers: { origin }, host }: FastifyRequest): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function refuseCookie(): never {
  throw new AppError('BAD_USER_INPUT', 'This operation sets cookies and needs HTTP.');
}
