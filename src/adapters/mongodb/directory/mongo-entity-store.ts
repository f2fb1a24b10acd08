import type { Model } from 'mongoose';
import type {
  DirectoryOrder,
  EntityPosition,
  EntityRange,
  EntityStore,
} from '../../../domain/directory/entity-store.ts';
import type { DirectoryRecord } from '../../../domain/directory/records.ts';
import { type Filter, idsInScope, inScopeFilter, keysetFilter } from '../client/filters.ts';
import { insertUnique } from '../client/insert-unique.ts';
import { isDuplicateKey } from '../client/mongo-errors.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import type { CommonDocument } from './models.ts';

export interface EntityMapping<D extends CommonDocument, T extends DirectoryRecord, F> {
  readonly model: Model<D>;
  /** The path that the order `Name` goes by. */
  readonly namePath: keyof D & string;
  /** The path of the accounts it belongs to; `accountId` unless something else is said. */
  readonly accountPath?: keyof D & string;
  readonly parse: (found: readonly D[]) => Promise<T[]>;
  readonly document: (record: T) => D;
  readonly where: (filter: F) => Filter;
}

/** One kind of the directory in MongoDB. */
export function createEntityStore<D extends CommonDocument, T extends DirectoryRecord, F>({
  namePath,
  accountPath = 'accountId' as keyof D & string,
  parse,
  document,
  where,
  ...mapping
}: EntityMapping<D, T, F>): EntityStore<T, F> {
  // mongoose cannot type a filter over a document type that is not known yet
  const model = mapping.model as unknown as Model<CommonDocument>;
  const pathOf = ({ field }: DirectoryOrder): string =>
    ({ Name: namePath, DateCreated: 'dateCreated', DateLastModified: 'dateLastModified' })[field];

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
        .sort({ [path]: direction, _id: direction })
        .skip(skip)
        .limit(limit);
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

/** Past the places in the order where the page begins and ends. */
function bounds<F>(path: string, { order, after, before }: EntityRange<F>): Filter[] {
  const past = ({ value, id }: EntityPosition, isAfter: boolean): Filter => {
    return keysetFilter(path, isAfter === order.descending ? '$lt' : '$gt', value, id);
  };
  return [...(after ? [past(after, true)] : []), ...(before ? [past(before, false)] : [])];
}
