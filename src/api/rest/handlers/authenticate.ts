import { AppError } from '../../../common/errors/app-error.ts';
import { nameOf, type UserRecord } from '../../../domain/directory/records.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { SignInService } from '../../http/sign-in-service.ts';
import type { OperationHandler } from './operation-handler.ts';

/** The members of ServiceStack's Authenticate that count here. */
export interface Authenticate {
  readonly provider: string | null;
  readonly userName: string | null;
  readonly password: string | null;
  readonly rememberMe: boolean | null;
}

/** The members of ServiceStack's AuthenticateResponse that are ever filled in; a sign-out fills in none. */
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

/** Every one of them takes a name and a password; `login` is ServiceStack's other name for `credentials`. */
const passwordProviders = new Set(['credentials', 'login', 'basic']);

/** ServiceStack's one operation for signing in, signing out and, without provider and name, asking who is signed in. */
export function authenticateHandler(signIns: SignInService): OperationHandler<Authenticate, AuthenticateResponse> {
  return async (context, request, { method }) => {
    const { provider, userName, password, rememberMe } = request;
    const action = provider?.toLowerCase() || (userName || password ? 'credentials' : 'whoAmI');
    if (action === 'whoAmI') return toResponse(context.principal.requireUser());
    if (action === 'logout') return signOut(signIns, context);
    if (!passwordProviders.has(action)) {
      throw new AppError('NOT_FOUND', `No configuration was added for OAuth provider '${action}'`);
    }
    // a link must not be able to sign anyone in, nor an address carry a password into logs
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

/** The members of AuthenticateResponse that are always known. */
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
