import type { FastifyReply, FastifyRequest } from 'fastify';
import { lazyProperties } from '../../common/caching/lazy-properties.ts';
import { AppError } from '../../common/errors/app-error.ts';
import type { Authenticator } from '../../domain/auth/authenticator.ts';
import { clientNetwork, type RequestSource } from '../../domain/auth/client-network.ts';
import type { Credentials } from '../../domain/auth/credentials.ts';
import type { RateLimiter } from '../../domain/auth/rate-limiter.ts';
import type { Principal } from '../../domain/directory/principal.ts';
import type { DirectoryReader } from '../../domain/directory/repository.ts';
import type { EventSubscriptionService } from '../../domain/events/subscription-service.ts';
import type { MessageQueries } from '../../domain/sessions/message-queries.ts';
import type { SessionReadService } from '../../domain/sessions/read-service.ts';
import type { SessionRecord } from '../../domain/sessions/record.ts';
import type { WebhookDeliveryService } from '../../domain/webhooks/delivery-service.ts';
import type { WebhookService } from '../../domain/webhooks/service.ts';
import { byId, directoryLoaders, RecordLoader } from '../loaders/directory-loaders.ts';
import type { CrossOriginProtection } from './cross-origin-protection.ts';
import { credentialsOf } from './read-credentials.ts';
import type { Loaders, RequestContext, SetCookie } from './request-context.ts';

export interface ContextDependencies {
  readonly authenticator: Authenticator;
  readonly directory: DirectoryReader;
  readonly sessionReads: SessionReadService;
  readonly messageQueries: MessageQueries;
  readonly webhooks: WebhookService;
  readonly deliveries: WebhookDeliveryService;
  readonly rateLimiter: RateLimiter;
  readonly subscriptions: EventSubscriptionService;
}

/** The parts of a request or a connection that a context is created from. */
export interface ContextInput
  extends Pick<
    RequestContext,
    'requestId' | 'network' | 'accountId' | 'lastEventId' | 'log' | 'summary' | 'cookieSetter'
  > {
  readonly credentials: Credentials;
  /** Whether the points of the request are charged already. */
  readonly isPaid: boolean;
  /** The error if a page of another origin sent the request and its credentials must not be used. */
  readonly crossOriginError: AppError | null;
  /** The size of the body, which is parsed only after its points are charged. */
  readonly bodyBytes: number;
}

/** Rate limit points: of any request, of each whole KiB of its body, and of wrong credentials. */
const points = { request: 1, bodyKib: 4, wrongCredentials: 10 } as const;

/** Returns the points of parsing a text: none for the first KiB. */
export function parsingPoints(bytes: number): number {
  return Math.floor(bytes / 1_024) * points.bodyKib;
}

/**
 * Authenticates a request, charges its points and creates its context.
 *
 * @throws the errors of `Authenticator.authenticate`
 * @throws CROSS_ORIGIN_REQUEST when a page of another origin sent the request with the sign-in of a browser
 * @throws RATE_LIMITED when the budget of the caller is exhausted
 */
export type CreateContext = (request: ContextInput) => Promise<RequestContext>;

export function createContextFactory(dependencies: ContextDependencies): CreateContext {
  const { authenticator, rateLimiter, subscriptions, ...readers } = dependencies;
  const createLoaders = loaderFactory(readers);
  const authenticate = async (credentials: Credentials, source: RequestSource): Promise<Principal> => {
    try {
      return await authenticator.authenticate(credentials, source);
    } catch (error) {
      const isRefused = error instanceof AppError && error.status < 500;
      if (isRefused) rateLimiter.budgetForNetwork(source.network).spend(points.wrongCredentials);
      throw error;
    }
  };
  const admit = (request: ContextInput, principal: Principal): RequestContext => {
    const { requestId, network, accountId, lastEventId, log, summary, cookieSetter, credentials, isPaid, bodyBytes } =
      request;
    const budget = rateLimiter.budgetFor({ principal, accountId, network });
    summary.budget = budget;
    if (!isPaid) budget.spend(points.request + parsingPoints(bodyBytes));
    return {
      requestId,
      principal,
      network,
      budget,
      accountId,
      token: credentials.token,
      loaders: createLoaders(principal),
      subscriptions,
      lastEventId,
      log,
      summary,
      cookieSetter,
      idempotentReplay: false,
    };
  };
  return async (request) => {
    if (request.crossOriginError) {
      rateLimiter.budgetForNetwork(request.network).spend(points.request);
      throw request.crossOriginError;
    }
    const cached = authenticator.authenticateFromCache(request.credentials);
    return admit(request, cached ?? (await authenticate(request.credentials, request)));
  };
}

/** Returns a function that creates the context of an HTTP request. */
export function createHttpContext(createContext: CreateContext, crossOrigin: CrossOriginProtection) {
  return (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    const credentials = credentialsOf(request.headers, request.cookies);
    return createContext({
      requestId: request.id,
      network: clientNetwork(request.ip),
      accountId: singleHeader(request.headers['x-account-id']),
      lastEventId: singleHeader(request.headers['last-event-id']),
      log: request.log,
      summary: request.summary,
      credentials,
      isPaid: false,
      bodyBytes: sizeOf(request.body),
      crossOriginError: crossOrigin.errorFor(request, credentials.ambient),
      cookieSetter() {
        crossOrigin.requireAllowedOrigin(request);
        return (...cookie) => setCookie(request, reply, ...cookie);
      },
    });
  };
}

/** Returns the size of a body that has been read but not parsed. */
function sizeOf(body: unknown): number {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body.length : 0;
}

/** Returns the value of a header; `null` if it is absent, empty or repeated. */
export function singleHeader(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Returns a function that creates the loaders of a request, each one on first use. */
function loaderFactory({
  directory,
  sessionReads,
  messageQueries,
  webhooks,
  deliveries,
}: Omit<ContextDependencies, 'authenticator' | 'rateLimiter' | 'subscriptions'>): (principal: Principal) => Loaders {
  return lazyProperties<Principal, Loaders>({
    ...directoryLoaders(directory),
    sessionCustomer: (principal) =>
      byId(async (ids) => {
        principal.requireRole('User');
        return directory.customersByIds(principal.accounts, ids);
      }),
    sessionEndpoint: (principal) =>
      byId(async (ids) => {
        principal.requireRole('User');
        return directory.endpointsByIds(principal.accounts, ids);
      }),
    session: (principal) => byId((ids) => sessionReads.getMany(principal, ids)),
    message: (principal) => byId((ids) => messageQueries.getMany(principal, ids)),
    conversation: (principal) => byId((ids) => messageQueries.getConversations(principal, ids)),
    webhook: (principal) => byId((ids) => webhooks.getMany(principal, ids)),
    webhookDelivery: (principal) => byId((ids) => deliveries.getMany(principal, ids)),
    children: (principal) =>
      new RecordLoader(async (parentIds) => {
        const found = await sessionReads.getChildren(principal, parentIds);
        return parentIds.map((id): SessionRecord[] => found.filter((session) => session.parentSessionId === id));
      }),
  });
}

function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  ...[name, value, maxAgeSeconds]: Parameters<SetCookie>
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
