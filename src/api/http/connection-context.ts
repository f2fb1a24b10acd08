import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../common/errors/app-error.ts';
import { newRequestSummary } from '../../common/logging/request-summary.ts';
import { clientNetwork } from '../../domain/auth/client-network.ts';
import { type CreateContext, singleHeader } from './create-request-context.ts';
import type { CrossOriginProtection } from './cross-origin-protection.ts';
import { credentialsOf } from './read-credentials.ts';
import type { ContextSource, RequestContext } from './request-context.ts';

/** The `connectionParams` of a WebSocket, which are read as headers: browsers cannot set headers on a WebSocket. */
export type ConnectionParams = Readonly<Record<string, unknown>>;

/**
 * Returns a function that creates the context source of a connection. The headers of its contexts are those of the HTTP
 * request that opened the connection, overridden by the connection parameters.
 */
export function createConnectionContexts(createContext: CreateContext, crossOrigin: CrossOriginProtection) {
  return (request: FastifyRequest, params: ConnectionParams = {}): ContextSource => {
    const given: IncomingHttpHeaders = headersIn(params);
    const headers = { ...request.headers, ...given };
    const credentials = credentialsOf(headers, request.cookies);
    // the page itself sent a password that is in the parameters
    const ambient = credentials.ambient === 'basic' && given.authorization ? null : credentials.ambient;
    const crossOriginError = crossOrigin.errorFor(request, ambient);
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
        bodyBytes: 0,
        crossOriginError,
        cookieSetter: refuseCookies,
      });
    };
    return { create: () => context(false), refresh: () => context(true) };
  };
}

function headersIn(params: ConnectionParams): Record<string, string> {
  const texts = Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value]));
}

function refuseCookies(): never {
  throw new AppError('BAD_USER_INPUT', 'This operation sets cookies and is available only over HTTP.');
}
