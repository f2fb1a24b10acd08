import type { Log } from '../../common/logging/log.ts';
import type { RequestSummary } from '../../common/logging/request-summary.ts';
import type { RateLimitBudget } from '../../domain/auth/rate-limiter.ts';
import type { Principal } from '../../domain/directory/principal.ts';
import type { EventSubscriptionService } from '../../domain/events/subscription-service.ts';
import type { Conversation } from '../../domain/sessions/message-queries.ts';
import type { MessageRecord } from '../../domain/sessions/message-record.ts';
import type { SessionRecord } from '../../domain/sessions/record.ts';
import type { DeliveryRecord, WebhookRecord } from '../../domain/webhooks/record.ts';
import type { DirectoryLoaders, RecordLoader } from '../loaders/directory-loaders.ts';

export interface Loaders extends DirectoryLoaders {
  /** Customers and endpoints as objects of GraphQL, which need the role User; their names in a session do not. */
  readonly sessionCustomer: DirectoryLoaders['customer'];
  readonly sessionEndpoint: DirectoryLoaders['endpoint'];
  readonly session: RecordLoader<SessionRecord | null>;
  readonly message: RecordLoader<MessageRecord | null>;
  readonly conversation: RecordLoader<Conversation | null>;
  readonly webhook: RecordLoader<WebhookRecord | null>;
  readonly webhookDelivery: RecordLoader<DeliveryRecord | null>;
  /** Child sessions by the id of their parent, newest first. */
  readonly children: RecordLoader<readonly SessionRecord[]>;
}

/** Sets a cookie; `null` deletes it. Without `maxAgeSeconds` it is a session cookie, which ends with the browser. */
export type SetCookie = (name: string, value: string | null, maxAgeSeconds?: number) => void;

/** The context of one request: its caller, services and limits. It is never shared between requests. */
export interface RequestContext {
  readonly requestId: string;
  readonly principal: Principal;
  /** The network of the client, see `clientNetwork`. */
  readonly network: string;
  /** Rate limit budget of the request. Operations spend their cost before they start. */
  readonly budget: RateLimitBudget;
  /** The header `X-Account-Id`: the account of the operation, unless its arguments name one. */
  readonly accountId: string | null;
  /** The value of the sign-in cookie; `null` if there is none. */
  readonly token: string | null;
  readonly loaders: Loaders;
  /** The source of events for subscriptions. */
  readonly subscriptions: EventSubscriptionService;
  /** The header `Last-Event-ID`: the cursor of the last event that the client received before it reconnected. */
  readonly lastEventId: string | null;
  readonly log: Log;
  /** Facts about the request for logs, metrics and traces. */
  readonly summary: RequestSummary;
  /**
   * Returns a function that sets the cookies of the response.
   *
   * @throws CROSS_ORIGIN_REQUEST when a page of another origin sent the request
   * @throws BAD_USER_INPUT when the transport has no cookies
   */
  cookieSetter(): SetCookie;
  /** Whether the result is the stored one of an earlier request with the same idempotency key. */
  idempotentReplay: boolean;
}

/** Creates the contexts of a long-lived connection. Each context authenticates the caller again. */
export interface ContextSource {
  /**
   * Creates the context of a new operation and charges its points.
   *
   * @throws the errors of `Authenticator.authenticate`
   * @throws RATE_LIMITED when the budget of the caller is exhausted
   */
  create(): Promise<RequestContext>;
  /**
   * Creates the context of a batch of events of an operation, without charging points.
   *
   * @throws the errors of `Authenticator.authenticate`
   */
  refresh(): Promise<RequestContext>;
}
