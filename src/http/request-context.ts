import DataLoader from 'dataloader';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../auth/authenticator.ts';
import { credentialsOf } from '../auth/credentials.ts';
import { networkOf } from '../auth/network.ts';
import type { Quota, Quotas } from '../auth/quotas.ts';
import type { Loaders, RequestContext } from '../auth/request-context.ts';
import type { DirectoryRepository } from '../directory/directory-repository.ts';
import { byId, createDirectoryLoaders } from '../directory/loaders.ts';
import { anonymous, type Principal } from '../directory/principal.ts';
import { AppError } from '../kernel/app-error.ts';
import type { SessionReader } from '../sessions/session-reader.ts';
import type { SessionRecord } from '../sessions/session-record.ts';

export interface ContextParts {
  readonly authenticator: Authenticator;
  readonly directory: DirectoryRepository;
  readonly reader: SessionReader;
  readonly quotas: Quotas;
}

/** Points of any request, and of one whose sender is not who it says. */
const points = { request: 1, wrongCredentials: 10 } as const;

/** @returns what makes the context of a request. It throws what `Authenticator.authenticate` throws, and RATE_LIMITED. */
export function createContextFactory({ authenticator, directory, reader, quotas }: ContextParts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    const credentials = credentialsOf(request.headers, request.cookies);
    const network = networkOf(request.ip);
    const principal = await authenticator.authenticate(credentials, network).catch((error: unknown) => {
      const isRefused = error instanceof AppError && error.status < 500;
      if (isRefused) quotas.of({ principal: anonymous, accountId: null, network }).spend(points.wrongCredentials);
      throw error;
    });
    const header = request.headers['x-account-id'];
    const accountId = typeof header === 'string' && header !== '' ? header : null;
    const quota = withHeaders(quotas.of({ principal, accountId, network }), reply);
    quota.spend(points.request);
    return {
      requestId: request.id,
      principal,
      network,
      quota,
      accountId,
      token: credentials.token,
      loaders: createLoaders(principal, directory, reader),
      log: request.log,
      setCookie: (name, value, maxAgeSeconds) => setCookie(request, reply, name, value, maxAgeSeconds),
      idempotentReplay: false,
    };
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

function createLoaders(principal: Principal, directory: DirectoryRepository, reader: SessionReader): Loaders {
  return {
    ...createDirectoryLoaders(directory),
    session: byId((ids) => reader.getMany(principal, ids)),
    message: byId((ids) => reader.getMessages(principal, ids)),
    children: new DataLoader(async (parentIds: readonly string[]) => {
      const found = await reader.getChildren(principal, parentIds);
      return parentIds.map((id): SessionRecord[] => found.filter((session) => session.parentSessionId === id));
    }),
  };
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
