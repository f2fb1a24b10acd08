import type { AccountRecord, CustomerRecord, EndpointRecord } from '../../domain/directory/records.ts';
import type { SessionRecord } from '../../domain/sessions/record.ts';
import type { Relation } from '../contract/relation.ts';
import type { SessionInfo } from '../contract/types/sessions/info.ts';
import type { DirectoryLoaders, RecordLoader } from './directory-loaders.ts';
import { directoryRelations } from './directory-relations.ts';

type RelatedRecords = { account: AccountRecord; customer: CustomerRecord; endpoint: EndpointRecord };
type SessionRelation<Loader extends keyof RelatedRecords, Value> = Relation<
  Loader,
  SessionRecord,
  RelatedRecords[Loader],
  Value
>;

/** The ids of the records that a session refers to. */
export const sessionReferences = {
  account: (session: SessionRecord) => session.accountId,
  customer: (session: SessionRecord) => session.customerId,
  endpoint: (session: SessionRecord) => session.endpointId,
} as const;

/** The fields of SessionInfo that come from related records. Names are current, or cached for a few seconds. */
export const sessionRelations: {
  readonly accountName: SessionRelation<'account', SessionInfo['accountName']>;
  readonly customerName: SessionRelation<'customer', SessionInfo['customerName']>;
  readonly customerBreadcrumb: SessionRelation<'customer', SessionInfo['customerBreadcrumb']>;
  readonly endpointName: SessionRelation<'endpoint', SessionInfo['endpointName']>;
} = {
  accountName: directoryRelations.accountName,
  customerName: directoryRelations.customerName,
  customerBreadcrumb: directoryRelations.customerBreadcrumb,
  endpointName: {
    loader: 'endpoint',
    key: sessionReferences.endpoint,
    read: (endpoint) => endpoint?.displayName || null,
  },
};

/** Adds the fields of related records to a session. */
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

/**
 * Adds the fields of related records to sessions. Each related record is loaded once per request, also for the chunks
 * of a streamed list.
 */
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

/** Loads the distinct records of a list of ids, and returns them by id. Null ids are skipped. */
async function loadAll<T>(
  loader: RecordLoader<T | null>,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, T | null>> {
  const distinctIds = [...new Set(ids)].filter((id) => id !== null);
  const found = await Promise.all(distinctIds.map((id) => loader.load(id)));
  return new Map(distinctIds.map((id, at) => [id, found[at] ?? null]));
}

type References = { readonly [Kind in keyof RelatedRecords]: RelatedRecords[Kind] | null | undefined };

/** Returns a session with its related fields. Does not compile if a field of SessionInfo is missing. */
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
