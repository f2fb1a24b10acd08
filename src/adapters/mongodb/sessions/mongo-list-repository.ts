import type { Connection, Model } from 'mongoose';
import type { SessionListRepository, SessionQuery } from '../../../domain/sessions/list-repository.ts';
import type { SessionRecord } from '../../../domain/sessions/record.ts';
import { inScopeFilter } from '../client/filters.ts';
import { withStoreErrors } from '../client/mongo-errors.ts';
import { aggregateStats } from './aggregate-stats.ts';
import { andFilters, criteriaFilter } from './filter.ts';
import { findSessions } from './find-sessions.ts';
import { archivedSessionModel, type SessionDocument, sessionModel } from './model.ts';
import { rangeFilters, sortOf } from './mongo-order.ts';

/** Lists, counts and aggregates sessions in MongoDB. */
export function createSessionListRepository(connection: Connection): SessionListRepository {
  const live = sessionModel(connection);
  const archived = archivedSessionModel(connection);
  const modelOf = (query: SessionQuery): Model<SessionDocument> => (query.archived ? archived : live);
  const filterOf = ({ scope, criteria }: Omit<SessionQuery, 'archived'>) =>
    andFilters(inScopeFilter(scope), criteriaFilter(criteria));

  return withStoreErrors<SessionListRepository>({
    async findRange(query, range) {
      const found: SessionRecord[] = [];
      for (const bounds of rangeFilters(range)) {
        const limit = range.limit - found.length;
        if (limit <= 0) break;
        const options = { sort: sortOf(range.order, range.fromEnd), limit, omit: range.omit };
        found.push(...(await findSessions(modelOf(query), andFilters(filterOf(query), bounds), options)));
      }
      return range.fromEnd ? found.reverse() : found;
    },

    findByOffset(query, order, { skip, limit }) {
      return findSessions(modelOf(query), filterOf(query), { sort: sortOf(order), skip, limit });
    },

    count(query, limit) {
      return modelOf(query)
        .countDocuments(filterOf(query), limit === undefined ? {} : { limit })
        .exec();
    },

    aggregateStats(query, stats, maxRows) {
      return aggregateStats({ live, archived }, filterOf(query), stats, maxRows);
    },
  });
}
