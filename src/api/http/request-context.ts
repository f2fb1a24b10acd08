import type { Log } from '../../common/logging/log.ts';
import type { RequestSummary } from '../../common/logging/request-summary.ts';
import type { RateLimitBudget } from '../../domain/auth/rate-limiter.ts';
import type { Principal } from '../../domain/directory/principal.ts';
import type { EventSubscriptionService } from '../../domain/events/subscription-service.ts';
import type { MessageRecord } from '../../domain/sessions/message-record.ts';
import type { SessionRecord } from '../../domain/sessions/record.ts';
import type { DeliveryRecord, WebhookRecord } from '../../domain/webhooks/record.ts';
import type { DirectoryLoaders, RecordLoader } from '../loaders/directory-loaders.ts';

export interface Loaders extends DirectoryLoaders {
  readonly session: RecordLoader<SessionRecord | null>;
  readonly message: RecordLoader<MessageRecord | null>;
  readonly webhook: RecordLoader<WebhookRecord | null>;
  readonly webhookDelivery: RecordLoader<DeliveryRecord | null>;
  /** By the id of the parent, newest first. */
  readonly children: RecordLoader<readonly SessionRecord[]>;
}

/** Everything one request needs, made for it and gone with it. */
export interface RequestContext {
  readonly requestId: string;
  readonly principal: Principal;
  /** Where it comes from, see `networkOf`. */
  readonly network: string;
  /** What it may still spend; whatever does work says so first. */
  readonly budget: RateLimitBudget;
  /** The header `X-Account-Id`: the account to work in, where the request itself names none. */
  readonly accountId: string | null;
  /** The value of the sign-in cookie, if one came. */
  readonly token: string | null;
  readonly loaders: Loaders;
  /** Where subscriptions get their events. */
  readonly subscriptions: EventSubscriptionService;
  /** The header `Last-Event-ID`: the cursor of the last event that a stream had before it broke off. */
  readonly lastEventId: string | null;
  readonly log: Log;
  /** What becomes known of the request. */
  readonly summary: RequestSummary;
  /** Sets a cookie with the answer; `null` takes it away, no `maxAgeSeconds` lets it end with the browser. */
  setCookie(name: string, value: string | null, maxAgeSeconds?: number): void;
  /** Set when an idempotency key brought back an earlier result. */
  idempotentReplay: boolean;
}

/** Makes the contexts of a connection that stays open. Each finds out anew who is asking and what that may do. */
export interface ContextSource {
  /** For an operation that begins. @throws what `Authenticator.authenticate` throws, and RATE_LIMITED */
  create(): Promise<RequestContext>;
  /** For one event of an operation, which was paid for when it began. @throws what `Authenticator.authenticate` throws */
  refresh(): Promise<RequestContext>;
}
