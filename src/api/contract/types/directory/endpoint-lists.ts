import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { directoryManagers } from '../../../../domain/directory/records.ts';
import { Dto, Member, RestOperation, SimpleObjectType } from '../../decorators.ts';
import { connectionOf, edgeOf, listOf, listResponseOf } from '../connection-of.ts';
import { ListRequest, listRequestOf } from '../list-request.ts';
import { PageArguments } from '../page-arguments.ts';
import { EndpointInfo, EndpointTypes } from './endpoint-info.ts';
import { DirectoryOrderInput } from './order.ts';

@SimpleObjectType({ description: 'An endpoint with its cursor' })
export class EndpointEdge extends edgeOf(EndpointInfo, 'endpoint') {}

@SimpleObjectType({ description: 'A page of endpoints' })
export class EndpointConnection extends connectionOf(EndpointEdge, EndpointInfo, 'endpoints') {}

@SimpleObjectType({ description: 'A page of endpoints' })
@Dto(listResponseOf(EndpointInfo))
export class EndpointList extends listOf(EndpointInfo, 'endpoints') {}

@InputType({ description: 'Filter for endpoints. All given criteria must match.' })
export class EndpointFilterInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Limits the list to these IDs' })
  ids?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Limits the list to endpoints of these customers and their descendants',
  })
  customerIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Excludes endpoints of descendants of customerIds' })
  shallowParent?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to endpoints with one of these reference IDs',
  })
  referenceIds?: string[] | null;

  @Field(() => [EndpointTypes], { nullable: true, description: 'Limits the list to endpoints of these types' })
  types?: EndpointTypes[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the name must contain, case-insensitive' })
  nameFilter?: string | null;

  @Field(() => String, { nullable: true, description: 'Digits that the phone number must contain' })
  phoneNumberFilter?: string | null;
}

@ArgsType()
export class EndpointsArguments extends PageArguments {
  @Field(() => EndpointFilterInput, {
    nullable: true,
    description: 'Filter of the list. Default: all endpoints of your accounts.',
  })
  filter?: EndpointFilterInput | null;

  @Field(() => DirectoryOrderInput, { nullable: true, description: 'Order of the list. Default: by name, ascending.' })
  orderBy?: DirectoryOrderInput | null;
}

@InputType({ description: 'The endpoints of your accounts. All given filters must match.' })
@Dto({ namespace: 'Voice.Api.Endpoints', ...listRequestOf(EndpointInfo) })
@RestOperation({ response: EndpointList, routes: [{ verb: 'GET', path: '/endpoints' }], anyRole: directoryManagers })
export class ListEndpoints extends ListRequest {
  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to these accounts. Default: all of your accounts.',
  })
  accountIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to endpoints of these customers and their descendants',
  })
  customerIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Limits the list to endpoints with one of these reference IDs',
  })
  referenceIds?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Excludes endpoints of descendants of customerIds' })
  shallowParent!: boolean;

  @Field(() => [String], { nullable: true, description: 'Matches nothing: endpoints have no flows' })
  flowIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Matches nothing: endpoints have no flows' })
  flowState?: string | null;

  @Field(() => [String], { nullable: true, description: 'Matches nothing: endpoints have no tags' })
  tagIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the name must contain, case-insensitive' })
  nameFilter?: string | null;

  @Field(() => String, { nullable: true, description: 'Digits that the phone number must contain' })
  phoneNumberFilter?: string | null;

  @Field(() => EndpointTypes, {
    nullable: true,
    description: 'Limits the list to endpoints of this type. Any other type matches nothing.',
  })
  @Member({ isOpenEnum: true })
  type?: EndpointTypes | null;

  @Field(() => [EndpointTypes], {
    nullable: true,
    description: 'Limits the list to endpoints of these types. Any other type matches nothing.',
  })
  @Member({ isOpenEnum: true })
  types?: EndpointTypes[] | null;

  @Field(() => String, { nullable: true, description: 'Matches nothing: users have no modes' })
  userMode?: string | null;

  @Field(() => [String], { nullable: true, description: 'Matches nothing: endpoints have no custom data' })
  dataFilters?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Matches nothing: endpoints have no SIP user names' })
  sipUserName?: string | null;

  @Field(() => String, { nullable: true, description: 'Matches nothing: endpoints have no flow parameters' })
  flowParametersFilter?: string | null;
}
