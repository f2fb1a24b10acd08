import type { AccountRecord, CustomerRecord, EndpointRecord } from '../../domain/directory/records.ts';
import type { SessionRecord } from '../../domain/sessions/record.ts';
import type { Relation } from '../contract/relation.ts';
import type { SessionInfo } from '../contract/types/sessions/info.ts';
import type { DirectoryLoaders, RecordLoader } from './directory-loaders.ts';

type RelatedRecords = { account: AccountRecord; customer: CustomerRecord; endpoint: EndpointRecord };
type SessionRelation<Loader extends keyof RelatedRecords, Value> = Relation<
  Loader,
  SessionRecord,
  RelatedRecords[Loader],
  Value
>;

/** The records that a session refers to. */
export const sessionReferences = {
  account: (session: SessionRecord) => session.accountId,
  customer: (session: SessionRecord) => session.customerId,
  endpoint: (session: SessionRecord) => session.endpointId,
} as const;

/** What SessionInfo shows and a session does not keep: names, which are those of now or of a few seconds ago. */
export const sessionRelations: {
  readonly accountName: SessionRelation<'account', SessionInfo['accountName']>;
  readonly customerName: SessionRelation<'customer', SessionInfo['customerName']>;
  readonly customerBreadcrumb: SessionRelation<'customer', SessionInfo['customerBreadcrumb']>;
  readonly endpointName: SessionRelation<'endpoint', SessionInfo['endpointName']>;
} = {
  accountName: { loader: 'account', key: sessionReferences.account, read: (account) => account?.name ?? null },
  customerName: { loader: 'customer', key: sessionReferences.customer, read: (customer) => customer?.name || null },
  customerBreadcrumb: {
    loader: 'customer',
    key: sessionReferences.customer,
    read: (customer) => customer?.breadcrumb ?? [],
  },
  endpointName: {
    loader: 'endpoint',
    key: sessionReferences.endpoint,
    read: (endpoint) => endpoint?.displayName || null,
  },
};

/** A session with everything SessionInfo has. */
export async function toSessionInfo(session: SessionRecord, loaders: DirectoryLoaders): Promise<SessionInfo> {
  const { accountId, customerId, endpointId } = session;
  const [accounts, customers, endpoints] = await Promise.all([
    loaders.account.findAll([accountId]),
    customerId === null ? nothing : loaders.customer.findAll([customerId]),
    endpointId === null ? nothing : loaders.endpoint.findAll([endpointId]),
  ]);
  return withRelatedNames(session, { account: accounts[0], customer: customers[0], endpoint: endpoints[0] });
}

const nothing = [] as const;

/** Sessions with everything SessionInfo has. What many of them refer to is looked for once, also in lists that come bit by bit. */
export async function toSessionInfos(
  sessions: readonly SessionRecord[],
  loaders: DirectoryLoaders,
): Promise<SessionInfo[]> {
  const [accounts, customers, endpoints] = await Promise.all([
    loadAll(loaders.account, sessions.map(sessionReferences.account)),
    loadAll(loaders.customer, sessions.map(sessionReferences.customer)),
    loadAll(loaders.endpoint, sessions.map(sessionReferences.endpoint)),
  ]);
  return sessions.map((session) => {
    const { accountId, customerId, endpointId } = session;
    const found = {
      account: accounts.get(accountId),
      customer: customers.get(customerId),
      endpoint: endpoints.get(endpointId),
    };
    return withRelatedNames(session, found);
  });
}

/** @returns by their ids; for `null` there is nothing */
async function loadAll<T>(
  loader: RecordLoader<T | null>,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, T | null>> {
  const distinctIds = [...new Set(ids)].filter((id) => id !== null);
  const found = await Promise.all(distinctIds.map((id) => loader.load(id)));
  return new Map(distinctIds.map((id, at) => [id, found[at] ?? null]));
}

type References = { readonly [Kind in keyof RelatedRecords]: RelatedRecords[Kind] | null | undefined };

/** Does not compile while the record lacks a field of SessionInfo. */
function withRelatedNames(
  session: SessionRecord,
  { account = null, customer = null, endpoint = null }: References,
): SessionInfo {
  return {
    ...session,
    accountName: sessionRelations.accountName.read(account),
    customerName: sessionRelations.customerName.read(customer),
    customerBreadcrumb: sessionRelations.customerBreadcrumb.read(customer),
    endpointName: sessionRelations.endpointName.read(endpoint),
  };
}
