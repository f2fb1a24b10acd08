/** A signed-in browser or client: what stands behind its cookie. */
export interface SignInRecord {
  /** SHA-256 of the cookie's value; the value itself is kept nowhere. */
  readonly tokenDigest: string;
  readonly userId: string;
  /** SHA-256 of the user's password hash of then: a changed password ends the sign-in. */
  readonly passwordDigest: string;
  readonly dateExpires: Date;
}

/** Where sign-ins are kept. Expired ones vanish by themselves, but not at once: whoever reads checks `dateExpires`. */
export interface SignInRepository {
  insert(signIn: SignInRecord): Promise<void>;
  find(tokenDigest: string): Promise<SignInRecord | null>;
  remove(tokenDigest: string): Promise<void>;
}
