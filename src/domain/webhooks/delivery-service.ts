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

/** Which deliveries are asked for. */
export interface DeliveryRequest {
  readonly webhookId: string;
  /** Null: whatever it is. */
  readonly status: readonly WebhookDeliveryStatus[] | null;
}

/** What became of events that were to be sent. Needs the role User; what is of other accounts does not exist for the caller. */
export class WebhookDeliveryService {
  readonly #webhooks: WebhookService;
  readonly #deliveries: DeliveryStore;
  readonly #clock: Clock;

  constructor(dependencies: { webhooks: WebhookService; deliveries: DeliveryStore; clock: Clock }) {
    this.#webhooks = dependencies.webhooks;
    this.#deliveries = dependencies.deliveries;
    this.#clock = dependencies.clock;
  }

  /** Many at once, for loaders: in any order, missing ones left out. */
  getMany(principal: Principal, ids: readonly string[]): Promise<DeliveryRecord[]> {
    principal.requireRole('User');
    return this.#deliveries.byIds(principal.accounts, ids);
  }

  /** The newest event first. @throws NOT_FOUND for the webhook; BAD_USER_INPUT naming each argument that makes no page */
  async page(principal: Principal, request: DeliveryRequest, args: PageArguments): Promise<Page<DeliveryRecord>> {
    await this.#requireWebhook(principal, request.webhookId, 'webhookId');
    const { window, issues } = checkPage(args, sequenceOf);
    throwIfInvalid(issues);
    return cutPage(await this.#deliveries.range({ ...request, ...rangeOf(window) }), window);
  }

  /** @throws NOT_FOUND for the webhook */
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

  /** Every delivery, in chunks. @throws NOT_FOUND for the webhook */
  async stream(principal: Principal, request: DeliveryRequest): Promise<AsyncIterable<readonly DeliveryRecord[]>> {
    await this.#requireWebhook(principal, request.webhookId, 'id');
    return readInChunks(
      (after: number | null, limit) => this.#deliveries.range({ ...request, after, limit }),
      ({ sequence }) => sequence,
    );
  }

  /** How many there are, the caller having been let in to them. */
  count(request: DeliveryRequest): Promise<number> {
    return this.#deliveries.count(request);
  }

  /** Sends it once more, whatever became of it, out of turn and for another day. @throws NOT_FOUND */
  async redeliver(principal: Principal, id: string): Promise<DeliveryRecord> {
    principal.requireRole('User');
    const delivery = await this.#deliveries.redeliver(principal.accounts, id, this.#clock.now());
    if (!delivery) throw notFound('delivery', 'id', id);
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
  return isValid ? Number(sequence) : 'is no cursor of a list of deliveries.';
}
