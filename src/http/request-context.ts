import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../auth/authenticator.ts';
import { type Credentials, credentialsOf } from '../auth/credentials.ts';
import { networkOf, type Origin } from '../auth/network.ts';
import type { Quotas } from '../auth/quotas.ts';
import type { Loaders, RequestContext } from '../auth/request-context.ts';
import type { DirectoryLookUps } from '../directory/directory-repository.ts';
import { byId, directoryLoaders, RecordLoader } from '../directory/loaders.ts';
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
  readonly directory: DirectoryLookUps;
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
  /** Whether it was paid for before. */
  readonly isPaid: boolean;
}

/** Points of any request, and of one whose sender is not who it says. */
const points = { request: 1, wrongCredentials: 10 } as const;

/** Authenticates a request and makes its context. @throws what `Authenticator.authenticate` throws, and RATE_LIMITED */
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
  const admit = (request: ContextRequest, principal: Principal): RequestContext => {
    const { requestId, network, accountId, lastEventId, log, report, setCookie, credentials, isPaid } = request;
    const quota = quotas.of({ principal, accountId, network });
    report.quota = quota;
    if (!isPaid) quota.spend(points.request);
    return {
      requestId,
      principal,
      network,
      quota,
      accountId,
      token: credentials.token,
      loaders: createLoaders(principal),
      subscriptions,
      lastEventId,
      log,
      report,
      setCookie,
      idempotentReplay: false,
    };
  };
  return async (request) => {
    const cached = authenticator.authenticateFromCache(request.credentials);
    return admit(request, cached ?? (await known(request.credentials, request)));
  };
}

/** @returns what makes the context of a request over HTTP */
export function createContextFactory(make: ContextMaker) {
  return (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> =>
    make({
      requestId: request.id,
      network: networkOf(request.ip),
      accountId: textOf(request.headers['x-account-id']),
      lastEventId: textOf(request.headers['last-event-id']),
      log: request.log,
      report: request.report,
      credentials: credentialsOf(request.headers, request.cookies),
      isPaid: false,
      setCookie: (name, value, maxAgeSeconds) => setCookie(request, reply, name, value, maxAgeSeconds),
    });
}

/** A header that was sent once and says something. */
export function textOf(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
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
      new RecordLoader(async (parentIds) => {
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
