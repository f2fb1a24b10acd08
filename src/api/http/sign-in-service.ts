import { AppError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { audit } from '../../common/logging/log.ts';
import { requiredError } from '../../common/validation/text.ts';
import { type Authenticator, type SignIn, signInSeconds } from '../../domain/auth/authenticator.ts';
import type { PasswordCredentials } from '../../domain/auth/credentials.ts';
import type { AccountRecord, UserRecord } from '../../domain/directory/records.ts';
import type { DirectoryRepository } from '../../domain/directory/repository.ts';
import { cookieNames } from './read-credentials.ts';
import type { RequestContext } from './request-context.ts';

/** Signs users in and out with ServiceStack's cookies, for GraphQL and REST, and lists their accounts. */
export class SignInService {
  readonly #authenticator: Authenticator;
  readonly #directory: DirectoryRepository;
  /** Requests with a failed sign-in. */
  readonly #failed = new WeakSet<RequestContext>();

  constructor({ authenticator, directory }: { authenticator: Authenticator; directory: DirectoryRepository }) {
    this.#authenticator = authenticator;
    this.#directory = directory;
  }

  /**
   * Signs in and sets the cookies. An earlier sign-in of the same browser ends. After a failure no further password of
   * the request is checked, so that the limits of requests are limits of attempts too.
   *
   * @throws BAD_USER_INPUT when the name or the password is empty
   * @throws CROSS_ORIGIN_REQUEST when a page of another origin sent the request
   * @throws UNAUTHENTICATED when the name or the password is wrong, or an earlier sign-in of the request has failed
   * @throws RATE_LIMITED after too many attempts
   */
  async signIn(context: RequestContext, credentials: PasswordCredentials, remember: boolean): Promise<SignIn> {
    const setCookie = context.cookieSetter();
    throwIfInvalid(emptyFields(credentials).map(requiredError));
    if (this.#failed.has(context))
      throw new AppError('UNAUTHENTICATED', 'An earlier sign-in of this request has failed.');
    const seconds = remember ? signInSeconds.remembered : signInSeconds.session;
    const signIn = await this.#authenticator.signIn(credentials, seconds, context).catch((error: unknown) => {
      this.#failed.add(context);
      throw error;
    });
    if (context.token) await this.#authenticator.signOut(context.token);
    // a cookie without a maximum age ends with the browser
    const maxAge = remember ? seconds : undefined;
    setCookie(cookieNames.session, signIn.token);
    setCookie(cookieNames.permanent, signIn.token, maxAge);
    setCookie(cookieNames.option, remember ? 'perm' : 'temp', maxAge);
    return signIn;
  }

  /**
   * Signs out and deletes the cookies.
   *
   * @throws CROSS_ORIGIN_REQUEST when a page of another origin sent the request
   */
  async signOut(context: RequestContext): Promise<void> {
    const setCookie = context.cookieSetter();
    const { token, principal, log } = context;
    if (token) await this.#authenticator.signOut(token);
    if (token && principal.user) audit(log, 'sign-out', { userId: principal.user.id });
    for (const name of Object.values(cookieNames)) setCookie(name, null);
  }

  /** Returns the accounts of a user in the user's order; for a SystemAdministrator all accounts, ordered by name. */
  async accountsOf(user: UserRecord | null): Promise<AccountRecord[]> {
    if (!user) return [];
    if (user.roles.includes('SystemAdministrator')) return this.#directory.allAccounts();
    const found = new Map(
      (await this.#directory.accountsByIds('all', user.accountIds)).map((account) => [account.id, account]),
    );
    return user.accountIds.flatMap((id) => found.get(id) ?? []);
  }
}

function emptyFields({ userName, password }: PasswordCredentials): string[] {
  return [...(userName.trim() === '' ? ['userName'] : []), ...(password.trim() === '' ? ['password'] : [])];
}
