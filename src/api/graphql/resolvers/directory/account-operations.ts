import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { AccountService } from '../../../../domain/directory/account-service.ts';
import type { AccountRecord } from '../../../../domain/directory/records.ts';
import { Operation } from '../../../contract/decorators.ts';
import { AccountInfo } from '../../../contract/types/directory/account-info.ts';
import { NewAccount, PatchAccount } from '../../../contract/types/directory/account-inputs.ts';
import { AccountConnection, AccountsArguments } from '../../../contract/types/directory/account-lists.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { type DirectoryConnectionView, toDirectoryConnection, toOrder } from './connection.ts';

const requestNamespace = 'Voice.Api.Accounts';
const roles = ['SystemAdministrator'];

@Resolver()
export class AccountOperations {
  readonly #accounts: AccountService;

  constructor(accounts: AccountService) {
    this.#accounts = accounts;
  }

  @Query(() => AccountInfo, {
    nullable: true,
    description: 'An account by ID. Returns null if it is not one of your accounts.',
  })
  @Operation({
    request: 'GetAccount',
    requestNamespace,
    routes: [{ verb: 'GET', path: '/accounts/{accountId}' }],
    roles: [],
  })
  account(
    @Ctx() { principal }: RequestContext,
    @Arg('accountId', () => ID, { description: 'The ID of the account' }) accountId: string,
  ): Promise<AccountRecord | null> {
    return this.#accounts.find(principal, accountId);
  }

  @Query(() => AccountConnection, { description: 'Your accounts. A SystemAdministrator gets all accounts.' })
  async accounts(
    @Ctx() { principal }: RequestContext,
    @Args(() => AccountsArguments) { filter, orderBy, ...page }: AccountsArguments,
  ): Promise<DirectoryConnectionView<AccountRecord>> {
    const criteria = { ids: filter?.ids, name: filter?.nameFilter };
    return toDirectoryConnection(await this.#accounts.queries.page(principal, criteria, toOrder(orderBy), page));
  }

  @Mutation(() => AccountInfo, { description: 'Create an account' })
  @Operation({ request: 'NewAccount', routes: [{ verb: 'POST', path: '/accounts' }], roles })
  newAccount(
    @Ctx() context: RequestContext,
    @Arg('input', () => NewAccount, { description: 'Input of the new account' }) input: NewAccount,
  ): Promise<AccountRecord> {
    return this.#accounts.create(context, input);
  }

  @Mutation(() => AccountInfo, { description: 'Change an account' })
  @Operation({ request: 'PatchAccount', routes: [{ verb: 'PATCH', path: '/accounts/{accountId}' }], roles })
  async patchAccount(
    @Ctx() context: RequestContext,
    @Arg('input', () => PatchAccount, { description: 'The changes' }) { accountId, ...changes }: PatchAccount,
  ): Promise<AccountRecord> {
    const account = await this.#accounts.patch(context, accountId, changes);
    context.loaders.account.clearAll();
    return account;
  }

  @Mutation(() => ID, {
    description: 'Delete an empty account. Returns its ID. Fails with CONFLICT while anything belongs to the account.',
  })
  @Operation({
    request: 'DeleteAccount',
    requestNamespace,
    routes: [{ verb: 'DELETE', path: '/accounts/{accountId}' }],
    returns: 'void',
    roles,
  })
  async deleteAccount(
    @Ctx() context: RequestContext,
    @Arg('accountId', () => ID, { description: 'The ID of the account' }) accountId: string,
  ): Promise<string> {
    await this.#accounts.remove(context, accountId);
    context.loaders.account.clearAll();
    return accountId;
  }
}
