import type { LRUCache } from 'lru-cache';
import { createLruCache } from '../../common/caching/lru-cache.ts';
import { cacheTtlMs, TtlCache } from '../../common/caching/ttl-cache.ts';
import { AppError, type FieldError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { newId } from '../../common/ids.ts';
import { audit } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import { checkRequiredText } from '../../common/validation/text.ts';
import { conflict, notFound } from '../directory/domain-errors.ts';
import type { Actor } from '../directory/entity-writer.ts';
import { type Principal, refuseApiKey } from '../directory/principal.ts';
import { isApiKey, newApiKey } from './api-key.ts';
import type { ApiKeyRecord, ApiKeyRepository } from './api-key-repository.ts';
import type { RequestSource } from './client-network.ts';
import type { PresentedKey } from './credentials.ts';
import { digestOf } from './digest.ts';

/** A new key with its record. The key is not returned again later. */
export interface IssuedKey {
  readonly key: string;
  readonly apiKey: ApiKeyRecord;
}

const maxNameLength = 100;

/** Maximum of valid keys of one user. */
const maxKeysPerUser = 50;
const usedResolutionMs = 60_000;

/** Creates, lists and revokes the API keys of users, and authenticates requests by API key. */
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

  /**
   * Creates a key for the signed-in user.
   * @throws UNAUTHENTICATED when the caller is not signed in
   * @throws BAD_USER_INPUT listing every invalid field
   * @throws CONFLICT when the user has 50 valid keys
   * @throws FORBIDDEN when the caller is signed in by an API key, which could otherwise outlive its own revocation
   */
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
    if (!(await this.#apiKeys.insertWithinLimit(apiKey, maxKeysPerUser))) {
      throw conflict('name', `You have ${maxKeysPerUser} API keys, the maximum. Revoke one first.`);
    }
    audit(log, 'api-key.created', { userId: user.id, id: apiKey.id, expires: apiKey.dateExpires });
    return { key, apiKey };
  }

  /**
   * @returns the keys of the caller, newest first
   * @throws UNAUTHENTICATED when the caller is not signed in
   */
  async list(principal: Principal): Promise<ApiKeyRecord[]> {
    return this.#apiKeys.findByUser(principal.requireUser().id);
  }

  /**
   * Revokes a key of the caller, in this process at once and in others within seconds.
   * @throws UNAUTHENTICATED when the caller is not signed in
   * @throws NOT_FOUND when the caller has no such key
   */
  async revoke({ principal, log }: Actor, id: string): Promise<ApiKeyRecord> {
    const userId = principal.requireUser().id;
    const revoked = await this.#apiKeys.revoke(userId, id, this.#clock.now());
    if (!revoked) throw notFound('API key', 'id', id);
    this.#cache.delete(revoked.keyDigest);
    audit(log, 'api-key.revoked', { userId, id });
    return revoked;
  }

  /**
   * Authenticates a request by API key. The errors are those of ServiceStack.
   * @throws UNAUTHENTICATED when the key is unknown, or NOT_FOUND when it was sent as a Basic user name
   * @throws FORBIDDEN when the key was revoked or has expired
   */
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
    // the key is valid even if its last use cannot be recorded
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

/** @returns the trimmed name */
function checkInput({ name, expires }: { name: string; expires: Date | null }, now: Date): string {
  const issues: FieldError[] = [];
  const trimmed = checkRequiredText('name', name, maxNameLength, issues);
  if (expires && expires <= now) {
    issues.push({ fieldName: 'expires', errorCode: 'GreaterThan', message: 'expires must be in the future.' });
  }
  throwIfInvalid(issues);
  return trimmed;
}
