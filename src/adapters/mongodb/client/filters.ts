import mongoose, { type Types } from 'mongoose';
import { type AccountScope, inScope } from '../../../domain/directory/principal.ts';
import { inIds, toObjectId } from './object-ids.ts';

/** A MongoDB filter built by this server, never by a client. */
export type Filter = Record<string, unknown>;

/** Tenant isolation: restricts a filter to the accounts of the scope. Every filter over tenant data contains it. */
export function inScopeFilter<P extends string = 'accountId'>(
  scope: AccountScope,
  path = 'accountId' as P,
): Partial<Record<P, { $in: Types.ObjectId[] }>> {
  return scope === 'all' ? {} : ({ [path]: inIds(scope) } as Record<P, { $in: Types.ObjectId[] }>);
}

/** Tenant isolation for accounts themselves: returns the ids that are in the scope. */
export function idsInScope(scope: AccountScope, accountIds: readonly string[]): readonly string[] {
  return accountIds.filter((id) => inScope(scope, id));
}

/**
 * Matches a string that contains the text in Unicode normal form C, ignoring case. Characters of the text are matched
 * literally.
 */
export function containsRegex(text: string): RegExp {
  // BSON patterns cannot contain a null character, so it is escaped by its code
  return new RegExp(
    text
      .normalize('NFC')
      .replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
      .replaceAll('\0', '\\x00'),
    'i',
  );
}

/**
 * Keyset filter for an order by `path` that may be null, which sorts before all values. No index serves this filter.
 */
export function nullableKeysetFilter(path: string, operator: '$gt' | '$lt', value: unknown, id: string): Filter {
  const sameValue = { [path]: value, _id: mongoose.trusted({ [operator]: toObjectId(id) }) };
  const withValue = { [path]: mongoose.trusted({ $ne: null }) };
  if (value === null) return operator === '$lt' ? sameValue : { $or: [sameValue, withValue] };
  const further = { [path]: mongoose.trusted({ [operator]: value }) };
  return { $or: [sameValue, further, ...(operator === '$lt' ? [{ [path]: null }] : [])] };
}

/**
 * Keyset filter: documents past a position in an order by `path` and then the id. The plain range lets the database use
 * the index; the `$or` excludes documents with the same value up to the id.
 * @param id the id as the documents have it
 */
export function keysetFilter(path: string, operator: '$gt' | '$lt', value: unknown, id: unknown): Filter {
  return {
    [path]: mongoose.trusted({ [`${operator}e`]: value }),
    $or: [{ [path]: mongoose.trusted({ [operator]: value }) }, { _id: mongoose.trusted({ [operator]: id }) }],
  };
}
