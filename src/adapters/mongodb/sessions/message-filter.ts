import mongoose from 'mongoose';
import type { AccountScope } from '../../../domain/directory/principal.ts';
import type { MessageCriteria, MessagePosition, MessageRange } from '../../../domain/sessions/message-repository.ts';
import { type Filter, inScopeFilter } from '../client/filters.ts';
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

/** Filters for the rows between the positions of a range. @param toId converts the id of a position */
export function rangeFilter({ descending, after, before }: MessageRange, toId: (id: string) => unknown): Filter {
  return andFilters(
    ...(after ? [beyond(after, descending ? '$lt' : '$gt', toId)] : []),
    ...(before ? [beyond(before, descending ? '$gt' : '$lt', toId)] : []),
  );
}

/** Keyset filter; the plain range lets the database use the index. */
function beyond({ date, id }: MessagePosition, operator: '$gt' | '$lt', toId: (id: string) => unknown): Filter {
  return {
    dateCreated: mongoose.trusted({ [`${operator}e`]: date }),
    $or: [{ dateCreated: mongoose.trusted({ [operator]: date }) }, { _id: mongoose.trusted({ [operator]: toId(id) }) }],
  };
}

export function sortOf({ descending, fromEnd = false }: MessageRange) {
  const direction = descending === fromEnd ? 1 : -1;
  return { dateCreated: direction, _id: direction } as const;
}
