import { AppError } from '../../../common/errors/app-error.ts';
import { nameOf, type UserRecord } from '../../../domain/directory/records.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { SignInService } from '../../http/sign-in-service.ts';
import type { OperationHandler } from './operation-handler.ts';

/** The supported members of ServiceStack's Authenticate. */
export interface Authenticate {
  readonly provider: string | null;
  readonly userName: string | null;
  readonly password: string | null;
  readonly rememberMe: boolean | null;
}

/** The supported members of ServiceStack's AuthenticateResponse. The response to a sign-out has none of them. */
export interface AuthenticateResponse {
  readonly userId?: string;
  readonly sessionId?: string;
  readonly userName?: string;
  readonly displayName?: string;
  readonly profileUrl?: string | null;
  readonly roles?: readonly string[];
  readonly permissions?: readonly string[];
  readonly authProvider?: string;
}

/** The providers that take a user name and a password. `login` is ServiceStack's alias of `credentials`. */
const passwordProviders = new Set(['credentials', 'login', 'basic']);

/**
 * Handles ServiceStack's Authenticate, which signs in or out. Without provider, name and password it returns the
 * signed-in user.
 */
export function authenticateHandler(signIns: SignInService): OperationHandler<Authenticate, AuthenticateResponse> {
  return async (context, request, { method }) => {
    const { provider, userName, password, rememberMe } = request;
    const action = provider?.toLowerCase() || (userName || password ? 'credentials' : 'whoAmI');
    if (action === 'whoAmI') return toResponse(context.principal.requireUser());
    if (action === 'logout') return signOut(signIns, context);
    if (!passwordProviders.has(action)) {
      throw new AppError('NOT_FOUND', `No configuration was added for OAuth provider '${action}'`);
    }
    // with GET, links could sign users in, and passwords in URLs would be logged
    if (method === 'GET') throw new AppError('METHOD_NOT_ALLOWED', 'GET Authenticate requests are disabled.');
    const credentials = { userName: userName ?? '', password: password ?? '' };
    const { user, token } = await signIns.signIn(context, credentials, rememberMe ?? false);
    return { ...toResponse(user), sessionId: token, authProvider: 'credentials' };
  };
}

async function signOut(signIns: SignInService, context: RequestContext): Promise<Record<string, never>> {
  await signIns.signOut(context);
  return {};
}

/** Returns the members of AuthenticateResponse that describe the user. */
function toResponse(user: UserRecord) {
  return {
    userId: user.id,
    userName: user.emailAddress,
    displayName: nameOf(user),
    profileUrl: user.avatarUrl,
    roles: user.roles,
    permissions: [],
  };
}
