import mongoose, { type Model } from 'mongoose';
import type { AccountScope } from '../../../domain/directory/principal.ts';
import type { MessageCriteria, MessageRange } from '../../../domain/sessions/message-repository.ts';
import { type Filter, inScopeFilter, keysetFilter } from '../client/filters.ts';
import { inIds, toObjectId } from '../client/object-ids.ts';
import { andFilters } from './filter.ts';

/** Translates criteria for messages or conversations into a filter within the scope. */
export function messageFilter(scope: AccountScope, criteria: MessageCriteria): Filter {
  const { ids, accountIds, customerIds, endpointIds, conversationIds, sessionIds } = criteria;
  const { afterDate, untilDate, excludedSessionId } = criteria;
  const named = {
    _id: ids,
    accountId: accountIds,
    customerId: customerIds,
    endpointId: endpointIds,
    sessionId: sessionIds,
  };
  return andFilters(
    inScopeFilter(scope),
    ...Object.entries(named).flatMap(([path, list]) => (list ? [{ [path]: inIds(list) }] : [])),
    ...(conversationIds ? [{ conversationId: mongoose.trusted({ $in: conversationIds }) }] : []),
    ...(afterDate ? [{ dateCreated: mongoose.trusted({ $gt: afterDate }) }] : []),
    ...(untilDate ? [{ dateCreated: mongoose.trusted({ $lte: untilDate }) }] : []),
    ...(excludedSessionId ? [{ sessionId: mongoose.trusted({ $ne: toObjectId(excludedSessionId) }) }] : []),
  );
}

/**
 * Finds the documents of a range, in list order.
 * @param toId converts the id of a position to the `_id` of a document
 */
export async function findRange<T>(
  model: Model<T>,
  filter: Filter,
  range: MessageRange,
  toId: (id: string) => unknown,
): Promise<T[]> {
  const { descending, fromEnd = false, after, before, skip = 0, limit } = range;
  const [ahead, behind] = descending ? (['$lt', '$gt'] as const) : (['$gt', '$lt'] as const);
  const inRange = andFilters(
    filter,
    ...(after ? [keysetFilter('dateCreated', ahead, after.date, toId(after.id))] : []),
    ...(before ? [keysetFilter('dateCreated', behind, before.date, toId(before.id))] : []),
  );
  const direction = descending === fromEnd ? 1 : -1;
  const sort = { dateCreated: direction, _id: direction } as const;
  const found = await model.find(inRange).sort(sort).skip(skip).limit(limit).lean<T[]>();
  return fromEnd ? found.reverse() : found;
}
