import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { toAuthStatus } from '../../../contract/auth-status-view.ts';
import { Cost, Operation } from '../../../contract/decorators.ts';
import { AuthStatus } from '../../../contract/types/auth/auth-status.ts';
import { SignInArguments } from '../../../contract/types/auth/sign-in-arguments.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import type { SignInService } from '../../../http/sign-in-service.ts';

@Resolver()
export class SignInOperations {
  readonly #signIns: SignInService;

  constructor(signIns: SignInService) {
    this.#signIns = signIns;
  }

  @Query(() => AuthStatus, { description: 'The current user' })
  @Operation({
    request: 'GetAuthStatus',
    requestNamespace: 'Voice.Api',
    routes: [{ verb: 'GET', path: '/auth/status' }],
  })
  async me(@Ctx() { principal }: RequestContext): Promise<AuthStatus> {
    return toAuthStatus(principal.user, await this.#signIns.accountsOf(principal.user));
  }

  @Cost({ weight: 50 })
  @Mutation(() => AuthStatus, { description: 'Sign in. The response sets the session cookies.' })
  async signIn(
    @Ctx() context: RequestContext,
    @Args(() => SignInArguments) { rememberMe, ...credentials }: SignInArguments,
  ): Promise<AuthStatus> {
    const { user } = await this.#signIns.signIn(context, credentials, rememberMe);
    return toAuthStatus(user, await this.#signIns.accountsOf(user));
  }

  @Mutation(() => AuthStatus, { description: 'Sign out. The response clears the session cookies.' })
  async signOut(@Ctx() context: RequestContext): Promise<AuthStatus> {
    await this.#signIns.signOut(context);
    return toAuthStatus(null, []);
  }
}
