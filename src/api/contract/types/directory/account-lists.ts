import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf, listResponseOf } from '../connection-of.ts';
import { ListRequest, listRequestOf } from '../list-request.ts';
import { PageArguments } from '../page-arguments.ts';
import { AccountInfo } from './account-info.ts';
import { DirectoryOrderInput } from './order.ts';

@SimpleObjectType({ description: 'An account with its cursor' })
export class AccountEdge extends edgeOf(AccountInfo, 'account') {}

@SimpleObjectType({ description: 'A page of accounts' })
export class AccountConnection extends connectionOf(AccountEdge, AccountInfo, 'accounts') {}

@SimpleObjectType({ description: 'A page of accounts' })
@Dto(listResponseOf(AccountInfo))
export class AccountList extends listOf(AccountInfo, 'accounts') {}

@InputType({ description: 'Filter for accounts. All given criteria must match.' })
export class AccountFilterInput {
  @Field(() => [ID], { nullable: true, description: 'Limits the list to these IDs' })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the name must contain, case-insensitive' })
  nameFilter?: string | null;
}

@ArgsType()
export class AccountsArguments extends PageArguments {
  @Field(() => AccountFilterInput, {
    nullable: true,
    description: 'Filter of the list. Default: all of your accounts.',
  })
  filter?: AccountFilterInput | null;

  @Field(() => DirectoryOrderInput, { nullable: true, description: 'Order of the list. Default: by name, ascending.' })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'Your accounts. A SystemAdministrator gets all accounts.' })
@Dto({ namespace: 'Voice.Api.Accounts', ...listRequestOf(AccountInfo) })
@RestOperation({ response: AccountList, routes: [{ verb: 'GET', path: '/accounts' }], roles: [] })
export class ListAccounts extends ListRequest {
  @Field(() => String, { nullable: true, description: 'Text that the name must contain, case-insensitive' })
  nameFilter?: string | null;
}
