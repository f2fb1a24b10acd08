import type { DirectoryRecord } from '../directory/records.ts';
import type { SessionEventKinds } from '../sessions/pending-event.ts';

/** What a receiver knows a sender by. */
export interface WebhookSecret {
  readonly value: string;
  /** Until when it signs as well; null for the one in force. */
  readonly dateExpires: Date | null;
}

/** Where the events of an account are sent to. */
export interface WebhookRecord extends DirectoryRecord {
  readonly accountId: string;
  readonly url: string;
  readonly description: string | null;
  /** Which kinds are sent; none named: all. */
  readonly kinds: readonly SessionEventKinds[];
  readonly enabled: boolean;
  /** The one in force first, then those that were replaced lately. */
  readonly secrets: readonly WebhookSecret[];
  /** Of events up to this sequence nothing is sent: they were there before the webhook. */
  readonly startSequence: number;
}

/** `Pending`: to be sent, for the first time or again. `Dead`: given up; it can be sent again by hand. */
export const WebhookDeliveryStatus = { Pending: 'Pending', Delivered: 'Delivered', Dead: 'Dead' } as const;
export type WebhookDeliveryStatus = keyof typeof WebhookDeliveryStatus;

/** One event on its way to one webhook. */
export interface DeliveryRecord {
  /** Made of webhook and event, so that making it again changes nothing. */
  readonly id: string;
  readonly webhookId: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly eventId: string;
  /** Of the event. Those of one session are sent in this order. */
  readonly sequence: number;
  readonly kind: SessionEventKinds;
  readonly status: WebhookDeliveryStatus;
  /** What is sent, the same each time. */
  readonly body: string;
  /** Since when it is tried. */
  readonly dateQueued: Date;
  /** When it is due; null when it is not Pending. */
  readonly dateNext: Date | null;
  /** When it was delivered or given up. */
  readonly dateCompleted: Date | null;
  /** How often it was sent. */
  readonly attempts: number;
  /** What the receiver answered last; null when no answer came. */
  readonly responseStatus: number | null;
  /** Why the last attempt failed. */
  readonly failure: string | null;
  /** Sent again by hand: it waits for nothing, and nothing waits for it. */
  readonly isRedelivery: boolean;
}

/** @returns the id of the delivery of that event to that webhook */
export function deliveryIdOf(webhookId: string, eventId: string): string {
  return `${webhookId}-${eventId}`;
}
