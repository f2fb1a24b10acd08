import { throwIfInvalid } from '../../common/errors/app-error.ts';
import { readCursor, writeCursor } from '../../common/pagination/cursor.ts';
import {
  type OffsetPage,
  type OffsetWindow,
  readInChunks,
  readOffsetPage,
} from '../../common/pagination/offset-page.ts';
import { checkPage, cutPage, type Page, type PageArguments, rangeOf } from '../../common/pagination/page.ts';
import type { Clock } from '../../common/time/clock.ts';
import { notFound } from '../directory/domain-errors.ts';
import type { Principal } from '../directory/principal.ts';
import type { DeliveryRecord, WebhookDeliveryStatus } from './record.ts';
import type { WebhookService } from './service.ts';
import type { DeliveryStore } from './store.ts';

/** Selects the deliveries of a webhook. */
export interface DeliveryRequest {
  readonly webhookId: string;
  /** `null`: any status. */
  readonly status: readonly WebhookDeliveryStatus[] | null;
}

/**
 * Reads and repeats webhook deliveries. Requires the role User. Deliveries of other accounts answer exactly like
 * unknown ids.
 */
export class WebhookDeliveryService {
  readonly #webhooks: WebhookService;
  readonly #deliveries: DeliveryStore;
  readonly #clock: Clock;

  constructor(dependencies: { webhooks: WebhookService; deliveries: DeliveryStore; clock: Clock }) {
    this.#webhooks = dependencies.webhooks;
    this.#deliveries = dependencies.deliveries;
    this.#clock = dependencies.clock;
  }

  /** Batch read for DataLoader: in any order, missing deliveries left out. */
  getMany(principal: Principal, ids: readonly string[]): Promise<DeliveryRecord[]> {
    principal.requireRole('User');
    return this.#deliveries.byIds(principal.accounts, ids);
  }

  /**
   * Returns a page of deliveries, newest event first.
   * @throws NOT_FOUND when the webhook does not exist
   * @throws BAD_USER_INPUT listing every invalid page argument
   */
  async page(principal: Principal, request: DeliveryRequest, args: PageArguments): Promise<Page<DeliveryRecord>> {
    await this.#requireWebhook(principal, request.webhookId, 'webhookId');
    const { window, issues } = checkPage(args, sequenceOf);
    throwIfInvalid(issues);
    return cutPage(await this.#deliveries.range({ ...request, ...rangeOf(window) }), window);
  }

  /** @throws NOT_FOUND when the webhook does not exist */
  async offsetPage(
    principal: Principal,
    request: DeliveryRequest,
    window: OffsetWindow,
  ): Promise<OffsetPage<DeliveryRecord>> {
    await this.#requireWebhook(principal, request.webhookId, 'id');
    return readOffsetPage(window, {
      read: (range) => this.#deliveries.range({ ...request, ...range }),
      count: () => this.count(request),
    });
  }

  /** Streams all deliveries, in chunks. @throws NOT_FOUND when the webhook does not exist */
  async stream(principal: Principal, request: DeliveryRequest): Promise<AsyncIterable<readonly DeliveryRecord[]>> {
    await this.#requireWebhook(principal, request.webhookId, 'id');
    return readInChunks(
      (after: number | null, limit) => this.#deliveries.range({ ...request, after, limit }),
      ({ sequence }) => sequence,
    );
  }

  /** Counts deliveries. Does not check access: the caller must have done so. */
  count(request: DeliveryRequest): Promise<number> {
    return this.#deliveries.count(request);
  }

  /**
   * Redelivers an event, and lets a paused webhook be tried at once. A pending delivery becomes due at once; a completed
   * one is sent again out of order, with a new retry period of one day.
   * @throws NOT_FOUND when the delivery does not exist
   */
  async redeliver(principal: Principal, id: string): Promise<DeliveryRecord> {
    principal.requireRole('User');
    const delivery = await this.#deliveries.redeliver(principal.accounts, id, this.#clock.now());
    if (!delivery) throw notFound('delivery', 'id', id);
    await this.#webhooks.endPause(delivery.webhookId);
    return delivery;
  }

  async #requireWebhook(principal: Principal, id: string, fieldName: string): Promise<void> {
    if (!(await this.#webhooks.find(principal, id))) throw notFound('webhook', fieldName, id);
  }
}

export function deliveryCursor({ sequence }: DeliveryRecord): string {
  return writeCursor(['webhookDelivery', sequence]);
}

function sequenceOf(cursor: string): number | string {
  const [kind, sequence, ...rest] = readCursor(cursor);
  const isValid = kind === 'webhookDelivery' && rest.length === 0 && Number.isSafeInteger(sequence);
  return isValid ? Number(sequence) : 'is not a cursor of a list of deliveries.';
}
