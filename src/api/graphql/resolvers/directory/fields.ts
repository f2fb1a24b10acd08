import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CustomerRecord, EndpointRecord } from '../../../../domain/directory/records.ts';
import { RelationField, resolveRelation } from '../../../contract/relation.ts';
import { CustomerBreadcrumb } from '../../../contract/types/directory/customer-breadcrumb.ts';
import { CustomerInfo } from '../../../contract/types/directory/customer-info.ts';
import { EndpointInfo } from '../../../contract/types/directory/endpoint-info.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { directoryRelations } from '../../../loaders/directory-relations.ts';

const { accountName, customerName, customerBreadcrumb } = directoryRelations;

/** Related fields of CustomerInfo, loaded only if selected. All other fields come from the record. */
@Resolver(() => CustomerInfo)
export class CustomerFields {
  @RelationField(accountName)
  @FieldResolver(() => String, { nullable: true })
  accountName(@Root() customer: CustomerRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return resolveRelation(accountName, customer, loaders);
  }
}

/** Related fields of EndpointInfo, loaded only if selected. All other fields come from the record. */
@Resolver(() => EndpointInfo)
export class EndpointFields {
  @RelationField(accountName)
  @FieldResolver(() => String, { nullable: true })
  accountName(@Root() endpoint: EndpointRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return resolveRelation(accountName, endpoint, loaders);
  }

  @RelationField(customerName)
  @FieldResolver(() => String, { nullable: true })
  customerName(@Root() endpoint: EndpointRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return resolveRelation(customerName, endpoint, loaders);
  }

  @RelationField(customerBreadcrumb)
  @FieldResolver(() => [CustomerBreadcrumb])
  customerBreadcrumb(
    @Root() endpoint: EndpointRecord,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly CustomerBreadcrumb[]> {
    return resolveRelation(customerBreadcrumb, endpoint, loaders);
  }
}
