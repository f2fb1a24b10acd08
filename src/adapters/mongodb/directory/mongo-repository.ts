import mongoose, { type Model } from 'mongoose';
import { normalizeEmailAddress } from '../../../common/validation/email-address.ts';
import type { SignInRepository } from '../../../domain/auth/sign-in-repository.ts';
import type { CustomerRecord } from '../../../domain/directory/records.ts';
import type { DirectoryRepository, DirectorySeeder } from '../../../domain/directory/repository.ts';
import { idsInScope, inScopeFilter } from '../client/filters.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toObjectId, toObjectIds } from '../client/object-ids.ts';
import { writeOptions } from '../client/operation-deadlines.ts';
import {
  accountDocument,
  customerDocument,
  endpointDocument,
  parseAccount,
  parseCustomer,
  parseEndpoint,
  parseUser,
  userDocument,
} from './mapping.ts';
import type {
  AccountDocument,
  CustomerDocument,
  DirectoryModels,
  EndpointDocument,
  SignInDocument,
  UserDocument,
} from './models.ts';

/** Reads the directory in MongoDB. */
export function createDirectoryRepository(models: DirectoryModels): DirectoryRepository {
  const { accounts, users, customers, endpoints } = models;
  return withStoreErrors<DirectoryRepository>({
    async allAccounts() {
      const found = await accounts.find().sort({ name: 1, _id: 1 }).lean<AccountDocument[]>();
      return found.map(parseAccount);
    },

    async accountsByIds(scope, ids) {
      const found = await accounts.find({ _id: inIds(idsInScope(scope, ids)) }).lean<AccountDocument[]>();
      return found.map(parseAccount);
    },

    async usersByIds(scope, ids) {
      const found = await users.find({ _id: inIds(ids), ...inScopeFilter(scope, 'accountIds') }).lean<UserDocument[]>();
      return found.map(parseUser);
    },

    async customersByIds(scope, ids) {
      const found = await customers.aggregate<CustomerDocument & { ancestors: CustomerDocument[] }>([
        { $match: { _id: { $in: toObjectIds(ids) }, ...inScopeFilter(scope) } },
        { $lookup: { from: 'customers', localField: 'ancestorIds', foreignField: '_id', as: 'ancestors' } },
      ]);
      return found.map((customer) => parseCustomer(customer, customer.ancestors));
    },

    async endpointsByIds(scope, ids) {
      const found = await endpoints.find({ _id: inIds(ids), ...inScopeFilter(scope) }).lean<EndpointDocument[]>();
      return found.map(parseEndpoint);
    },

    async userByEmailAddress(emailAddress) {
      const found = await users.findOne({ emailAddress: normalizeEmailAddress(emailAddress) }).lean<UserDocument>();
      return found && parseUser(found);
    },

    async usersByEmailAddresses(scope, emailAddresses) {
      const addresses = emailAddresses.map(normalizeEmailAddress);
      const filter = { emailAddress: mongoose.trusted({ $in: addresses }), ...inScopeFilter(scope, 'accountIds') };
      const found = await users.find(filter).lean<UserDocument[]>();
      return found.map(parseUser);
    },

    async userEndpoints(accountId, userIds) {
      const filter = { accountId: toObjectId(accountId), userId: inIds(userIds) };
      const found = await endpoints.find(filter).lean<EndpointDocument[]>();
      return found.map(parseEndpoint);
    },

    async phoneNumberEndpoints(accountId, numbers) {
      const filter = { accountId: toObjectId(accountId), phoneNumber: mongoose.trusted({ $in: numbers }) };
      const found = await endpoints.find(filter).lean<EndpointDocument[]>();
      return found.map(parseEndpoint);
    },
    async phoneNumberEndpoint(accountId, phoneNumber) {
      const ofType = { accountId: toObjectId(accountId), type: 'PhoneNumber' } as const;
      const filter = phoneNumber === null ? ofType : { ...ofType, phoneNumber };
      const found = await endpoints.findOne(filter).sort({ _id: 1 }).lean<EndpointDocument>();
      return found && parseEndpoint(found);
    },
  });
}

/**
 * Fills an empty directory. Accounts are inserted last: the directory counts as empty while it has none, so that the
 * next start repeats an interrupted fill.
 */
export function createDirectorySeeder(models: DirectoryModels): DirectorySeeder {
  return withStoreErrors<DirectorySeeder>({
    async isEmpty() {
      return (await models.accounts.findOne().lean()) === null;
    },

    async insert(content) {
      const ancestors = ancestorsWithin(content.customers);
      await put(models.users, content.users.map(userDocument));
      await put(
        models.customers,
        content.customers.map((customer) => customerDocument(customer, ancestors(customer))),
      );
      await put(models.endpoints, content.endpoints.map(endpointDocument));
      await put(models.accounts, content.accounts.map(accountDocument));
    },
  });
}

async function put<T extends { readonly _id: unknown }>(model: Model<T>, documents: readonly T[]): Promise<void> {
  const replace = (document: T) => ({
    replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
  });
  await model.bulkWrite(documents.map(replace) as Parameters<typeof model.bulkWrite>[0], writeOptions());
}

function ancestorsWithin(customers: readonly Omit<CustomerRecord, 'breadcrumb'>[]) {
  const parents = new Map(customers.map((customer) => [customer.id, customer.parentCustomerId]));
  return (customer: Omit<CustomerRecord, 'breadcrumb'>): string[] => {
    const ids: string[] = [];
    for (let id = customer.parentCustomerId; id; id = parents.get(id) ?? null) ids.unshift(id);
    return ids;
  };
}

/** Stores sign-ins in MongoDB. A TTL index removes them some time after they expire. */
export function createSignInRepository({ signIns }: DirectoryModels): SignInRepository {
  return withStoreErrors<SignInRepository>({
    async insert({ tokenDigest, userId, ...rest }) {
      await signIns.insertMany([{ _id: tokenDigest, userId: toObjectId(userId), ...rest }], {
        lean: true,
        ...writeOptions(),
      });
    },

    async find(tokenDigest) {
      const found = await signIns.findOne({ _id: tokenDigest }).lean<SignInDocument>();
      if (!found) return null;
      const { userId, passwordDigest, dateExpires } = found;
      return { tokenDigest, userId: userId.toHexString(), passwordDigest, dateExpires };
    },

    async remove(tokenDigest) {
      await signIns.deleteOne({ _id: tokenDigest });
    },
  });
}
