import type { Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import type { EventLog } from '../events/event-log.ts';
import type { SessionEvent } from '../events/session-event.ts';
import { type DeliveryRecord, deliveryIdOf, type WebhookRecord } from './record.ts';
import type { DeliveryStore, FanOutProgress } from './store.ts';

const stepSize = 200;

/** Renders the payloads of events, one per event, in the same order. */
export type RenderPayloads = (events: readonly SessionEvent[]) => Promise<readonly string[]>;

export interface FanOutDependencies {
  readonly events: Pick<EventLog, 'findAfter'>;
  readonly deliveries: Pick<DeliveryStore, 'insert'>;
  readonly progress: FanOutProgress;
  readonly enabled: (accountIds: readonly string[]) => Promise<readonly WebhookRecord[]>;
  readonly renderPayloads: RenderPayloads;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Creates a delivery for each event and matching webhook, in stream order.
 *
 * Progress is saved after the deliveries. A fan-out that was interrupted in between inserts the same deliveries again,
 * which has no effect because their ids are deterministic.
 */
export class WebhookFanOut {
  readonly #dependencies: FanOutDependencies;

  constructor(dependencies: FanOutDependencies) {
    this.#dependencies = dependencies;
  }

  /** @returns how many events were processed, 0 when there are no more, and the webhooks with new deliveries */
  async step(webhooks: readonly WebhookRecord[]): Promise<{ events: number; webhookIds: ReadonlySet<string> }> {
    if (webhooks.length === 0) return { events: 0, webhookIds: new Set() };
    const { progress, events } = this.#dependencies;
    const earliest = Math.min(...webhooks.map(({ startSequence }) => startSequence));
    // events before the start of every webhook are for none of them
    const from = Math.max((await progress.load()) ?? 0, earliest);
    const found = await events.findAfter(from, stepSize);
    const [first, last] = [found[0], found.at(-1)];
    if (!first || !last) return { events: 0, webhookIds: new Set() };
    const missed = first.sequence - from - 1;
    if (missed > 0) this.#dependencies.log.warn({ missed }, 'webhooks.events-missed');
    // webhooks are read again after the events, to include each webhook whose creation was acknowledged before one of
    // the events
    const accountIds = [...new Set(found.map(({ accountId }) => accountId))];
    const webhookIds = await this.#deliver(found, await this.#dependencies.enabled(accountIds));
    await progress.save(last.sequence);
    return { events: found.length, webhookIds };
  }

  async #deliver(events: readonly SessionEvent[], webhooks: readonly WebhookRecord[]): Promise<Set<string>> {
    const matching = events.flatMap((event) => {
      const receivers = webhooks.filter((webhook) => isFor(webhook, event));
      return receivers.length > 0 ? [{ event, receivers }] : [];
    });
    if (matching.length === 0) return new Set();
    const now = this.#dependencies.clock.now();
    const payloads = await this.#dependencies.renderPayloads(matching.map(({ event }) => event));
    const deliveries = matching.flatMap(({ event, receivers }, index) =>
      receivers.map((webhook) => deliveryOf(webhook, event, payloads[index] ?? '', now)),
    );
    await this.#dependencies.deliveries.insert(deliveries);
    return new Set(deliveries.map(({ webhookId }) => webhookId));
  }
}

function isFor({ accountId, startSequence, kinds }: WebhookRecord, event: SessionEvent): boolean {
  if (event.accountId !== accountId || event.sequence <= startSequence) return false;
  // a newer server may have stored both the kinds of the webhook and the event
  const stored: readonly string[] = kinds;
  return kinds.length === 0 || stored.includes(event.detail.kind) || stored.includes(event.unknownKind ?? '');
}

function deliveryOf({ id: webhookId }: WebhookRecord, event: SessionEvent, body: string, now: Date): DeliveryRecord {
  const { accountId, sessionId, sequence, id: eventId } = event;
  return {
    id: deliveryIdOf(webhookId, eventId),
    webhookId,
    accountId,
    sessionId,
    eventId,
    sequence,
    kind: event.detail.kind,
    status: 'Pending',
    body,
    dateQueued: now,
    dateNext: now,
    dateCompleted: null,
    attempts: 0,
    responseStatus: null,
    failure: null,
    isRedelivery: false,
  };
}
