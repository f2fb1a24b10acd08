import mongoose from 'mongoose';
import { isId } from '../../../common/ids.ts';
import type { CustomerFilter, CustomerStore } from '../../../domain/directory/customer-service.ts';
import type { TreeNode } from '../../../domain/directory/customer-tree-writer.ts';
import type { CustomerRecord } from '../../../domain/directory/records.ts';
import { containsRegex, type Filter, inScopeFilter } from '../client/filters.ts';
import { insertUnique } from '../client/insert-unique.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { inIds, toHex, toObjectId } from '../client/object-ids.ts';
import { writeOptions } from '../client/operation-deadlines.ts';
import { customerDocument, parseCustomer } from './mapping.ts';
import type { CustomerDocument, CustomerTreeDocument, DirectoryModels } from './models.ts';
import { createEntityStore } from './mongo-entity-store.ts';

const place = { ancestorIds: 1 } as const;

/**
 * Stores customers and their trees in MongoDB. A change of a tree is claimed by compare-and-set in `customerTrees`;
 * `treeVersion` keeps late writes of an earlier change from overwriting a later one.
 */
export function createCustomerStore({ customers, customerTrees }: DirectoryModels): CustomerStore {
  const withNames = async (found: readonly CustomerDocument[]): Promise<CustomerRecord[]> => {
    const above = [...new Set(found.flatMap(({ ancestorIds }) => ancestorIds.map(String)))];
    const ancestors = above.length > 0 ? await customers.find({ _id: inIds(above) }).lean<CustomerDocument[]>() : [];
    return found.map((customer) => parseCustomer(customer, ancestors));
  };

  return withStoreErrors<CustomerStore>({
    ...createEntityStore<CustomerDocument, CustomerRecord, CustomerFilter>({
      model: customers,
      namePath: 'name',
      parse: withNames,
      document: (customer) => customerDocument(customer, treeNodeOf(customer).ancestorIds),
      where: whereCustomers,
    }),

    async insertAtVersion(customer, version) {
      const document = customerDocument(customer, treeNodeOf(customer).ancestorIds);
      await customers.insertMany([{ ...document, treeVersion: version }], { lean: true, ...writeOptions() });
    },

    async state(accountId) {
      const found = await customerTrees.findOne({ _id: toObjectId(accountId) }).lean<CustomerTreeDocument>();
      if (!found?.change) return { version: found?.version ?? 0, change: null };
      const { customerId, parentCustomerId, isRemoval } = found.change;
      const change = { customerId: customerId.toHexString(), parentCustomerId: toHex(parentCustomerId), isRemoval };
      return { version: found.version, change };
    },

    async claimChange(accountId, version, { customerId, parentCustomerId, isRemoval }) {
      const change = {
        customerId: toObjectId(customerId),
        ...(parentCustomerId && { parentCustomerId: toObjectId(parentCustomerId) }),
        isRemoval,
      };
      const _id = toObjectId(accountId);
      if (version === 0) return insertUnique(customerTrees, [{ _id, version: 1, change }]);
      const filter = { _id, version, change: null };
      const update = { $set: { version: version + 1, change } };
      return (await customerTrees.updateOne(filter as Filter, update)).modifiedCount === 1;
    },

    async finishChange(accountId, version) {
      await customerTrees.updateOne({ _id: toObjectId(accountId), version }, { $unset: { change: 1 } });
    },

    async node(id) {
      if (!isId(id)) return null;
      const found = await customers.findOne({ _id: toObjectId(id) }, place).lean<CustomerDocument>();
      return found && nodeOf(found);
    },

    async descendants(id) {
      const found = await customers.find({ ancestorIds: toObjectId(id) }, place).lean<CustomerDocument[]>();
      return found.map(nodeOf);
    },

    async hasChildren(id) {
      return (await customers.exists({ parentCustomerId: toObjectId(id) })) !== null;
    },

    async writeAncestors(version, nodes) {
      const operations = nodes.map(({ id, ancestorIds }) => {
        const parent = ancestorIds.at(-1);
        const set = { treeVersion: version, ancestorIds: ancestorIds.map(toObjectId) };
        const update = parent
          ? { $set: { ...set, parentCustomerId: toObjectId(parent) } }
          : { $set: set, $unset: { parentCustomerId: 1 } };
        return { updateOne: { filter: atOlderVersion(version, id), update } };
      });
      await customers.bulkWrite(operations as Parameters<typeof customers.bulkWrite>[0], writeOptions());
    },

    async removeUnlessNewer(version, id) {
      await customers.deleteOne(atOlderVersion(version, id));
    },
  });
}

function treeNodeOf(customer: CustomerRecord): TreeNode {
  return { id: customer.id, ancestorIds: customer.breadcrumb.slice(0, -1).map(({ id }) => id) };
}

function nodeOf(found: CustomerDocument): TreeNode {
  return { id: found._id.toHexString(), ancestorIds: found.ancestorIds.map((id) => id.toHexString()) };
}

/** Matches a customer unless a change of this version or a later one has already written its ancestors. */
function atOlderVersion(version: number, id: string): Filter {
  return { _id: toObjectId(id), treeVersion: mongoose.trusted({ $not: { $gte: version } }) };
}

function whereCustomers({ scope, ids, name, parentIds, shallow = false }: CustomerFilter): Filter {
  const parents = parentIds ? inIds(parentIds) : null;
  return {
    ...inScopeFilter(scope),
    ...(ids && { _id: inIds(ids) }),
    ...(name && { name: containsRegex(name) }),
    ...(shallow && { parentCustomerId: parents }),
    ...(!shallow && parents && { ancestorIds: parents }),
  };
}
