import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { requestedAccount } from '../../../../domain/directory/account-resolver.ts';
import { userManagers } from '../../../../domain/directory/records.ts';
import type { UserService } from '../../../../domain/directory/user-service.ts';
import { Cost, Operation } from '../../../contract/decorators.ts';
import { UserInfo } from '../../../contract/types/directory/user-info.ts';
import {
  ChangePasswordArguments,
  NewUser,
  PatchMe,
  PatchUser,
  RemoveUserFromAccountArguments,
} from '../../../contract/types/directory/user-inputs.ts';
import { UserConnection, UsersArguments } from '../../../contract/types/directory/user-lists.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { toSharedUserInfo } from '../../../loaders/directory-relations.ts';
import { type DirectoryConnectionView, toDirectoryConnection, toOrder } from './connection.ts';

const requestNamespace = 'Voice.Api.Authentication';
const anyRole = userManagers;
/** Cost weight of operations that hash a password. */
const hashing = 50;

@Resolver()
export class UserOperations {
  readonly #users: UserService;

  constructor(users: UserService) {
    this.#users = users;
  }

  @Query(() => UserInfo, {
    nullable: true,
    description: 'A user by ID. Returns null if you share no account with such a user.',
  })
  @Operation({ request: 'GetUser', requestNamespace, routes: [{ verb: 'GET', path: '/users/{userId}' }], roles: [] })
  async user(
    @Ctx() context: RequestContext,
    @Arg('userId', () => ID, { description: 'The ID of the user' }) userId: string,
  ): Promise<UserInfo | null> {
    const user = await this.#users.find(context.principal, userId);
    return user && toSharedUserInfo(user, context);
  }

  @Query(() => UserConnection, { description: 'The users of your accounts' })
  async users(
    @Ctx() context: RequestContext,
    @Args(() => UsersArguments) { filter, orderBy, ...page }: UsersArguments,
  ): Promise<DirectoryConnectionView<UserInfo>> {
    const { nameFilter: name, emailFilter: emailAddress, ...rest } = filter ?? {};
    const criteria = { ...rest, name, emailAddress };
    const found = await this.#users.queries.page(context.principal, criteria, toOrder(orderBy), page);
    const view = async ({ cursor, node }: (typeof found.rows)[number]) => ({
      cursor,
      node: await toSharedUserInfo(node, context),
    });
    const rows = await Promise.all(found.rows.map(view));
    return toDirectoryConnection({ ...found, rows });
  }

  @Cost({ weight: hashing })
  @Mutation(() => UserInfo, { description: 'Create a user' })
  @Operation({
    request: 'NewUser',
    routes: [{ verb: 'POST', path: '/users' }],
    headers: { 'X-Account-Id': 'accountId' },
    anyRole,
  })
  async newUser(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewUser, { description: 'Input of the new user' }) input: NewUser,
  ): Promise<UserInfo> {
    const { accountId, ...user } = input;
    return toSharedUserInfo(await this.#users.create(context, requestedAccount(accountId, context), user), context);
  }

  @Mutation(() => UserInfo, { description: 'Change a user' })
  @Operation({ request: 'PatchUser', routes: [{ verb: 'PATCH', path: '/users/{userId}' }], anyRole })
  async patchUser(
    @Ctx() context: RequestContext,
    @Arg('input', () => PatchUser, { description: 'The changes' }) {
      userId,
      newPassword: password,
      ...changes
    }: PatchUser,
  ): Promise<UserInfo> {
    const user = await this.#users.patch(context, userId, { ...changes, password });
    context.loaders.user.clearAll();
    return toSharedUserInfo(user, context);
  }

  @Mutation(() => ID, {
    description: "Delete a user and the user's User endpoints. Returns the user's ID. Sessions remain.",
  })
  @Operation({
    request: 'DeleteUser',
    requestNamespace,
    routes: [{ verb: 'DELETE', path: '/users/{userId}' }],
    returns: 'void',
    anyRole,
  })
  async deleteUser(
    @Ctx() context: RequestContext,
    @Arg('userId', () => ID, { description: 'The ID of the user' }) userId: string,
  ): Promise<string> {
    await this.#users.remove(context, userId);
    context.loaders.user.clearAll();
    return userId;
  }

  @Mutation(() => UserInfo, { description: "Remove a user from an account and delete the user's User endpoint there" })
  async removeUserFromAccount(
    @Ctx() context: RequestContext,
    @Args(() => RemoveUserFromAccountArguments) { userId, accountId }: RemoveUserFromAccountArguments,
  ): Promise<UserInfo> {
    const user = await this.#users.removeFromAccount(context, userId, accountId);
    context.loaders.user.clearAll();
    return toSharedUserInfo(user, context);
  }

  @Mutation(() => UserInfo, { description: 'Change the name or picture of the current user' })
  async patchMe(
    @Ctx() context: RequestContext,
    @Arg('input', () => PatchMe, { description: 'The changes' }) input: PatchMe,
  ): Promise<UserInfo> {
    return toSharedUserInfo(await this.#users.patchSelf(context, input), context);
  }

  @Cost({ weight: hashing })
  @Mutation(() => UserInfo, {
    description: 'Change the password of the current user. Ends every sign-in with the old password.',
  })
  async changePassword(
    @Ctx() context: RequestContext,
    @Args(() => ChangePasswordArguments) { oldPassword, newPassword }: ChangePasswordArguments,
  ): Promise<UserInfo> {
    return toSharedUserInfo(await this.#users.changePassword(context, oldPassword, newPassword), context);
  }
}
