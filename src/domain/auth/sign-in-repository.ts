/** A sign-in: the server-side state of a sign-in cookie. */
export interface SignInRecord {
  /** SHA-256 of the cookie's value; the value itself is not stored. */
  readonly tokenDigest: string;
  readonly userId: string;
  /** SHA-256 of the password hash at sign-in, so that a password change ends the sign-in. */
  readonly passwordDigest: string;
  readonly dateExpires: Date;
}

/** Stores sign-ins. Expired ones are removed automatically but with a delay, so readers must check `dateExpires`. */
export interface SignInRepository {
  insert(signIn: SignInRecord): Promise<void>;
  find(tokenDigest: string): Promise<SignInRecord | null>;
  remove(tokenDigest: string): Promise<void>;
}
