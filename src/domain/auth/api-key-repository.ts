/**
 * An API key that lets a program act as its user. Revoked and expired keys are kept for a while, so that their use gets
 * a specific error.
 */
export interface ApiKeyRecord {
  readonly id: string;
  readonly userId: string;
  /** SHA-256 of the key; the key itself is not stored. */
  readonly keyDigest: string;
  readonly name: string;
  readonly dateCreated: Date;
  /** Accurate to about a minute; `null`: never used. */
  readonly dateLastUsed: Date | null;
  /** `null`: never expires. */
  readonly dateExpires: Date | null;
  readonly dateRevoked: Date | null;
}

/** Stores API keys. Keys that were revoked or expired long ago are removed automatically. */
export interface ApiKeyRepository {
  /** @returns `false`, with nothing written, when the user has `max` valid keys. Concurrent calls do not exceed it. */
  insertWithinLimit(apiKey: ApiKeyRecord, max: number): Promise<boolean>;
  findByDigest(keyDigest: string): Promise<ApiKeyRecord | null>;
  /** Newest first. */
  findByUser(userId: string): Promise<ApiKeyRecord[]>;
  /**
   * Revokes a key. A second call keeps the first revocation date.
   * @returns the key after the change; `null` when the user has no key with that id
   */
  revoke(userId: string, id: string, date: Date): Promise<ApiKeyRecord | null>;
  markUsed(id: string, date: Date): Promise<void>;
}
