import type { EntityStore } from '../directory/entity-store.ts';
import type { AccountScope } from '../directory/principal.ts';
import type { DeliveryRecord, WebhookDeliveryStatus, WebhookRecord } from './record.ts';

/** Absent, null and empty restrict nothing. */
export interface WebhookCriteria {
  readonly accountIds?: readonly string[] | null | undefined;
  readonly ids?: readonly string[] | null | undefined;
  /** Contained in the URL, whatever the case. */
  readonly name?: string | null | undefined;
}

export interface WebhookFilter extends Omit<WebhookCriteria, 'accountIds'> {
  readonly scope: AccountScope;
}

/** Where webhooks are kept. */
export interface WebhookStore extends EntityStore<WebhookRecord, WebhookFilter> {
  /** Those that events are to be sent to. */
  enabled(): Promise<WebhookRecord[]>;
}

/** The newest come first; places are sequences. */
export interface DeliveryRange {
  readonly webhookId: string;
  readonly status: readonly WebhookDeliveryStatus[] | null;
  readonly after?: number | null;
  readonly before?: number | null;
  readonly fromEnd?: boolean;
  readonly skip?: number;
  readonly limit: number;
}

/** Deliveries of one webhook about one session: they are sent one after the other. */
export type DeliveryQueue = Pick<DeliveryRecord, 'webhookId' | 'sessionId'>;

/** How an attempt ended. */
export type DeliveryOutcome = Pick<
  DeliveryRecord,
  'status' | 'dateNext' | 'dateCompleted' | 'attempts' | 'responseStatus' | 'failure'
>;

/** Where deliveries are kept: those that are over for a while, so that they can be looked at. */
export interface DeliveryStore {
  /** Those that are there already stay as they are. */
  insert(deliveries: readonly DeliveryRecord[]): Promise<void>;
  byIds(scope: AccountScope, ids: readonly string[]): Promise<DeliveryRecord[]>;
  range(range: DeliveryRange): Promise<DeliveryRecord[]>;
  count(range: Pick<DeliveryRange, 'webhookId' | 'status'>): Promise<number>;
  /** The webhooks among these that something is due for. */
  webhooksDue(webhookIds: readonly string[], now: Date): Promise<string[]>;
  /** Queues of a webhook in which something is due, the longest due first; at most `limit`. */
  queuesDue(webhookId: string, now: Date, limit: number): Promise<DeliveryQueue[]>;
  /** What is to be sent before all else of a queue. */
  headOf(queue: DeliveryQueue): Promise<DeliveryRecord | null>;
  /** Redeliveries of a webhook that are due. */
  redeliveriesDue(webhookId: string, now: Date, limit: number): Promise<DeliveryRecord[]>;
  /** All that is pending in a queue is due then, at the earliest. */
  postpone(queue: DeliveryQueue, until: Date): Promise<void>;
  settle(id: string, outcome: DeliveryOutcome): Promise<void>;
  /** @returns it as it is then; `null` if it is not in the scope */
  redeliver(scope: AccountScope, id: string, now: Date): Promise<DeliveryRecord | null>;
  removeOf(webhookId: string): Promise<void>;
}

/** How far into the stream events have been handed out to webhooks. */
export interface FanOutProgress {
  load(): Promise<number | null>;
  save(sequence: number): Promise<void>;
}

/** A right that one process has at a time. */
export interface LeaseStore {
  /** @returns whether the holder has it until then: nobody else had it any more */
  acquire(name: string, holder: string, now: Date, until: Date): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}
