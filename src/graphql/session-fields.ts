import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../auth/request-context.ts';
import { Member } from '../contract/decorators.ts';
import { sessionLookUps } from '../contract/session-look-ups.ts';
import { AccountInfo } from '../contract/types/account-info.ts';
import { CustomerBreadcrumb } from '../contract/types/customer-breadcrumb.ts';
import { CustomerInfo } from '../contract/types/customer-info.ts';
import { EndpointInfo } from '../contract/types/endpoint-info.ts';
import { SessionInfo } from '../contract/types/session-info.ts';
import type { AccountRecord, CustomerRecord, EndpointRecord } from '../directory/records.ts';
import type { SessionRecord } from '../sessions/session-record.ts';

/** The fields of SessionInfo that are looked up, each only when it is asked for. All others are the record's own. */
@Resolver(() => SessionInfo)
export class SessionFields {
  @FieldResolver(() => String, { nullable: true })
  accountName(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return sessionLookUps.accountName(session, loaders);
  }

  @FieldResolver(() => String, { nullable: true })
  customerName(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return sessionLookUps.customerName(session, loaders);
  }

  @FieldResolver(() => [CustomerBreadcrumb])
  customerBreadcrumb(
    @Root() session: SessionRecord,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly CustomerBreadcrumb[]> {
    return sessionLookUps.customerBreadcrumb(session, loaders);
  }

  @FieldResolver(() => String, { nullable: true })
  endpointName(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return sessionLookUps.endpointName(session, loaders);
  }

  @Member({ omitFrom: 'servicestack' })
  @FieldResolver(() => AccountInfo, { nullable: true, description: 'The account of this session' })
  @Member({ omitFrom: 'servicestack' })
  account(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<AccountRecord | null> {
    return loaders.account.load(session.accountId);
  }

  @Member({ omitFrom: 'servicestack' })
  @FieldResolver(() => CustomerInfo, { nullable: true, description: 'The customer this session is associated with' })
  @Member({ omitFrom: 'servicestack' })
  async customer(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<CustomerRecord | null> {
    return session.customerId ? loaders.customer.load(session.customerId) : null;
  }

  @Member({ omitFrom: 'servicestack' })
  @FieldResolver(() => EndpointInfo, { nullable: true, description: 'The endpoint associated with this session' })
  @Member({ omitFrom: 'servicestack' })
  async endpoint(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<EndpointRecord | null> {
    return session.endpointId ? loaders.endpoint.load(session.endpointId) : null;
  }

  @Member({ omitFrom: 'servicestack' })
  @FieldResolver(() => SessionInfo, { nullable: true, description: 'The session this one belongs to' })
  @Member({ omitFrom: 'servicestack' })
  async parent(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<SessionRecord | null> {
    return session.parentSessionId ? loaders.session.load(session.parentSessionId) : null;
  }

  @Member({ omitFrom: 'servicestack' })
  @FieldResolver(() => [SessionInfo], { description: 'The sessions that belong to this one, newest first' })
  @Member({ omitFrom: 'servicestack' })
  children(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<readonly SessionRecord[]> {
    return loaders.children.load(session.id);
  }
}
