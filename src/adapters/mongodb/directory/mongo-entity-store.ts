import mongoose, { type Model } from 'mongoose';
import {
  type DirectoryOrder,
  DirectoryOrderFields,
  type EntityPosition,
  type EntityRange,
  type EntityStore,
} from '../../../domain/directory/entity-store.ts';
import type { DirectoryRecord } from '../../../domain/directory/records.ts';
import { type Filter, idsInScope, inScopeFilter, keysetFilter, nullableKeysetFilter } from '../client/filters.ts';
import { insertUnique } from '../client/insert-unique.ts';
import { isDuplicateKey } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import type { CommonDocument } from './models.ts';

export interface EntityMapping<D extends CommonDocument, T extends DirectoryRecord, F> {
  readonly model: Model<D>;
  /** The path that the order `Name` sorts by. */
  readonly namePath: keyof D & string;
  /** The path of the account ids; default `accountId`. */
  readonly accountPath?: keyof D & string;
  readonly parse: (found: readonly D[]) => Promise<T[]>;
  readonly document: (record: T) => D;
  readonly where: (filter: F) => Filter;
}

/** Creates a store of one kind of directory record in MongoDB. */
export function createEntityStore<D extends CommonDocument, T extends DirectoryRecord, F>({
  namePath,
  accountPath = 'accountId' as keyof D & string,
  parse,
  document,
  where,
  ...mapping
}: EntityMapping<D, T, F>): EntityStore<T, F> {
  // mongoose cannot type a filter over a generic document type
  const model = mapping.model as unknown as Model<CommonDocument>;
  const indexedPaths = { Name: namePath, DateCreated: 'dateCreated', DateLastModified: 'dateLastModified' };
  const pathOf = ({ field }: DirectoryOrder): string => new Map(Object.entries(indexedPaths)).get(field) ?? field;

  return {
    async byIds(scope, ids) {
      const filter =
        accountPath === '_id'
          ? { _id: inIds(idsInScope(scope, ids)) }
          : { _id: inIds(ids), ...inScopeFilter(scope, accountPath) };
      return parse(await model.find(filter as Filter).lean<D[]>());
    },

    async range(range) {
      const { order, fromEnd = false, skip = 0, limit } = range;
      const path = pathOf(order);
      const direction = order.descending === fromEnd ? 1 : -1;
      const query = model.find({ $and: [where(range.filter), ...bounds(path, range)] });
      const sorted = query
        .sort(path === 'id' ? { _id: direction } : { [path]: direction, _id: direction })
        .skip(skip)
        .limit(limit)
        // one batch for the whole page
        .batchSize(limit);
      const records = await parse(await sorted.lean<D[]>());
      return fromEnd ? records.reverse() : records;
    },

    count(filter) {
      return model.countDocuments(where(filter));
    },

    insert(record) {
      return insertUnique(model, [document(record)]);
    },

    async update(before, changes) {
      const next = document({ ...before, ...changes }) as Record<string, unknown>;
      const isKept = (path: string): boolean => next[path] !== undefined;
      const paths = Object.keys(changes);
      const set = Object.fromEntries(paths.filter(isKept).map((path) => [path, next[path]]));
      const unset = Object.fromEntries(paths.filter((path) => !isKept(path)).map((path) => [path, 1]));
      const filter = { _id: toObjectId(before.id), revision: before.revision === 0 ? null : before.revision };
      const update = { $set: set, $inc: { revision: 1 }, ...(Object.keys(unset).length > 0 && { $unset: unset }) };
      try {
        const { matchedCount } = await model.updateOne(filter, update, { timestamps: false });
        return matchedCount === 1 ? 'written' : 'stale';
      } catch (error) {
        if (isDuplicateKey(error)) return 'taken';
        throw error;
      }
    },

    async remove(id) {
      const { deletedCount } = await model.deleteOne({ _id: toObjectId(id) });
      return deletedCount === 1;
    },
  };
}

/** Keyset filters for the start and the end of the page. */
function bounds<F>(path: string, { order, after, before }: EntityRange<F>): Filter[] {
  const past = ({ value, id }: EntityPosition, isAfter: boolean): Filter => {
    const operator = isAfter === order.descending ? '$lt' : '$gt';
    if (path === 'id') return { _id: mongoose.trusted({ [operator]: toObjectId(id) }) };
    return order.field in DirectoryOrderFields
      ? keysetFilter(path, operator, value, toObjectId(id))
      : nullableKeysetFilter(path, operator, value, id);
  };
  return [...(after ? [past(after, true)] : []), ...(before ? [past(before, false)] : [])];
}
