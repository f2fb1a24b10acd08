import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Dto, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf } from '../connection-of.ts';
import { AccountListArguments } from '../list-arguments.ts';
import { PageArguments } from '../page-arguments.ts';
import { EndpointInfo, EndpointTypes } from './endpoint-info.ts';
import { DirectoryOrderInput } from './order.ts';

@SimpleObjectType({ description: 'An endpoint and its place in the list' })
export class EndpointEdge extends edgeOf(EndpointInfo, 'endpoint') {}

@SimpleObjectType({ description: 'A page of endpoints' })
export class EndpointConnection extends connectionOf(EndpointEdge, EndpointInfo, 'endpoints') {}

@SimpleObjectType({ description: 'A page of endpoints' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
export class EndpointList extends listOf(EndpointInfo, 'endpoints') {}

@InputType({ description: 'Which endpoints; all of it has to hold' })
export class EndpointFilterInput {
  @Field(() => [ID], { nullable: true, description: 'Only these accounts; else all of yours' })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only these IDs' })
  ids?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only endpoints of these customers and those below them' })
  customerIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Without the customers below those of customerIds' })
  shallowParent?: boolean | null;

  @Field(() => [String], { nullable: true, description: 'Only those that another system calls one of these' })
  referenceIds?: string[] | null;

  @Field(() => [EndpointTypes], { nullable: true, description: 'Only these kinds' })
  types?: EndpointTypes[] | null;

  @Field(() => String, { nullable: true, description: 'Contained in the name, whatever the case' })
  nameFilter?: string | null;

  @Field(() => String, { nullable: true, description: 'Digits contained in the phone number' })
  phoneNumberFilter?: string | null;
}

@ArgsType()
export class EndpointsArguments extends PageArguments {
  @Field(() => EndpointFilterInput, { nullable: true, description: 'Which endpoints; else all' })
  filter?: EndpointFilterInput | null;

  @Field(() => DirectoryOrderInput, { nullable: true, description: 'In which order; else by name' })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'The endpoints of your accounts' })
@Dto({ namespace: 'Voice.Api.Endpoints' })
@RestOperation({ response: EndpointList, routes: [{ verb: 'GET', path: '/endpoints' }], roles: ['User'] })
export class ListEndpoints extends AccountListArguments {
  @Field(() => [String], { nullable: true, description: 'Only endpoints of these customers and those below them' })
  customerIds?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Without the customers below those of customerIds' })
  shallowParent!: boolean;

  @Field(() => [String], { nullable: true, description: 'Only those that another system calls one of these' })
  referenceIds?: string[] | null;

  @Field(() => EndpointTypes, { nullable: true, description: 'Only this kind' })
  type?: EndpointTypes | null;

  @Field(() => [EndpointTypes], { nullable: true, description: 'Only these kinds' })
  types?: EndpointTypes[] | null;

  @Field(() => String, { nullable: true, description: 'Digits contained in the phone number' })
  phoneNumberFilter?: string | null;
}
