import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf } from '../connection-of.ts';
import { ListArguments } from '../list-arguments.ts';
import { PageArguments } from '../page-arguments.ts';
import { AccountInfo } from './account-info.ts';
import { DirectoryOrderInput } from './order.ts';

@SimpleObjectType({ description: 'An account and its place in the list' })
export class AccountEdge extends edgeOf(AccountInfo, 'account') {}

@SimpleObjectType({ description: 'A page of accounts' })
export class AccountConnection extends connectionOf(AccountEdge, AccountInfo, 'accounts') {}

@SimpleObjectType({ description: 'A page of accounts' })
@Dto({ namespace: 'Voice.Api.Accounts' })
export class AccountList extends listOf(AccountInfo, 'accounts') {}

@InputType({ description: 'Which accounts; all of it has to hold' })
export class AccountFilterInput {
  @Field(() => [ID], { nullable: true, description: 'Only these IDs' })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Contained in the name, whatever the case' })
  nameFilter?: string | null;
}

@ArgsType()
export class AccountsArguments extends PageArguments {
  @Field(() => AccountFilterInput, { nullable: true, description: 'Which accounts; else all of yours' })
  filter?: AccountFilterInput | null;

  @Field(() => DirectoryOrderInput, { nullable: true, description: 'In which order; else by name' })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'Your accounts; for a SystemAdministrator, all' })
@Dto({ namespace: 'Voice.Api.Accounts' })
@RestOperation({ response: AccountList, routes: [{ verb: 'GET', path: '/accounts' }], roles: ['User'] })
export class ListAccounts extends ListArguments {}
