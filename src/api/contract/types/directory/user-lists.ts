import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { userManagers } from '../../../../domain/directory/records.ts';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf, listResponseOf } from '../connection-of.ts';
import { ListRequest, listRequestOf } from '../list-request.ts';
import { PageArguments } from '../page-arguments.ts';
import { DirectoryOrderInput } from './order.ts';
import { UserInfo } from './user-info.ts';

@SimpleObjectType({ description: 'A user with its cursor' })
export class UserEdge extends edgeOf(UserInfo, 'user') {}

@SimpleObjectType({ description: 'A page of users' })
export class UserConnection extends connectionOf(UserEdge, UserInfo, 'users') {}

@SimpleObjectType({ description: 'A page of users' })
@Dto(listResponseOf(UserInfo))
export class UserList extends listOf(UserInfo, 'users') {}

@InputType({ description: 'Filter for users. All given criteria must match.' })
export class UserFilterInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Limits the list to users of these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Limits the list to these IDs' })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the email address must contain, case-insensitive' })
  emailFilter?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text that the email address, first name or last name must contain, case-insensitive',
  })
  nameFilter?: string | null;
}

@ArgsType()
export class UsersArguments extends PageArguments {
  @Field(() => UserFilterInput, {
    nullable: true,
    description: 'Filter of the list. Default: all users of your accounts.',
  })
  filter?: UserFilterInput | null;

  @Field(() => DirectoryOrderInput, {
    nullable: true,
    description: 'Order of the list. Default: by email address, ascending.',
  })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'The users of your accounts' })
@Dto({ namespace: 'Voice.Api.Authentication', ...listRequestOf(UserInfo) })
@RestOperation({ response: UserList, routes: [{ verb: 'GET', path: '/users' }], anyRole: userManagers })
export class ListUsers extends ListRequest {
  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the email address must contain, case-insensitive' })
  emailFilter?: string | null;
}
