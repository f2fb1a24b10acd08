import type { DirectoryRecord } from '../directory/records.ts';
import type { SessionEventKinds } from '../sessions/pending-event.ts';

/** A secret that signs deliveries, so that the receiver can verify the sender. */
export interface WebhookSecret {
  readonly value: string;
  /** When the replaced secret stops signing; `null` for the current one. */
  readonly dateExpires: Date | null;
}

/**
 * `Failing`: the last attempt failed. `Paused`: attempts failed in a row, so that only one delivery is tried now and
 * then. `Disabled`: switched off by its owner.
 */
export const WebhookState = { Active: 'Active', Failing: 'Failing', Paused: 'Paused', Disabled: 'Disabled' } as const;
export type WebhookState = keyof typeof WebhookState;

/** Whether the receiver of a webhook accepts deliveries. */
export interface WebhookHealth {
  /** When the first attempt failed since the last success; `null` if the last attempt succeeded. */
  readonly failingSince: Date | null;
  /** Error of a recent attempt; `null` if the last attempt succeeded. */
  readonly lastError: string | null;
  /** When a paused webhook is tried again; `null` if it is not paused. */
  readonly dateNext: Date | null;
  /** Pauses in a row without a success in between, which decide how long the next one is. */
  readonly pauses: number;
}

export const healthy: WebhookHealth = { failingSince: null, lastError: null, dateNext: null, pauses: 0 };

/** A subscription of a URL to the events of an account. */
export interface WebhookRecord extends DirectoryRecord, WebhookHealth {
  readonly state: WebhookState;
  readonly accountId: string;
  readonly url: string;
  readonly description: string | null;
  /** Event kinds that are sent; empty: all. */
  readonly kinds: readonly SessionEventKinds[];
  readonly enabled: boolean;
  /** The current secret first, then those replaced recently. */
  readonly secrets: readonly WebhookSecret[];
  /** Only events after this sequence are sent; earlier ones are older than the webhook. */
  readonly startSequence: number;
}

/** @returns the state of a webhook */
export function webhookStateOf({ enabled, dateNext, failingSince }: Omit<WebhookRecord, 'state'>): WebhookState {
  if (!enabled) return 'Disabled';
  if (dateNext) return 'Paused';
  return failingSince ? 'Failing' : 'Active';
}

/**
 * `Pending`: waiting for its first attempt or a retry. `Dead`: given up after the retry period; can be redelivered on
 * request.
 */
export const WebhookDeliveryStatus = { Pending: 'Pending', Delivered: 'Delivered', Dead: 'Dead' } as const;
export type WebhookDeliveryStatus = keyof typeof WebhookDeliveryStatus;

/** The delivery of one event to one webhook. */
export interface DeliveryRecord {
  /** Derived from the webhook and the event, so that creating the delivery is idempotent. */
  readonly id: string;
  readonly webhookId: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly eventId: string;
  /** The sequence of the event. Deliveries of one session are sent in this order. */
  readonly sequence: number;
  readonly kind: SessionEventKinds;
  readonly status: WebhookDeliveryStatus;
  /** The payload, identical on every attempt. */
  readonly body: string;
  /** Start of the retry period. */
  readonly dateQueued: Date;
  /** Time of the next attempt; `null` unless `Pending`. */
  readonly dateNext: Date | null;
  /** When the delivery succeeded or was given up. */
  readonly dateCompleted: Date | null;
  /** Number of attempts so far. */
  readonly attempts: number;
  /** HTTP status of the last response; `null` when there was none. */
  readonly responseStatus: number | null;
  /** Error of the last attempt; `null` after success. */
  readonly failure: string | null;
  /** Redelivered on request: sent out of order, so it waits for no other delivery and blocks none. */
  readonly isRedelivery: boolean;
}

/** @returns the id of the delivery of the event to the webhook */
export function deliveryIdOf(webhookId: string, eventId: string): string {
  return `${webhookId}-${eventId}`;
}
