import type { Connection, Model } from 'mongoose';
import type { SessionListRepository, SessionQuery, SessionRange } from '../sessions/session-list-repository.ts';
import type { SessionRecord } from '../sessions/session-record.ts';
import { within } from './filters.ts';
import { PageReach } from './page-reach.ts';
import { allOf, criteriaFilter } from './session-filter.ts';
import { archivedSessionModel, type SessionDocument, sessionModel } from './session-model.ts';
import { rangeFilters, sortOf } from './session-order.ts';
import { findSessions } from './session-reads.ts';
import { parseTally, tallyStages } from './session-tallies.ts';
import { withStoreErrors } from './store-errors.ts';

/** Lists of sessions in MongoDB. */
export function createSessionListRepository(connection: Connection): SessionListRepository {
  const live = sessionModel(connection);
  const archived = archivedSessionModel(connection);
  const modelOf = (query: SessionQuery): Model<SessionDocument> => (query.archived ? archived : live);
  const filterOf = ({ scope, criteria }: SessionQuery) => allOf(within(scope), criteriaFilter(criteria));

  const reach = new PageReach();

  async function walk(query: SessionQuery, range: SessionRange, edge: Date | null): Promise<SessionRecord[]> {
    const found: SessionRecord[] = [];
    for (const bounds of rangeFilters(range, edge)) {
      const limit = range.limit - found.length;
      if (limit <= 0) break;
      const options = { sort: sortOf(range.order, range.fromEnd), limit, without: range.without };
      found.push(...(await findSessions(modelOf(query), allOf(filterOf(query), bounds), options)));
    }
    return range.fromEnd ? found.reverse() : found;
  }

  return withStoreErrors<SessionListRepository>({
    async findRange(query, range) {
      for (const edge of reach.guesses(query, range)) {
        const found = await walk(query, range, edge);
        if (found.length === range.limit) return reach.learn(query, range, found);
      }
      return reach.learn(query, range, await walk(query, range, null));
    },

    findSlice(query, order, { skip, limit }) {
      return findSessions(modelOf(query), filterOf(query), { sort: sortOf(order), skip, limit });
    },

    count(query) {
      return modelOf(query).countDocuments(filterOf(query)).exec();
    },

    async tallyDurations(query, stats, maxRows) {
      const stages = [{ $match: filterOf(query) }, ...tallyStages(stats), { $limit: maxRows }];
      const rows = await modelOf(query).aggregate(stages);
      return rows.map(parseTally(stats));
    },
  });
}
