import type { Principal } from '../../domain/directory/principal.ts';
import type { AccountRecord, CustomerRecord, EndpointRecord, UserRecord } from '../../domain/directory/records.ts';
import type { Relation } from '../contract/relation.ts';
import { resolveRelation } from '../contract/relation.ts';
import type { CustomerInfo } from '../contract/types/directory/customer-info.ts';
import type { EndpointInfo } from '../contract/types/directory/endpoint-info.ts';
import type { UserInfo } from '../contract/types/directory/user-info.ts';
import { toUserInfo } from '../contract/user-view.ts';
import type { DirectoryLoaders } from './directory-loaders.ts';

type OfAccount = { readonly accountId: string };
type OfCustomer = { readonly customerId: string | null };

/** The fields of customers and endpoints that come from related records. Names are current, or cached for a few seconds. */
export const directoryRelations = {
  accountName: {
    loader: 'account',
    key: ({ accountId }: OfAccount) => accountId,
    read: (account) => account?.name ?? null,
  } satisfies Relation<'account', OfAccount, AccountRecord, string | null>,
  customerName: {
    loader: 'customer',
    key: ({ customerId }: OfCustomer) => customerId,
    read: (customer) => customer?.name ?? null,
  } satisfies Relation<'customer', OfCustomer, CustomerRecord, string | null>,
  customerBreadcrumb: {
    loader: 'customer',
    key: ({ customerId }: OfCustomer) => customerId,
    read: (customer) => customer?.breadcrumb ?? [],
  } satisfies Relation<'customer', OfCustomer, CustomerRecord, EndpointInfo['customerBreadcrumb']>,
} as const;

/** Adds the name of its account to a customer. */
export async function toCustomerInfo(customer: CustomerRecord, loaders: DirectoryLoaders): Promise<CustomerInfo> {
  return { ...customer, accountName: await resolveRelation(directoryRelations.accountName, customer, loaders) };
}

/** Adds the names of its account and customer to an endpoint. */
export async function toEndpointInfo(endpoint: EndpointRecord, loaders: DirectoryLoaders): Promise<EndpointInfo> {
  const [accountName, customerName, customerBreadcrumb] = await Promise.all([
    resolveRelation(directoryRelations.accountName, endpoint, loaders),
    resolveRelation(directoryRelations.customerName, endpoint, loaders),
    resolveRelation(directoryRelations.customerBreadcrumb, endpoint, loaders),
  ]);
  return { ...endpoint, accountName, customerName, customerBreadcrumb };
}

interface UserViewContext {
  readonly principal: Principal;
  readonly loaders: DirectoryLoaders;
}

/** Converts a user to its API type, with the accounts that it shares with the caller. */
export async function toSharedUserInfo(user: UserRecord, { principal, loaders }: UserViewContext): Promise<UserInfo> {
  const accounts = await Promise.all(user.accountIds.map((id) => loaders.account.load(id)));
  return toUserInfo(
    user,
    principal,
    accounts.filter((account) => account !== null),
  );
}
