import { throwIfInvalid } from '../../common/errors/app-error.ts';
import type { Clock } from '../../common/time/clock.ts';
import { type AccountResolver, restrictScope } from '../directory/account-resolver.ts';
import { conflict } from '../directory/domain-errors.ts';
import { EntityQueries } from '../directory/entity-queries.ts';
import { type Actor, EntityWriter } from '../directory/entity-writer.ts';
import type { Principal } from '../directory/principal.ts';
import type { EventLog } from '../events/event-log.ts';
import { checkWebhook, type WebhookChanges } from './check-webhook.ts';
import { healthy, type WebhookRecord, webhookStateOf } from './record.ts';
import { newWebhookSecret, rotated } from './signature.ts';
import type { SsrfGuard } from './ssrf-guard.ts';
import type { DeliveryStore, WebhookCriteria, WebhookFilter, WebhookStore } from './store.ts';

export interface WebhookServiceDependencies {
  readonly webhooks: WebhookStore;
  readonly deliveries: Pick<DeliveryStore, 'removeOf'>;
  readonly events: Pick<EventLog, 'head'>;
  readonly accounts: AccountResolver;
  readonly guard: SsrfGuard;
  readonly clock: Clock;
}

/** A webhook with its new secret. The secret is not returned again later. */
export interface IssuedSecret {
  readonly secret: string;
  readonly webhook: WebhookRecord;
}

const maxPerAccount = 50;

/** Manages webhooks. Requires the role User. Webhooks of other accounts answer exactly like unknown ids. */
export class WebhookService {
  readonly queries: EntityQueries<WebhookRecord, WebhookFilter, WebhookCriteria>;
  readonly #dependencies: WebhookServiceDependencies;
  readonly #writer: EntityWriter<WebhookRecord, WebhookFilter>;
  #changed: () => void = () => undefined;

  constructor(dependencies: WebhookServiceDependencies) {
    this.#dependencies = dependencies;
    this.queries = new EntityQueries({
      store: dependencies.webhooks,
      sortName: (webhook) => webhook.url,
      toFilter(principal, { accountIds, ...criteria }) {
        principal.requireRole('User');
        return { ...criteria, scope: restrictScope(principal, accountIds) };
      },
    });
    this.#writer = new EntityWriter({
      name: 'webhook',
      idField: 'id',
      store: dependencies.webhooks,
      clock: dependencies.clock,
      uniqueField: () => 'id',
    });
  }

  /** Sets the listener that is called after this process has created or changed a webhook. */
  onChange(listener: () => void): void {
    this.#changed = listener;
  }

  /** @returns the webhook; `null` for an unknown id and for one of another account alike */
  async find(principal: Principal, id: string): Promise<WebhookRecord | null> {
    principal.requireRole('User');
    return this.#writer.find(principal, id);
  }

  /** Batch read for DataLoader: in any order, missing webhooks left out. */
  async getMany(principal: Principal, ids: readonly string[]): Promise<WebhookRecord[]> {
    principal.requireRole('User');
    return this.#dependencies.webhooks.byIds(principal.accounts, ids);
  }

  /**
   * Creates a webhook that receives events from now on.
   * @throws BAD_USER_INPUT listing every invalid field
   * @throws NOT_FOUND when the account does not exist
   * @throws CONFLICT when the account has the maximum number of webhooks
   */
  async create(actor: Actor, accountId: string | null, input: WebhookChanges): Promise<IssuedSecret> {
    actor.principal.requireRole('User');
    const account = await this.#dependencies.accounts.resolve(actor.principal, accountId);
    const { values, issues } = await checkWebhook({ url: null, ...input }, this.#dependencies.guard);
    throwIfInvalid(issues);
    const secret = newWebhookSecret();
    const webhook = await this.#insert(actor, {
      ...this.#writer.stamp(actor),
      ...healthy,
      accountId: account.id,
      url: '',
      description: null,
      kinds: [],
      enabled: true,
      ...values,
      secrets: [{ value: secret, dateExpires: null }],
      startSequence: await this.#dependencies.events.head(),
    });
    this.#changed();
    return { secret, webhook };
  }

  /**
   * Changes a webhook. A new URL, and enabling it again, end a pause.
   * @throws NOT_FOUND when the webhook does not exist
   * @throws BAD_USER_INPUT listing every invalid field
   * @throws CONFLICT when others keep changing the webhook
   */
  async patch(actor: Actor, id: string, input: WebhookChanges): Promise<WebhookRecord> {
    actor.principal.requireRole('User');
    await this.#writer.get(actor.principal, id);
    const { values, issues } = await checkWebhook(input, this.#dependencies.guard);
    throwIfInvalid(issues);
    // before the change, whose result is returned
    if (values.url !== undefined || values.enabled) await this.#dependencies.webhooks.setHealth(id, healthy);
    const webhook = await this.#writer.change(actor, id, async () => values);
    this.#changed();
    return webhook;
  }

  /** Lets a paused webhook be tried at once. Does not check access: the caller must have done so. */
  async endPause(id: string): Promise<void> {
    await this.#dependencies.webhooks.endPause(id, this.#dependencies.clock.now());
    this.#changed();
  }

  /**
   * Issues a new secret. The previous secret keeps signing for one more day.
   * @throws NOT_FOUND when the webhook does not exist
   * @throws CONFLICT when others keep changing the webhook
   */
  async rotateSecret(actor: Actor, id: string): Promise<IssuedSecret> {
    actor.principal.requireRole('User');
    const secret = newWebhookSecret();
    const now = this.#dependencies.clock.now();
    const webhook = await this.#writer.change(actor, id, async ({ secrets }) => ({
      secrets: rotated(secrets, secret, now),
    }));
    return { secret, webhook };
  }

  /** Removes the webhook together with its deliveries. @throws NOT_FOUND when the webhook does not exist */
  async remove(actor: Actor, id: string): Promise<void> {
    actor.principal.requireRole('User');
    await this.#writer.get(actor.principal, id);
    await this.#writer.remove(actor, id);
    await this.#dependencies.deliveries.removeOf(id);
  }

  async #insert(actor: Actor, given: Omit<WebhookRecord, 'state'>): Promise<WebhookRecord> {
    const webhook = { ...given, state: webhookStateOf(given) };
    if (!(await this.#dependencies.webhooks.insertWithinLimit(webhook, maxPerAccount))) {
      throw conflict('accountId', `An account has at most ${maxPerAccount} webhooks.`);
    }
    this.#writer.audit(actor, 'created', webhook.id, Object.keys(webhook));
    return webhook;
  }
}
