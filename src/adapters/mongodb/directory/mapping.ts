import type {
  AccountRecord,
  CustomerRecord,
  DirectoryRecord,
  EndpointRecord,
  UserRecord,
} from '../../../domain/directory/records.ts';
import { toHex, toObjectId } from '../client/object-ids.ts';
import type { AccountDocument, CommonDocument, CustomerDocument, EndpointDocument, UserDocument } from './models.ts';

type Common = Omit<DirectoryRecord, 'id'> & { readonly id: string };

export function parseCommon(found: CommonDocument): Common {
  return {
    id: found._id.toHexString(),
    dateCreated: found.dateCreated,
    dateLastModified: found.dateLastModified,
    createdBy: toHex(found.createdBy),
    lastModifiedBy: toHex(found.lastModifiedBy),
    revision: found.revision ?? 0,
  };
}

export function commonDocument(record: DirectoryRecord) {
  return {
    _id: toObjectId(record.id),
    dateCreated: record.dateCreated,
    dateLastModified: record.dateLastModified,
    ...(record.createdBy && { createdBy: toObjectId(record.createdBy) }),
    ...(record.lastModifiedBy && { lastModifiedBy: toObjectId(record.lastModifiedBy) }),
    revision: record.revision,
  };
}

export function parseAccount(found: AccountDocument): AccountRecord {
  return { ...parseCommon(found), name: found.name };
}

export function accountDocument(account: AccountRecord): AccountDocument {
  return { ...commonDocument(account), name: account.name };
}

export function parseUser(found: UserDocument): UserRecord {
  return {
    ...parseCommon(found),
    emailAddress: found.emailAddress,
    firstName: found.firstName ?? '',
    lastName: found.lastName ?? '',
    avatarUrl: found.avatarUrl ?? null,
    roles: found.roles,
    accountIds: found.accountIds.map((id) => id.toHexString()),
    homeAccountId: found.homeAccountId.toHexString(),
    passwordHash: found.passwordHash,
  };
}

export function userDocument(user: UserRecord): UserDocument {
  return {
    ...commonDocument(user),
    emailAddress: user.emailAddress,
    firstName: user.firstName,
    lastName: user.lastName,
    ...(user.avatarUrl && { avatarUrl: user.avatarUrl }),
    roles: user.roles,
    accountIds: user.accountIds.map(toObjectId),
    homeAccountId: toObjectId(user.homeAccountId),
    passwordHash: user.passwordHash,
  };
}

/** @param ancestors the documents of `ancestorIds`, in any order; one that is gone is left out of the breadcrumb */
export function parseCustomer(found: CustomerDocument, ancestors: readonly CustomerDocument[]): CustomerRecord {
  const above = found.ancestorIds.flatMap((id) => ancestors.find((ancestor) => ancestor._id.equals(id)) ?? []);
  return {
    ...parseCommon(found),
    accountId: found.accountId.toHexString(),
    name: found.name,
    parentCustomerId: toHex(found.parentCustomerId),
    referenceId: found.referenceId ?? null,
    breadcrumb: [...above, found].map((customer) => ({ id: customer._id.toHexString(), name: customer.name })),
  };
}

/** @param ancestorIds from the root down to the parent */
export function customerDocument(
  customer: Omit<CustomerRecord, 'breadcrumb'>,
  ancestorIds: readonly string[],
): CustomerDocument {
  return {
    ...commonDocument(customer),
    accountId: toObjectId(customer.accountId),
    name: customer.name,
    ...(customer.parentCustomerId && { parentCustomerId: toObjectId(customer.parentCustomerId) }),
    ...(customer.referenceId && { referenceId: customer.referenceId }),
    ancestorIds: ancestorIds.map(toObjectId),
  };
}

export function parseEndpoint(found: EndpointDocument): EndpointRecord {
  return {
    ...parseCommon(found),
    accountId: found.accountId.toHexString(),
    type: found.type,
    displayName: found.displayName,
    customerId: toHex(found.customerId),
    userId: toHex(found.userId),
    userIds: found.userIds.map((id) => id.toHexString()),
    phoneNumber: found.phoneNumber ?? null,
    referenceId: found.referenceId ?? null,
  };
}

export function endpointDocument(endpoint: EndpointRecord): EndpointDocument {
  return {
    ...commonDocument(endpoint),
    accountId: toObjectId(endpoint.accountId),
    type: endpoint.type,
    displayName: endpoint.displayName,
    ...(endpoint.customerId && { customerId: toObjectId(endpoint.customerId) }),
    ...(endpoint.userId && { userId: toObjectId(endpoint.userId) }),
    userIds: endpoint.userIds.map(toObjectId),
    ...(endpoint.phoneNumber && { phoneNumber: endpoint.phoneNumber }),
    ...(endpoint.referenceId && { referenceId: endpoint.referenceId }),
  };
}
