import type { IncomingHttpHeaders } from 'node:http';
import DataLoader from 'dataloader';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../auth/authenticator.ts';
import { type Credentials, credentialsOf } from '../auth/credentials.ts';
import { networkOf, type Origin } from '../auth/network.ts';
import type { Quota, Quotas } from '../auth/quotas.ts';
import type { Loaders, RequestContext } from '../auth/request-context.ts';
import type { DirectoryRepository } from '../directory/directory-repository.ts';
import { byId, directoryLoaders } from '../directory/loaders.ts';
import { anonymous, type Principal } from '../directory/principal.ts';
import type { EventSubscriptions } from '../events/event-subscriptions.ts';
import { AppError } from '../kernel/app-error.ts';
import { lazily } from '../kernel/lazily.ts';
import type { SessionReader } from '../sessions/session-reader.ts';
import type { SessionRecord } from '../sessions/session-record.ts';
import type { WebhookDeliveries } from '../webhooks/webhook-deliveries.ts';
import type { WebhookService } from '../webhooks/webhook-service.ts';

export interface ContextParts {
  readonly authenticator: Authenticator;
  readonly directory: DirectoryRepository;
  readonly reader: SessionReader;
  readonly webhooks: WebhookService;
  readonly deliveries: WebhookDeliveries;
  readonly quotas: Quotas;
  readonly subscriptions: EventSubscriptions;
}

/** What of a request or a connection its contexts are made of. */
export interface ContextRequest
  extends Pick<RequestContext, 'requestId' | 'network' | 'accountId' | 'lastEventId' | 'log' | 'report' | 'setCookie'> {
  readonly credentials: Credentials;
  /** Lets the caller know how its quota is spent. */
  readonly watched?: (quota: Quota) => Quota;
  /** Whether it was paid for before. */
  readonly isPaid?: boolean;
}

/** Points of any request, and of one whose sender is not who it says. */
const points = { request: 1, wrongCredentials: 10 } as const;

/** Makes contexts. @throws what `Authenticator.authenticate` throws, and RATE_LIMITED */
export type ContextMaker = (request: ContextRequest) => Promise<RequestContext>;

export function createContextMaker(parts: ContextParts): ContextMaker {
  const { authenticator, quotas, subscriptions, ...readers } = parts;
  const createLoaders = loaderFactory(readers);
  const known = async (credentials: Credentials, origin: Origin): Promise<Principal> => {
    try {
      return await authenticator.authenticate(credentials, origin);
    } catch (error) {
      const { network } = origin;
      const isRefused = error instanceof AppError && error.status < 500;
      if (isRefused) quotas.of({ principal: anonymous, accountId: null, network }).spend(points.wrongCredentials);
      throw error;
    }
  };
  return async ({ credentials, watched = (quota) => quota, isPaid = false, ...request }) => {
    const { network, accountId } = request;
    const principal = await known(credentials, request);
    const quota = watched(quotas.of({ principal, accountId, network }));
    if (!isPaid) quota.spend(points.request);
    return {
      ...request,
      principal,
      quota,
      token: credentials.token,
      loaders: createLoaders(principal),
      subscriptions,
      idempotentReplay: false,
    };
  };
}

/** @returns what makes the context of a request over HTTP */
export function createContextFactory(make: ContextMaker) {
  return (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> =>
    make({
      ...commonOf(request, request.headers),
      requestId: request.id,
      credentials: credentialsOf(request.headers, request.cookies),
      watched: (quota) => withHeaders(quota, reply),
      setCookie: (name, value, maxAgeSeconds) => setCookie(request, reply, name, value, maxAgeSeconds),
    });
}

/** What is the same for all kinds of requests. @param headers the request's own, or what stands for them */
export function commonOf(request: FastifyRequest, headers: IncomingHttpHeaders) {
  const textOf = (value: string | string[] | undefined): string | null =>
    typeof value === 'string' && value !== '' ? value : null;
  return {
    network: networkOf(request.ip),
    accountId: textOf(headers['x-account-id']),
    lastEventId: textOf(headers['last-event-id']),
    log: request.log,
    report: request.report,
  };
}

/** The same quota, which tells the caller by the headers of the IETF's draft where it stands. */
function withHeaders(quota: Quota, reply: FastifyReply): Quota {
  const tell = (): void => {
    const { limit, remaining, resetSeconds } = quota.usage();
    reply.headers({ 'RateLimit-Limit': limit, 'RateLimit-Remaining': remaining, 'RateLimit-Reset': resetSeconds });
  };
  return {
    usage: () => quota.usage(),
    spend(amount) {
      try {
        quota.spend(amount);
      } finally {
        tell();
      }
    },
  };
}

/** @returns what makes the loaders of a request, each when it is asked for first */
function loaderFactory({
  directory,
  reader,
  webhooks,
  deliveries,
}: Omit<ContextParts, 'authenticator' | 'quotas' | 'subscriptions'>): (principal: Principal) => Loaders {
  return lazily<Principal, Loaders>({
    ...directoryLoaders(directory),
    session: (principal) => byId((ids) => reader.getMany(principal, ids)),
    message: (principal) => byId((ids) => reader.getMessages(principal, ids)),
    webhook: (principal) => byId((ids) => webhooks.getMany(principal, ids)),
    webhookDelivery: (principal) => byId((ids) => deliveries.getMany(principal, ids)),
    children: (principal) =>
      new DataLoader(async (parentIds: readonly string[]) => {
        const found = await reader.getChildren(principal, parentIds);
        return parentIds.map((id): SessionRecord[] => found.filter((session) => session.parentSessionId === id));
      }),
  });
}

function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  value: string | null,
  maxAgeSeconds?: number,
): void {
  const maxAge = value === null ? 0 : maxAgeSeconds;
  reply.setCookie(name, value ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    ...(maxAge !== undefined && { maxAge }),
  });
}
