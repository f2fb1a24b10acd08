import { hash, randomBytes } from 'node:crypto';
import { cacheTtlMs, TtlCache } from '../../common/caching/ttl-cache.ts';
import { AppError } from '../../common/errors/app-error.ts';
import { audit, type Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import { normalizeEmailAddress } from '../../common/validation/email-address.ts';
import { anonymous, type Principal, UserPrincipal } from '../directory/principal.ts';
import type { UserRecord } from '../directory/records.ts';
import type { DirectoryRepository } from '../directory/repository.ts';
import type { ApiKeyService } from './api-key-service.ts';
import type { RequestSource } from './client-network.ts';
import type { Credentials, PasswordCredentials } from './credentials.ts';
import { digestOf } from './digest.ts';
import { isPassword } from './passwords.ts';
import type { SignInRecord, SignInRepository } from './sign-in-repository.ts';
import type { Attempt, SignInThrottle } from './sign-in-throttle.ts';

export interface SignIn {
  readonly user: UserRecord;
  /** The value of the sign-in cookie; only its digest is stored. */
  readonly token: string;
}

export interface AuthenticatorDependencies {
  readonly directory: DirectoryRepository;
  readonly signIns: SignInRepository;
  readonly apiKeys: ApiKeyService;
  readonly throttle: SignInThrottle;
  readonly clock: Clock;
}

/** Lifetime of a sign-in, in seconds: two weeks as in ServiceStack, or four when the user chose "remember me". */
export const signInSeconds = { session: 14 * 24 * 3_600, remembered: 28 * 24 * 3_600 } as const;

/** How long a verified password is not hashed again while the user's stored hash stays the same, in milliseconds. */
const verifiedMs = 15 * 60_000;

/**
 * Authenticates requests. Results are cached for a few seconds, so that most requests cost neither an argon2 hash nor a
 * query.
 */
export class Authenticator {
  readonly #dependencies: AuthenticatorDependencies;
  readonly #users: TtlCache<UserRecord>;
  readonly #tokens: TtlCache<SignInRecord>;
  /**
   * Verified users, by a keyed digest of name and password: a memory dump does not reveal them or allow offline
   * guessing.
   */
  readonly #verified: TtlCache<UserRecord>;
  readonly #key = randomBytes(32).toString('base64');

  constructor(dependencies: AuthenticatorDependencies) {
    this.#dependencies = dependencies;
    this.#users = new TtlCache(dependencies.clock, cacheTtlMs);
    this.#tokens = new TtlCache(dependencies.clock, cacheTtlMs);
    this.#verified = new TtlCache(dependencies.clock, verifiedMs);
  }

  /** @returns the cached principal; `null` when nothing is cached and `authenticate` has to read the database */
  authenticateFromCache({ basic, apiKey, token }: Credentials): Principal | null {
    if (basic) {
      const user = this.#cachedPassword(this.#digest(JSON.stringify(basic)));
      return user && new UserPrincipal(user, 'password');
    }
    return apiKey || token ? null : anonymous;
  }

  /**
   * Authenticates a request.
   * @returns the principal; `anonymous` without credentials, and for an unknown or expired cookie
   * @throws UNAUTHENTICATED when the name or password is wrong
   * @throws RATE_LIMITED after too many wrong passwords
   * @throws NOT_FOUND, FORBIDDEN as `ApiKeyService.check`
   */
  async authenticate({ basic, apiKey, token }: Credentials, source: RequestSource): Promise<Principal> {
    if (basic) return new UserPrincipal(await this.#checkPassword(basic, source), 'password');
    if (apiKey) {
      const { userId } = await this.#dependencies.apiKeys.check(apiKey, source);
      const owner = await this.#user(userId);
      return owner ? new UserPrincipal(owner, 'apiKey') : anonymous;
    }
    const user = token ? await this.#userOfToken(token) : null;
    return user ? new UserPrincipal(user, 'cookie') : anonymous;
  }

  /**
   * Signs a user in, always with a new token.
   * @throws UNAUTHENTICATED when the name or password is wrong, without revealing which one
   * @throws RATE_LIMITED after too many wrong passwords
   */
  async signIn(credentials: PasswordCredentials, seconds: number, source: RequestSource): Promise<SignIn> {
    const user = await this.#checkPassword(credentials, source);
    const token = randomBytes(15).toString('base64url');
    await this.#dependencies.signIns.insert({
      tokenDigest: digestOf(token),
      userId: user.id,
      passwordDigest: digestOf(user.passwordHash),
      dateExpires: new Date(this.#dependencies.clock.now().getTime() + seconds * 1_000),
    });
    audit(source.log, 'sign-in.succeeded', { userId: user.id, network: source.network });
    return { user, token };
  }

  /**
   * Checks the password of a signed-in user again, with the limits and the audit log of a sign-in.
   * @returns the user with this password; `null` if it is wrong
   * @throws RATE_LIMITED after too many wrong passwords
   */
  confirmPassword({ emailAddress }: UserRecord, password: string, source: RequestSource): Promise<UserRecord | null> {
    return this.#findByPassword({ userName: emailAddress, password }, source);
  }

  /** Ends a sign-in. An unknown token is ignored. */
  async signOut(token: string): Promise<void> {
    await this.#dependencies.signIns.remove(digestOf(token));
    this.#tokens.delete(digestOf(token));
  }

  async #checkPassword(credentials: PasswordCredentials, source: RequestSource): Promise<UserRecord> {
    const user = await this.#findByPassword(credentials, source);
    if (!user) throw new AppError('UNAUTHENTICATED', 'Invalid Username or Password');
    return user;
  }

  async #findByPassword(credentials: PasswordCredentials, source: RequestSource): Promise<UserRecord | null> {
    const key = this.#digest(JSON.stringify(credentials));
    const verify = () => this.#verify(credentials, this.#attempt(credentials, key, source.network), source.log);
    const verified = await this.#verified.get(key, verify);
    const current = verified && (await this.#user(verified.id));
    if (current && verified && isSameSignIn(current, verified)) return current;
    if (verified) await this.#verified.deleteIfSame(key, verified);
    return verified && (await this.#verified.get(key, verify));
  }

  #cachedPassword(key: string): UserRecord | null {
    const verified = this.#verified.peek(key);
    const current = verified && this.#users.peek(verified.id);
    return current && isSameSignIn(current, verified) ? current : null;
  }

  #attempt({ userName }: PasswordCredentials, credentials: string, network: string): Attempt {
    return { user: this.#digest(normalizeEmailAddress(userName)), credentials, network };
  }

  #digest(text: string): string {
    return hash('sha256', this.#key + text, 'base64');
  }

  async #verify({ userName, password }: PasswordCredentials, attempt: Attempt, log: Log): Promise<UserRecord | null> {
    const user = await this.#dependencies.directory.userByEmailAddress(userName.trim());
    const { network } = attempt;
    // the user name is not logged, because people type their password there
    const auditAttempt = (event: 'sign-in.failed' | 'sign-in.throttled'): void =>
      audit(log, event, { userId: user?.id ?? null, way: 'password', network });
    // the throttle counts attempts only after the query, so that a database error is not counted as a wrong password
    try {
      this.#dependencies.throttle.begin(attempt);
    } catch (error) {
      auditAttempt('sign-in.throttled');
      throw error;
    }
    if (!(await isPassword(user?.passwordHash ?? null, password))) {
      this.#dependencies.throttle.failed(attempt);
      auditAttempt('sign-in.failed');
      return null;
    }
    this.#dependencies.throttle.succeeded(attempt);
    // the cached user may still have the hash from before a password change
    if (user) this.#users.delete(user.id);
    return user;
  }

  async #userOfToken(token: string): Promise<UserRecord | null> {
    const tokenDigest = digestOf(token);
    const signIn = await this.#tokens.get(tokenDigest, () => this.#dependencies.signIns.find(tokenDigest));
    if (!signIn || signIn.dateExpires <= this.#dependencies.clock.now()) return null;
    const cached = await this.#user(signIn.userId);
    if (!cached || digestOf(cached.passwordHash) === signIn.passwordDigest) return cached;
    // the cached user may be outdated: another process may have created this sign-in with a new password
    await this.#users.deleteIfSame(cached.id, cached);
    const user = await this.#user(signIn.userId);
    return user && digestOf(user.passwordHash) === signIn.passwordDigest ? user : null;
  }

  #user(id: string): Promise<UserRecord | null> {
    return this.#users.get(id, async () => (await this.#dependencies.directory.usersByIds('all', [id]))[0] ?? null);
  }
}

function isSameSignIn(one: UserRecord, other: UserRecord): boolean {
  return one.passwordHash === other.passwordHash && one.emailAddress === other.emailAddress;
}
