import DataLoader from 'dataloader';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../auth/authenticator.ts';
import { credentialsOf } from '../auth/credentials.ts';
import type { Loaders, RequestContext } from '../auth/request-context.ts';
import type { DirectoryRepository } from '../directory/directory-repository.ts';
import { byId, createDirectoryLoaders } from '../directory/loaders.ts';
import type { Principal } from '../directory/principal.ts';
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
}

/** @returns what makes the context of a request. It throws what `Authenticator.authenticate` throws. */
export function createContextFactory({ authenticator, ...readers }: ContextParts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    const credentials = credentialsOf(request.headers, request.cookies);
    const principal = await authenticator.authenticate(credentials);
    const accountId = request.headers['x-account-id'];
    return {
      requestId: request.id,
      principal,
      accountId: typeof accountId === 'string' && accountId !== '' ? accountId : null,
      token: credentials.token,
      loaders: createLoaders(principal, readers),
      log: request.log,
      setCookie: (name, value, maxAgeSeconds) => setCookie(request, reply, name, value, maxAgeSeconds),
      idempotentReplay: false,
    };
  };
}

function createLoaders(
  principal: Principal,
  { directory, reader, webhooks, deliveries }: Omit<ContextParts, 'authenticator'>,
): Loaders {
  return {
    ...createDirectoryLoaders(directory),
    session: byId((ids) => reader.getMany(principal, ids)),
    message: byId((ids) => reader.getMessages(principal, ids)),
    webhook: byId((ids) => webhooks.getMany(principal, ids)),
    webhookDelivery: byId((ids) => deliveries.getMany(principal, ids)),
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
