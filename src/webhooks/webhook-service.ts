import { type AccountResolver, fence } from '../directory/account-resolver.ts';
import { type Caller, Entities } from '../directory/entities.ts';
import { EntityLists } from '../directory/entity-lists.ts';
import type { Principal } from '../directory/principal.ts';
import { conflict } from '../directory/refusals.ts';
import type { EventLog } from '../events/event-log.ts';
import { refuseFaults } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { checkWebhook, type WebhookChanges } from './check-webhook.ts';
import type { TargetGuard } from './target-guard.ts';
import type { WebhookRecord } from './webhook-record.ts';
import { newWebhookSecret, rotated } from './webhook-signature.ts';
import type { DeliveryStore, WebhookCriteria, WebhookFilter, WebhookStore } from './webhook-store.ts';

export interface WebhookParts {
  readonly webhooks: WebhookStore;
  readonly deliveries: Pick<DeliveryStore, 'removeOf'>;
  readonly events: Pick<EventLog, 'head'>;
  readonly accounts: AccountResolver;
  readonly guard: TargetGuard;
  readonly clock: Clock;
}

/** A webhook with its secret: the only time the secret is seen. */
export interface IssuedSecret {
  readonly secret: string;
  readonly webhook: WebhookRecord;
}

const mostOfAccount = 50;

/** Webhooks. Needs the role User; those of other accounts do not exist for the caller. */
export class WebhookService {
  readonly lists: EntityLists<WebhookRecord, WebhookFilter, WebhookCriteria>;
  readonly #parts: WebhookParts;
  readonly #entities: Entities<WebhookRecord, WebhookFilter>;
  #changed: () => void = () => undefined;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
    this.lists = new EntityLists({
      store: parts.webhooks,
      nameOf: (webhook) => webhook.url,
      fence(principal, { accountIds, ...criteria }) {
        principal.requireRole('User');
        return { ...criteria, scope: fence(principal, accountIds) };
      },
    });
    this.#entities = new Entities({
      name: 'webhook',
      store: parts.webhooks,
      clock: parts.clock,
      uniqueField: () => 'id',
    });
  }

  /** Has it called after a webhook was registered or changed here. */
  onChange(listener: () => void): void {
    this.#changed = listener;
  }

  /** @returns `null` for an unknown id and for one of another account alike */
  async find(principal: Principal, id: string): Promise<WebhookRecord | null> {
    principal.requireRole('User');
    return this.#entities.find(principal, id);
  }

  /** Many at once, for loaders: in any order, missing ones left out. */
  async getMany(principal: Principal, ids: readonly string[]): Promise<WebhookRecord[]> {
    principal.requireRole('User');
    return this.#parts.webhooks.byIds(principal.accounts, ids);
  }

  /** Of what happens from now on. @throws BAD_USER_INPUT with every fault; NOT_FOUND for the account; CONFLICT when it has too many */
  async create(caller: Caller, accountId: string | null, input: WebhookChanges): Promise<IssuedSecret> {
    caller.principal.requireRole('User');
    const account = await this.#parts.accounts.resolve(caller.principal, accountId);
    const { values, faults } = await checkWebhook({ url: null, ...input }, this.#parts.guard);
    refuseFaults(faults);
    if ((await this.#parts.webhooks.count({ scope: [account.id] })) >= mostOfAccount) {
      throw conflict('accountId', `An account has at most ${mostOfAccount} webhooks.`);
    }
    const secret = newWebhookSecret();
    const webhook = await this.#entities.insert(caller, {
      ...this.#entities.stamp(caller),
      accountId: account.id,
      url: '',
      description: null,
      kinds: [],
      enabled: true,
      ...values,
      secrets: [{ value: secret, dateExpires: null }],
      startSequence: await this.#parts.events.head(),
    });
    this.#changed();
    return { secret, webhook };
  }

  /** @throws NOT_FOUND, BAD_USER_INPUT with every fault, CONFLICT */
  async patch(caller: Caller, id: string, input: WebhookChanges): Promise<WebhookRecord> {
    caller.principal.requireRole('User');
    await this.#entities.get(caller.principal, id);
    const { values, faults } = await checkWebhook(input, this.#parts.guard);
    refuseFaults(faults);
    const webhook = await this.#entities.change(caller, id, async () => values);
    this.#changed();
    return webhook;
  }

  /** A new secret; the one before signs as well for another day. @throws NOT_FOUND, CONFLICT */
  async rotateSecret(caller: Caller, id: string): Promise<IssuedSecret> {
    caller.principal.requireRole('User');
    const secret = newWebhookSecret();
    const now = this.#parts.clock.now();
    const webhook = await this.#entities.change(caller, id, async ({ secrets }) => ({
      secrets: rotated(secrets, secret, now),
    }));
    return { secret, webhook };
  }

  /** What was not delivered yet goes with it. @throws NOT_FOUND */
  async remove(caller: Caller, id: string): Promise<void> {
    caller.principal.requireRole('User');
    await this.#entities.get(caller.principal, id);
    await this.#entities.remove(caller, id);
    await this.#parts.deliveries.removeOf(id);
  }
}
