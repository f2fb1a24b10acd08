import { createHash, createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { DirectoryRepository } from '../directory/directory-repository.ts';
import { anonymous, type Principal, SignedIn } from '../directory/principal.ts';
import type { UserRecord } from '../directory/records.ts';
import type { SignInRecord, SignInRepository } from '../directory/sign-ins.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { isPassword } from './passwords.ts';

export interface PasswordCredentials {
  readonly userName: string;
  readonly password: string;
}

/** What a request brings along to say who sends it. */
export interface Credentials {
  readonly basic: PasswordCredentials | null;
  /** The value of the sign-in cookie. */
  readonly token: string | null;
}

export interface SignIn {
  readonly user: UserRecord;
  readonly token: string;
}

/** How long a sign-in lasts, in seconds; ServiceStack's two weeks, or four where the user asked to be remembered. */
export const signInSeconds = { session: 14 * 24 * 3_600, remembered: 28 * 24 * 3_600 } as const;

/** Users and sign-ins are read again after this, so a change takes effect within five seconds. */
const freshnessMs = 4_000;
const cacheSize = 10_000;

/** Finds out who sends a request. Remembers what it found for a few seconds: a check must not cost an argon2 or a query. */
export class Authenticator {
  readonly #directory: DirectoryRepository;
  readonly #signIns: SignInRepository;
  readonly #clock: Clock;
  readonly #users: LRUCache<string, Promise<UserRecord | null>>;
  readonly #tokens: LRUCache<string, Promise<SignInRecord | null>>;
  /** By a keyed digest of name and password: a memory dump shows neither, nor lets it be guessed offline. */
  readonly #verified: LRUCache<string, Promise<UserRecord | null>>;
  readonly #key = randomBytes(32);

  constructor(parts: { directory: DirectoryRepository; signIns: SignInRepository; clock: Clock }) {
    this.#directory = parts.directory;
    this.#signIns = parts.signIns;
    this.#clock = parts.clock;
    const perf = { now: () => this.#clock.now().getTime() };
    const fresh = { max: cacheSize, ttl: freshnessMs, ttlResolution: 0, perf };
    this.#users = new LRUCache(fresh);
    this.#tokens = new LRUCache(fresh);
    this.#verified = new LRUCache({ ...fresh, ttl: 15 * 60_000 });
  }

  /**
   * @returns who it is; nobody for an unknown or expired cookie
   * @throws UNAUTHENTICATED for a wrong name or password
   */
  async authenticate({ basic, token }: Credentials): Promise<Principal> {
    if (basic) return new SignedIn(await this.#checkPassword(basic));
    const user = token ? await this.#userOfToken(token) : null;
    return user ? new SignedIn(user) : anonymous;
  }

  /** @throws UNAUTHENTICATED for a wrong name or password, without a word on which */
  async signIn(credentials: PasswordCredentials, seconds: number): Promise<SignIn> {
    const user = await this.#checkPassword(credentials);
    const token = randomBytes(15).toString('base64url');
    await this.#signIns.insert({
      tokenDigest: digest(token),
      userId: user.id,
      passwordDigest: digest(user.passwordHash),
      dateExpires: new Date(this.#clock.now().getTime() + seconds * 1_000),
    });
    return { user, token };
  }

  /** Ends a sign-in; one that is not there is no fault. */
  async signOut(token: string): Promise<void> {
    await this.#signIns.remove(digest(token));
    this.#tokens.delete(digest(token));
  }

  async #checkPassword(credentials: PasswordCredentials): Promise<UserRecord> {
    const key = createHmac('sha256', this.#key).update(JSON.stringify(credentials)).digest('base64');
    const verified = await remember(this.#verified, key, () => this.#verify(credentials));
    const current = verified && (await this.#user(verified.id));
    if (current && current.passwordHash === verified.passwordHash) return current;
    this.#verified.delete(key);
    const user = verified && (await remember(this.#verified, key, () => this.#verify(credentials)));
    if (!user) throw new AppError('UNAUTHENTICATED', 'Invalid Username or Password');
    return user;
  }

  async #verify({ userName, password }: PasswordCredentials): Promise<UserRecord | null> {
    const user = await this.#directory.userByEmailAddress(userName.trim());
    if (!(await isPassword(user?.passwordHash ?? null, password))) return null;
    if (user) this.#users.set(user.id, Promise.resolve(user));
    return user;
  }

  async #userOfToken(token: string): Promise<UserRecord | null> {
    const tokenDigest = digest(token);
    const signIn = await remember(this.#tokens, tokenDigest, () => this.#signIns.find(tokenDigest));
    if (!signIn || signIn.dateExpires <= this.#clock.now()) return null;
    const user = await this.#user(signIn.userId);
    return user && digest(user.passwordHash) === signIn.passwordDigest ? user : null;
  }

  #user(id: string): Promise<UserRecord | null> {
    return remember(this.#users, id, async () => (await this.#directory.usersByIds([id]))[0] ?? null);
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Finds once, for all who ask meanwhile; neither a failure nor a miss is remembered. */
async function remember<T extends object>(
  cache: LRUCache<string, Promise<T | null>>,
  key: string,
  find: () => Promise<T | null>,
): Promise<T | null> {
  const known = cache.get(key);
  if (known) return known;
  const found = find();
  cache.set(key, found);
  try {
    const value = await found;
    if (value === null) cache.delete(key);
    return value;
  } catch (error) {
    cache.delete(key);
    throw error;
  }
}
