import { throwIfInvalid } from '../../common/errors/app-error.ts';
import { audit } from '../../common/logging/log.ts';
import { requiredError } from '../../common/validation/text.ts';
import { type Authenticator, type SignIn, signInSeconds } from '../../domain/auth/authenticator.ts';
import { cookieNames, type PasswordCredentials } from '../../domain/auth/credentials.ts';
import type { AccountRecord, UserRecord } from '../../domain/directory/records.ts';
import type { DirectoryRepository } from '../../domain/directory/repository.ts';
import type { RequestContext } from './request-context.ts';

/** Signs users in and out by ServiceStack's cookies, and says what they may see, for both doors. */
export class SignInService {
  readonly #authenticator: Authenticator;
  readonly #directory: DirectoryRepository;

  constructor({ authenticator, directory }: { authenticator: Authenticator; directory: DirectoryRepository }) {
    this.#authenticator = authenticator;
    this.#directory = directory;
  }

  /**
   * Signs in and sets the cookies; an earlier sign-in of the same browser ends.
   * @throws BAD_USER_INPUT for an empty name or password, UNAUTHENTICATED for a wrong one, RATE_LIMITED after too many
   */
  async signIn(context: RequestContext, credentials: PasswordCredentials, remember: boolean): Promise<SignIn> {
    throwIfInvalid(emptyFields(credentials).map(requiredError));
    const seconds = remember ? signInSeconds.remembered : signInSeconds.session;
    const signIn = await this.#authenticator.signIn(credentials, seconds, context);
    if (context.token) await this.#authenticator.signOut(context.token);
    // without a maximal age a cookie ends with the browser
    const maxAge = remember ? seconds : undefined;
    context.setCookie(cookieNames.session, signIn.token);
    context.setCookie(cookieNames.permanent, signIn.token, maxAge);
    context.setCookie(cookieNames.option, remember ? 'perm' : 'temp', maxAge);
    return signIn;
  }

  async signOut(context: RequestContext): Promise<void> {
    const { token, principal, log } = context;
    if (token) await this.#authenticator.signOut(token);
    if (token && principal.user) audit(log, 'sign-out', { userId: principal.user.id });
    for (const name of Object.values(cookieNames)) context.setCookie(name, null);
  }

  /** The accounts a user may work in: its own in the user's order, for a SystemAdministrator all by name. */
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
