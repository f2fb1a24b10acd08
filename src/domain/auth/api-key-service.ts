import type { LRUCache } from 'lru-cache';
import { createLruCache } from '../../common/caching/lru-cache.ts';
import { cacheTtlMs, TtlCache } from '../../common/caching/ttl-cache.ts';
import { AppError, type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { newId } from '../../common/ids.ts';
import { audit } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import { checkRequiredText } from '../../common/validation/text.ts';
import { notFound } from '../directory/domain-errors.ts';
import type { Actor } from '../directory/entity-writer.ts';
import { type Principal, refuseApiKey } from '../directory/principal.ts';
import { isApiKey, newApiKey } from './api-key.ts';
import type { ApiKeyRecord, ApiKeyRepository } from './api-key-repository.ts';
import type { RequestSource } from './client-network.ts';
import type { PresentedKey } from './credentials.ts';
import { digestOf } from './digest.ts';

/** A new key with its record: the only time the key itself is seen. */
export interface IssuedKey {
  readonly key: string;
  readonly apiKey: ApiKeyRecord;
}

const maxNameLength = 100;
const usedResolutionMs = 60_000;

/** Lets users create, list and revoke the keys of their programs, and checks the keys that requests bring along. */
export class ApiKeyService {
  readonly #apiKeys: ApiKeyRepository;
  readonly #clock: Clock;
  readonly #cache: TtlCache<ApiKeyRecord>;
  readonly #markedUsed: LRUCache<string, true>;

  constructor({ apiKeys, clock }: { apiKeys: ApiKeyRepository; clock: Clock }) {
    this.#apiKeys = apiKeys;
    this.#clock = clock;
    this.#cache = new TtlCache(clock, cacheTtlMs);
    this.#markedUsed = createLruCache(10_000, { ttlMs: usedResolutionMs, clock });
  }

  /** @throws UNAUTHENTICATED, BAD_USER_INPUT, and FORBIDDEN for a key that asks: it could outlive its own revocation */
  async create({ principal, log }: Actor, input: { name: string; expires: Date | null }): Promise<IssuedKey> {
    const user = principal.requireUser();
    refuseApiKey(principal, 'create another');
    const now = this.#clock.now();
    const name = checkInput(input, now);
    const key = newApiKey();
    const apiKey: ApiKeyRecord = {
      id: newId(),
      userId: user.id,
      keyDigest: digestOf(key),
      name,
      dateCreated: now,
      dateLastUsed: null,
      dateExpires: input.expires,
      dateRevoked: null,
    };
    await this.#apiKeys.insert(apiKey);
    audit(log, 'api-key.created', { userId: user.id, id: apiKey.id, expires: apiKey.dateExpires });
    return { key, apiKey };
  }

  /** @returns the keys of the caller, the newest first. @throws UNAUTHENTICATED */
  async list(principal: Principal): Promise<ApiKeyRecord[]> {
    return this.#apiKeys.findByUser(principal.requireUser().id);
  }

  /** Ends a key of the caller, here at once and elsewhere within seconds. @throws UNAUTHENTICATED, NOT_FOUND */
  async revoke({ principal, log }: Actor, id: string): Promise<ApiKeyRecord> {
    const userId = principal.requireUser().id;
    const revoked = await this.#apiKeys.revoke(userId, id, this.#clock.now());
    if (!revoked) throw notFound('API key', 'id', id);
    this.#cache.delete(revoked.keyDigest);
    audit(log, 'api-key.revoked', { userId, id });
    return revoked;
  }

  /** @throws what ServiceStack answers: UNAUTHENTICATED, as Basic NOT_FOUND, and FORBIDDEN for a key that was good once */
  async check({ key, asBasic }: PresentedKey, { network, log }: RequestSource): Promise<ApiKeyRecord> {
    const keyDigest = digestOf(key);
    const apiKey = isApiKey(key) ? await this.#cache.get(keyDigest, () => this.#apiKeys.findByDigest(keyDigest)) : null;
    const now = this.#clock.now();
    try {
      const valid = requireValid(apiKey, asBasic, now);
      await this.#markUsed(valid, now);
      return valid;
    } catch (error) {
      audit(log, 'sign-in.failed', { userId: apiKey?.userId ?? null, way: 'apiKey', network });
      throw error;
    }
  }

  async #markUsed({ id }: ApiKeyRecord, now: Date): Promise<void> {
    if (this.#markedUsed.has(id)) return;
    this.#markedUsed.set(id, true);
    // the key is good whether or not its use can be written down
    await this.#apiKeys.markUsed(id, now).catch(() => undefined);
  }
}

function requireValid(apiKey: ApiKeyRecord | null, asBasic: boolean, now: Date): ApiKeyRecord {
  if (!apiKey && asBasic) throw new AppError('NOT_FOUND', 'API Key does not exist');
  if (!apiKey) throw new AppError('UNAUTHENTICATED', 'Invalid API Key');
  if (apiKey.dateRevoked) throw new AppError('FORBIDDEN', 'API Key has been cancelled', { restName: 'Forbidden' });
  if (apiKey.dateExpires && apiKey.dateExpires <= now) {
    throw new AppError('FORBIDDEN', 'API Key has expired', { restName: 'Forbidden' });
  }
  return apiKey;
}

/** @returns the name, trimmed */
function checkInput({ name, expires }: { name: string; expires: Date | null }, now: Date): string {
  const issues: FieldError[] = [];
  const trimmed = checkRequiredText('name', name, maxNameLength, issues);
  if (expires && expires <= now) {
    issues.push({ fieldName: 'expires', errorCode: 'GreaterThan', message: 'expires must be in the future.' });
  }
  throwIfInvalid(issues);
  return trimmed;
}
