import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { UserPrincipal } from '../../../../domain/directory/principal.ts';
import { Cost, Operation } from '../../../contract/decorators.ts';
import { SignInArguments } from '../../../contract/types/auth/sign-in-arguments.ts';
import { UserInfo } from '../../../contract/types/directory/user-info.ts';
import { toUserInfo } from '../../../contract/user-view.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import type { SignInService } from '../../../http/sign-in-service.ts';

@Resolver()
export class SignInOperations {
  readonly #signIns: SignInService;

  constructor(signIns: SignInService) {
    this.#signIns = signIns;
  }

  @Query(() => UserInfo, {
    nullable: true,
    description: 'The current user. Null, in REST isAuthenticated: false, if nobody is signed in.',
  })
  @Operation({
    request: 'GetAuthStatus',
    requestNamespace: 'Voice.Api.Authentication',
    routes: [{ verb: 'GET', path: '/auth/status' }],
  })
  async me(@Ctx() { principal }: RequestContext): Promise<UserInfo | null> {
    const { user } = principal;
    return user && toUserInfo(user, principal, await this.#signIns.accountsOf(user));
  }

  @Cost({ weight: 50 })
  @Mutation(() => UserInfo, { description: 'Sign in. The response sets the session cookies.' })
  async signIn(
    @Ctx() context: RequestContext,
    @Args(() => SignInArguments) { rememberMe, ...credentials }: SignInArguments,
  ): Promise<UserInfo> {
    const { user } = await this.#signIns.signIn(context, credentials, rememberMe);
    return toUserInfo(user, new UserPrincipal(user, 'password'), await this.#signIns.accountsOf(user));
  }

  @Mutation(() => Boolean, {
    description: 'Sign out. The response clears the session cookies. Returns whether a user was signed in.',
  })
  async signOut(@Ctx() context: RequestContext): Promise<boolean> {
    await this.#signIns.signOut(context);
    return context.principal.user !== null;
  }
}
