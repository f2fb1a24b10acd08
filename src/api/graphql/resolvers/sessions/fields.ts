import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AccountRecord, CustomerRecord, EndpointRecord } from '../../../../domain/directory/records.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { Member } from '../../../contract/decorators.ts';
import { type Relation, RelationField, resolveRelation } from '../../../contract/relation.ts';
import { AccountInfo } from '../../../contract/types/directory/account-info.ts';
import { CustomerBreadcrumb } from '../../../contract/types/directory/customer-breadcrumb.ts';
import { CustomerInfo } from '../../../contract/types/directory/customer-info.ts';
import { EndpointInfo } from '../../../contract/types/directory/endpoint-info.ts';
import { SessionInfo } from '../../../contract/types/sessions/info.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { sessionReferences, sessionRelations } from '../../../loaders/session-relations.ts';

type Related<Name extends string, Found> = Relation<Name, SessionRecord, Found, Found | null>;

const itself = <T>(found: T | null): T | null => found;

/** Relations from a session to the records that it refers to. */
const related = {
  account: { loader: 'account', key: sessionReferences.account, read: itself } as Related<'account', AccountRecord>,
  customer: { loader: 'sessionCustomer', key: sessionReferences.customer, read: itself } as Related<
    'sessionCustomer',
    CustomerRecord
  >,
  endpoint: { loader: 'sessionEndpoint', key: sessionReferences.endpoint, read: itself } as Related<
    'sessionEndpoint',
    EndpointRecord
  >,
  parent: { loader: 'session', key: ({ parentSessionId }) => parentSessionId, read: itself } as Related<
    'session',
    SessionRecord
  >,
  children: { loader: 'children', key: ({ id }) => id, read: (found) => found ?? [] } as Relation<
    'children',
    SessionRecord,
    readonly SessionRecord[],
    readonly SessionRecord[]
  >,
};

/** Related fields of SessionInfo, loaded only if selected. All other fields come from the session record. */
@Resolver(() => SessionInfo)
export class SessionFields {
  @RelationField(sessionRelations.accountName)
  @FieldResolver(() => String, { nullable: true })
  accountName(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return resolveRelation(sessionRelations.accountName, session, loaders);
  }

  @RelationField(sessionRelations.customerName)
  @FieldResolver(() => String, { nullable: true })
  customerName(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return resolveRelation(sessionRelations.customerName, session, loaders);
  }

  @RelationField(sessionRelations.customerBreadcrumb)
  @FieldResolver(() => [CustomerBreadcrumb])
  customerBreadcrumb(
    @Root() session: SessionRecord,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly CustomerBreadcrumb[]> {
    return resolveRelation(sessionRelations.customerBreadcrumb, session, loaders);
  }

  @RelationField(sessionRelations.endpointName)
  @FieldResolver(() => String, { nullable: true })
  endpointName(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return resolveRelation(sessionRelations.endpointName, session, loaders);
  }

  @Member({ omitFrom: 'servicestack' })
  @RelationField(related.account)
  @FieldResolver(() => AccountInfo, { nullable: true, description: 'The account of this session' })
  @Member({ omitFrom: 'servicestack' })
  account(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<AccountRecord | null> {
    return resolveRelation(related.account, session, loaders);
  }

  @Member({ omitFrom: 'servicestack' })
  @RelationField(related.customer)
  @FieldResolver(() => CustomerInfo, { nullable: true, description: 'The customer this session is associated with' })
  @Member({ omitFrom: 'servicestack' })
  customer(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<CustomerRecord | null> {
    return resolveRelation(related.customer, session, loaders);
  }

  @Member({ omitFrom: 'servicestack' })
  @RelationField(related.endpoint)
  @FieldResolver(() => EndpointInfo, { nullable: true, description: 'The endpoint associated with this session' })
  @Member({ omitFrom: 'servicestack' })
  endpoint(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<EndpointRecord | null> {
    return resolveRelation(related.endpoint, session, loaders);
  }

  @Member({ omitFrom: 'servicestack' })
  @RelationField(related.parent)
  @FieldResolver(() => SessionInfo, { nullable: true, description: 'The parent of this session' })
  @Member({ omitFrom: 'servicestack' })
  parent(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<SessionRecord | null> {
    return resolveRelation(related.parent, session, loaders);
  }

  @Member({ omitFrom: 'servicestack' })
  @RelationField(related.children)
  @FieldResolver(() => [SessionInfo], { description: 'The children of this session, newest first' })
  @Member({ omitFrom: 'servicestack' })
  children(@Root() session: SessionRecord, @Ctx() { loaders }: RequestContext): Promise<readonly SessionRecord[]> {
    return resolveRelation(related.children, session, loaders);
  }
}
