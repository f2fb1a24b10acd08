import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
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
import { toUserInfo } from '../../../contract/user-view.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { type DirectoryConnectionView, toDirectoryConnection, toOrder } from './connection.ts';

const requestNamespace = 'Voice.Api.Users';
const roles = ['SystemAdministrator'];
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
  @Operation({ request: 'GetUser', requestNamespace, routes: [{ verb: 'GET', path: '/users/{id}' }], roles: [] })
  async user(
    @Ctx() { principal }: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the user' }) id: string,
  ): Promise<UserInfo | null> {
    const user = await this.#users.find(principal, id);
    return user && toUserInfo(user, principal);
  }

  @Query(() => UserConnection, { description: 'The users of your accounts' })
  async users(
    @Ctx() { principal }: RequestContext,
    @Args(() => UsersArguments) { filter, orderBy, ...page }: UsersArguments,
  ): Promise<DirectoryConnectionView<UserInfo>> {
    const { nameFilter: name, ...rest } = filter ?? {};
    const found = await this.#users.queries.page(principal, { ...rest, name }, toOrder(orderBy), page);
    const rows = found.rows.map(({ cursor, node }) => ({ cursor, node: toUserInfo(node, principal) }));
    return toDirectoryConnection({ ...found, rows });
  }

  @Cost({ weight: hashing })
  @Mutation(() => UserInfo, { description: 'Create a user' })
  @Operation({ request: 'NewUser', routes: [{ verb: 'POST', path: '/users' }], roles })
  async newUser(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewUser, { description: 'Input of the new user' }) input: NewUser,
  ): Promise<UserInfo> {
    return toUserInfo(await this.#users.create(context, input), context.principal);
  }

  @Mutation(() => UserInfo, { description: 'Change a user' })
  @Operation({ request: 'PatchUser', routes: [{ verb: 'PATCH', path: '/users/{id}' }], roles })
  async patchUser(
    @Ctx() context: RequestContext,
    @Arg('input', () => PatchUser, { description: 'The changes' }) { id, ...changes }: PatchUser,
  ): Promise<UserInfo> {
    const user = await this.#users.patch(context, id, changes);
    context.loaders.user.clearAll();
    return toUserInfo(user, context.principal);
  }

  @Mutation(() => ID, {
    description: "Delete a user and the user's User endpoints. Returns the user's ID. Sessions remain.",
  })
  @Operation({
    request: 'DeleteUser',
    requestNamespace,
    routes: [{ verb: 'DELETE', path: '/users/{id}' }],
    returns: 'void',
    roles,
  })
  async deleteUser(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ID of the user' }) id: string,
  ): Promise<string> {
    await this.#users.remove(context, id);
    context.loaders.user.clearAll();
    return id;
  }

  @Mutation(() => UserInfo, { description: "Remove a user from an account and delete the user's User endpoint there" })
  async removeUserFromAccount(
    @Ctx() context: RequestContext,
    @Args(() => RemoveUserFromAccountArguments) { id, accountId }: RemoveUserFromAccountArguments,
  ): Promise<UserInfo> {
    const user = await this.#users.removeFromAccount(context, id, accountId);
    context.loaders.user.clearAll();
    return toUserInfo(user, context.principal);
  }

  @Mutation(() => UserInfo, { description: 'Change the name or picture of the current user' })
  async patchMe(
    @Ctx() context: RequestContext,
    @Arg('input', () => PatchMe, { description: 'The changes' }) input: PatchMe,
  ): Promise<UserInfo> {
    return toUserInfo(await this.#users.patchSelf(context, input), context.principal);
  }

  @Cost({ weight: hashing })
  @Mutation(() => UserInfo, {
    description: 'Change the password of the current user. Ends every sign-in with the old password.',
  })
  async changePassword(
    @Ctx() context: RequestContext,
    @Args(() => ChangePasswordArguments) { oldPassword, newPassword }: ChangePasswordArguments,
  ): Promise<UserInfo> {
    return toUserInfo(await this.#users.changePassword(context, oldPassword, newPassword), context.principal);
  }
}
