import type { DirectoryLoaders } from '../directory/loaders.ts';
import type { AccountRecord, CustomerRecord, EndpointRecord } from '../directory/records.ts';
import type { SessionRecord } from '../sessions/session-record.ts';
import type { LookUp } from './look-up.ts';
import type { SessionInfo } from './types/session-info.ts';

type Found = { account: AccountRecord; customer: CustomerRecord; endpoint: EndpointRecord };
type Shown<Loader extends keyof Found, Value> = LookUp<Loader, SessionRecord, Found[Loader], Value>;

/** The records that a session refers to. */
export const sessionReferences = {
  account: (session: SessionRecord) => session.accountId,
  customer: (session: SessionRecord) => session.customerId,
  endpoint: (session: SessionRecord) => session.endpointId,
} as const;

/** What SessionInfo shows and a session does not keep: names, which are always those of now. */
export const sessionLookUps: {
  readonly accountName: Shown<'account', SessionInfo['accountName']>;
  readonly customerName: Shown<'customer', SessionInfo['customerName']>;
  readonly customerBreadcrumb: Shown<'customer', SessionInfo['customerBreadcrumb']>;
  readonly endpointName: Shown<'endpoint', SessionInfo['endpointName']>;
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

/** A session with everything SessionInfo has. Does not compile while the record lacks a field of it. */
export async function completeSession(session: SessionRecord, loaders: DirectoryLoaders): Promise<SessionInfo> {
  const { accountId, customerId, endpointId } = session;
  const [account, customer, endpoint] = await Promise.all([
    loaders.account.load(accountId),
    customerId === null ? null : loaders.customer.load(customerId),
    endpointId === null ? null : loaders.endpoint.load(endpointId),
  ]);
  return {
    ...session,
    accountName: sessionLookUps.accountName.read(account),
    customerName: sessionLookUps.customerName.read(customer),
    customerBreadcrumb: sessionLookUps.customerBreadcrumb.read(customer),
    endpointName: sessionLookUps.endpointName.read(endpoint),
  };
}
