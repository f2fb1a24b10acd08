/** A key that stands for its user, for programs. Revoked and expired ones are kept a while, so that their use can be answered. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly userId: string;
  /** SHA-256 of the key; the key itself is kept nowhere. */
  readonly keyDigest: string;
  readonly name: string;
  readonly dateCreated: Date;
  /** Right to about a minute; `null`: never used. */
  readonly dateLastUsed: Date | null;
  /** `null`: it does not expire. */
  readonly dateExpires: Date | null;
  readonly dateRevoked: Date | null;
}

/** Where API keys are kept. Those long revoked or expired vanish by themselves. */
export interface ApiKeyRepository {
  insert(apiKey: ApiKeyRecord): Promise<void>;
  findByDigest(keyDigest: string): Promise<ApiKeyRecord | null>;
  /** The newest first. */
  findByUser(userId: string): Promise<ApiKeyRecord[]>;
  /** The first date stays. @returns the key as it is then, `null` if that user has none of that id */
  revoke(userId: string, id: string, date: Date): Promise<ApiKeyRecord | null>;
  markUsed(id: string, date: Date): Promise<void>;
}
