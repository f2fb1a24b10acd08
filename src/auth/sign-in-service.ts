import type { UserRecord } from '../directory/records.ts';
import { type FieldError, invalidInput } from '../kernel/app-error.ts';
import { type Authenticator, signInSeconds } from './authenticator.ts';
import { cookieNames } from './credentials.ts';
import type { RequestContext } from './request-context.ts';

/** Signs users in and out by ServiceStack's cookies, for both doors. */
export class SignInService {
  readonly #authenticator: Authenticator;

  constructor(authenticator: Authenticator) {
    this.#authenticator = authenticator;
  }

  /** @throws BAD_USER_INPUT for an empty name or password, UNAUTHENTICATED for a wrong one */
  async signIn(context: RequestContext, userName: string, password: string, remember: boolean): Promise<UserRecord> {
    const faults = [...notEmpty('userName', userName), ...notEmpty('password', password)];
    const [first, ...rest] = faults;
    if (first) throw invalidInput([first, ...rest]);
    const seconds = remember ? signInSeconds.remembered : signInSeconds.session;
    const { user, token } = await this.#authenticator.signIn({ userName, password }, seconds);
    context.setCookie(cookieNames.session, token);
    context.setCookie(cookieNames.permanent, token, seconds);
    context.setCookie(cookieNames.option, remember ? 'perm' : 'temp', seconds);
    return user;
  }

  async signOut(context: RequestContext): Promise<void> {
    if (context.token) await this.#authenticator.signOut(context.token);
    for (const name of Object.values(cookieNames)) context.setCookie(name, null);
  }
}

function notEmpty(fieldName: string, value: string): FieldError[] {
  if (value.trim() !== '') return [];
  return [{ fieldName, errorCode: 'NotEmpty', message: `${fieldName} must not be empty.` }];
}
