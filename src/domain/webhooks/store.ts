import type { EntityStore } from '../directory/entity-store.ts';
import type { AccountScope } from '../directory/principal.ts';
import type { DeliveryRecord, WebhookDeliveryStatus, WebhookHealth, WebhookRecord } from './record.ts';

/** Absent, null and empty criteria match every webhook. */
export interface WebhookCriteria {
  readonly accountIds?: readonly string[] | null | undefined;
  readonly ids?: readonly string[] | null | undefined;
  /** Contained in the URL, ignoring case. */
  readonly name?: string | null | undefined;
}

export interface WebhookFilter extends Omit<WebhookCriteria, 'accountIds'> {
  readonly scope: AccountScope;
}

/** Stores webhooks. */
export interface WebhookStore extends EntityStore<WebhookRecord, WebhookFilter> {
  /** Returns the enabled webhooks of these accounts, or of all. */
  enabled(accountIds: readonly string[] | 'all'): Promise<WebhookRecord[]>;
  /** @returns `false`, with nothing written, when the account has `max` webhooks. Concurrent calls do not exceed it. */
  insertWithinLimit(webhook: WebhookRecord, max: number): Promise<boolean>;
  /** Stores whether the receiver accepts deliveries. The revision stays, because its owner changed nothing. */
  setHealth(id: string, health: WebhookHealth): Promise<void>;
  /** Lets a paused webhook be tried at once. Others stay unchanged. */
  endPause(id: string, now: Date): Promise<void>;
}

/** A range of deliveries, newest first. `after` and `before` are sequences. */
export interface DeliveryRange {
  readonly webhookId: string;
  readonly status: readonly WebhookDeliveryStatus[] | null;
  readonly after?: number | null;
  readonly before?: number | null;
  readonly fromEnd?: boolean;
  readonly skip?: number;
  readonly limit: number;
}

/** The deliveries of one webhook for one session, which are sent one at a time and in order. */
export type DeliveryQueue = Pick<DeliveryRecord, 'webhookId' | 'sessionId'>;

/** Result of an attempt. */
export type DeliveryOutcome = Pick<
  DeliveryRecord,
  'status' | 'dateNext' | 'dateCompleted' | 'attempts' | 'responseStatus' | 'failure'
>;

/** What is due to a webhook. */
export interface DueDeliveries {
  /** Queues with a due delivery. */
  readonly queues: readonly DeliveryQueue[];
  readonly redeliveries: readonly DeliveryRecord[];
  /** Whether more may be due than was found. */
  readonly isMore: boolean;
}

/** Stores deliveries. Completed ones are kept for a limited time, for inspection. */
export interface DeliveryStore {
  /** Inserts the deliveries whose ids do not exist yet; existing ones stay unchanged. */
  insert(deliveries: readonly DeliveryRecord[]): Promise<void>;
  byIds(scope: AccountScope, ids: readonly string[]): Promise<DeliveryRecord[]>;
  range(range: DeliveryRange): Promise<DeliveryRecord[]>;
  count(range: Pick<DeliveryRange, 'webhookId' | 'status'>): Promise<number>;
  /** @returns the given webhooks that have a due delivery */
  webhooksDue(webhookIds: readonly string[], now: Date): Promise<string[]>;
  /** Finds the due deliveries of a webhook, longest due first; at most `limit`. */
  due(webhookId: string, now: Date, limit: number): Promise<DueDeliveries>;
  /** The first pending deliveries of a queue, in order; at most `limit`. */
  firstOf(queue: DeliveryQueue, limit: number): Promise<DeliveryRecord[]>;
  /** Postpones all pending deliveries of a queue to `until` or later. */
  postpone(queue: DeliveryQueue, until: Date): Promise<void>;
  settle(id: string, outcome: DeliveryOutcome): Promise<void>;
  /**
   * Marks the pending deliveries dead that have been due since `dueBefore` without an attempt.
   * @returns how many there were
   */
  giveUp(webhookId: string, dueBefore: Date, result: { now: Date; failure: string }): Promise<number>;
  /** @returns the delivery after the change; `null` when it is not in the scope */
  redeliver(scope: AccountScope, id: string, now: Date): Promise<DeliveryRecord | null>;
  removeOf(webhookId: string): Promise<void>;
}

/** Stores the sequence up to which the fan-out has created deliveries. */
export interface FanOutProgress {
  load(): Promise<number | null>;
  save(sequence: number): Promise<void>;
}

/** Stores leases: exclusive rights that one process holds at a time and that expire. */
export interface LeaseStore {
  /** @returns whether the holder has the lease until `until`: it was free, expired, or held by the same holder */
  acquire(name: string, holder: string, now: Date, until: Date): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}
