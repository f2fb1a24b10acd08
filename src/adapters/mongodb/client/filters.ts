import mongoose, { type Types } from 'mongoose';
import { type AccountScope, inScope } from '../../../domain/directory/principal.ts';
import { inIds, toObjectId } from './object-ids.ts';

/** A filter as MongoDB takes it, made here and never by a client. */
export type Filter = Record<string, unknown>;

/** The tenant fence: every filter over tenant data carries it. */
export function inScopeFilter<P extends string = 'accountId'>(
  scope: AccountScope,
  path = 'accountId' as P,
): Partial<Record<P, { $in: Types.ObjectId[] }>> {
  return scope === 'all' ? {} : ({ [path]: inIds(scope) } as Record<P, { $in: Types.ObjectId[] }>);
}

/** The same fence for accounts themselves: of these ids those that lie within. */
export function idsInScope(scope: AccountScope, accountIds: readonly string[]): readonly string[] {
  return accountIds.filter((id) => inScope(scope, id));
}

/** Contained in a text, whatever the case; the text is taken letter by letter. */
export function containsRegex(text: string): RegExp {
  // a null, which BSON has in no pattern, by its number
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll('\0', '\\x00'), 'i');
}

/** Past a place in an order by a path and then the id. The plain range stands there for the index, the `$or` for exactness. */
export function keysetFilter(path: string, operator: '$gt' | '$lt', value: unknown, id: string): Filter {
  return {
    [path]: mongoose.trusted({ [`${operator}e`]: value }),
    $or: [
      { [path]: mongoose.trusted({ [operator]: value }) },
      { _id: mongoose.trusted({ [operator]: toObjectId(id) }) },
    ],
  };
}
