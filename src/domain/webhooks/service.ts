import { throwIfInvalid } from '../../common/errors/app-error.ts';
import type { Clock } from '../../common/time/clock.ts';
import { type AccountResolver, restrictScope } from '../directory/account-resolver.ts';
import { conflict } from '../directory/domain-errors.ts';
import { EntityQueries } from '../directory/entity-queries.ts';
import { type Actor, EntityWriter } from '../directory/entity-writer.ts';
import type { Principal } from '../directory/principal.ts';
import type { EventLog } from '../events/event-log.ts';
import { checkWebhook, type WebhookChanges } from './check-webhook.ts';
import type { WebhookRecord } from './record.ts';
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

/** A webhook with its secret: the only time the secret is seen. */
export interface IssuedSecret {
  readonly secret: string;
  readonly webhook: WebhookRecord;
}

const maxPerAccount = 50;

/** Webhooks. Needs the role User; those of other accounts do not exist for the caller. */
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
      store: dependencies.webhooks,
      clock: dependencies.clock,
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
    return this.#writer.find(principal, id);
  }

  /** Many at once, for loaders: in any order, missing ones left out. */
  async getMany(principal: Principal, ids: readonly string[]): Promise<WebhookRecord[]> {
    principal.requireRole('User');
    return this.#dependencies.webhooks.byIds(principal.accounts, ids);
  }

  /** Of what happens from now on. @throws BAD_USER_INPUT with every fault; NOT_FOUND for the account; CONFLICT when it has too many */
  async create(actor: Actor, accountId: string | null, input: WebhookChanges): Promise<IssuedSecret> {
    actor.principal.requireRole('User');
    const account = await this.#dependencies.accounts.resolve(actor.principal, accountId);
    const { values, issues } = await checkWebhook({ url: null, ...input }, this.#dependencies.guard);
    throwIfInvalid(issues);
    if ((await this.#dependencies.webhooks.count({ scope: [account.id] })) >= maxPerAccount) {
      throw conflict('accountId', `An account has at most ${maxPerAccount} webhooks.`);
    }
    const secret = newWebhookSecret();
    const webhook = await this.#writer.insert(actor, {
      ...this.#writer.stamp(actor),
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

  /** @throws NOT_FOUND, BAD_USER_INPUT with every fault, CONFLICT */
  async patch(actor: Actor, id: string, input: WebhookChanges): Promise<WebhookRecord> {
    actor.principal.requireRole('User');
    await this.#writer.get(actor.principal, id);
    const { values, issues } = await checkWebhook(input, this.#dependencies.guard);
    throwIfInvalid(issues);
    const webhook = await this.#writer.change(actor, id, async () => values);
    this.#changed();
    return webhook;
  }

  /** A new secret; the one before signs as well for another day. @throws NOT_FOUND, CONFLICT */
  async rotateSecret(actor: Actor, id: string): Promise<IssuedSecret> {
    actor.principal.requireRole('User');
    const secret = newWebhookSecret();
    const now = this.#dependencies.clock.now();
    const webhook = await this.#writer.change(actor, id, async ({ secrets }) => ({
      secrets: rotated(secrets, secret, now),
    }));
    return { secret, webhook };
  }

  /** What was not delivered yet goes with it. @throws NOT_FOUND */
  async remove(actor: Actor, id: string): Promise<void> {
    actor.principal.requireRole('User');
    await this.#writer.get(actor.principal, id);
    await this.#writer.remove(actor, id);
    await this.#dependencies.deliveries.removeOf(id);
  }
}
