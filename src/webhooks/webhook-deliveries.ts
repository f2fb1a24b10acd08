import type { Principal } from '../directory/principal.ts';
import { notFound } from '../directory/refusals.ts';
import { type FieldError, refuseFaults } from '../kernel/app-error.ts';
import { outside } from '../kernel/check-number.ts';
import type { Clock } from '../kernel/clock.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { checkPage, cutPage, type Page, type PageArguments, rangeOf } from '../kernel/page.ts';
import type { DeliveryRecord, WebhookDeliveryStatus } from './webhook-record.ts';
import type { WebhookService } from './webhook-service.ts';
import type { DeliveryStore } from './webhook-store.ts';

/** Which deliveries are asked for. */
export interface DeliveryRequest {
  readonly webhookId: string;
  /** Null: whatever it is. */
  readonly status: readonly WebhookDeliveryStatus[] | null;
}

const maxNumberedPageSize = 1_000;
const deepest = 100_000;

/** What became of events that were to be sent. Needs the role User; what is of other accounts does not exist for the caller. */
export class WebhookDeliveries {
  readonly #webhooks: WebhookService;
  readonly #deliveries: DeliveryStore;
  readonly #clock: Clock;

  constructor(parts: { webhooks: WebhookService; deliveries: DeliveryStore; clock: Clock }) {
    this.#webhooks = parts.webhooks;
    this.#deliveries = parts.deliveries;
    this.#clock = parts.clock;
  }

  /** Many at once, for loaders: in any order, missing ones left out. */
  getMany(principal: Principal, ids: readonly string[]): Promise<DeliveryRecord[]> {
    principal.requireRole('User');
    return this.#deliveries.byIds(principal.accounts, ids);
  }

  /** The newest event first. @throws NOT_FOUND for the webhook; BAD_USER_INPUT naming each argument that makes no page */
  async page(principal: Principal, request: DeliveryRequest, args: PageArguments): Promise<Page<DeliveryRecord>> {
    await this.#requireWebhook(principal, request.webhookId, 'webhookId');
    const { window, faults } = checkPage(args, sequenceOf);
    refuseFaults(faults);
    return cutPage(await this.#deliveries.range({ ...request, ...rangeOf(window) }), window);
  }

  /** By number instead. @throws as `page` */
  async slice(principal: Principal, request: DeliveryRequest, { page, size }: { page: number; size: number }) {
    await this.#requireWebhook(principal, request.webhookId, 'id');
    const faults: FieldError[] = outside('countPerPage', size, 1, maxNumberedPageSize);
    refuseFaults([...faults, ...outside('page', page, 0, Math.floor(deepest / Math.max(size, 1)))]);
    const found = await this.#deliveries.range({ ...request, skip: page * size, limit: size + 1 });
    return { items: found.slice(0, size), hasMorePages: found.length > size };
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
  const isOurs = kind === 'webhookDelivery' && rest.length === 0 && Number.isSafeInteger(sequence);
  return isOurs ? Number(sequence) : 'is no cursor of a list of deliveries.';
}
