import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf } from '../connection-of.ts';
import { AccountListArguments } from '../list-arguments.ts';
import { PageArguments } from '../page-arguments.ts';
import { DirectoryOrderInput } from './order.ts';
import { UserInfo } from './user-info.ts';

@SimpleObjectType({ description: 'A user and its place in the list' })
export class UserEdge extends edgeOf(UserInfo, 'user') {}

@SimpleObjectType({ description: 'A page of users' })
export class UserConnection extends connectionOf(UserEdge, UserInfo, 'users') {}

@SimpleObjectType({ description: 'A page of users' })
@Dto({ namespace: 'Voice.Api.Users' })
export class UserList extends listOf(UserInfo, 'users') {}

@InputType({ description: 'Which users; all of it has to hold' })
export class UserFilterInput {
  @Field(() => [ID], { nullable: true, description: 'Only users of these accounts; else of all of yours' })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only these IDs' })
  ids?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Contained in the email address, the first or the last name, whatever the case',
  })
  nameFilter?: string | null;
}

@ArgsType()
export class UsersArguments extends PageArguments {
  @Field(() => UserFilterInput, { nullable: true, description: 'Which users; else all' })
  filter?: UserFilterInput | null;

  @Field(() => DirectoryOrderInput, { nullable: true, description: 'In which order; else by email address' })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'The users of your accounts' })
@Dto({ namespace: 'Voice.Api.Users' })
@RestOperation({ response: UserList, routes: [{ verb: 'GET', path: '/users' }], roles: ['User'] })
export class ListUsers extends AccountListArguments {}
