import mongoose, { type Model, type Types } from 'mongoose';
import type { PeriodRow, StatsAggregation } from '../../../domain/sessions/stats.ts';
import type { Filter } from '../client/filters.ts';
import { andFilters } from './filter.ts';
import type { SessionDocument } from './model.ts';
import { parseStatsRow, type StatsDocument, statsPipeline } from './stats-pipeline.ts';

interface Collections {
  readonly live: Model<SessionDocument>;
  readonly archived: Model<SessionDocument>;
}

/**
 * Counts the sessions of live collection and archive by the lengths of their periods, each session once.
 *
 * The live collection is read first: a session that has left it by then is already in the archive. The archive is read
 * without the sessions that were counted live and may have been archived since.
 * @returns at most `maxRows` rows of each collection
 */
export async function aggregateStats(
  { live, archived }: Collections,
  filter: Filter,
  stats: StatsAggregation,
  maxRows: number,
): Promise<PeriodRow[]> {
  const rowsOf = (model: Model<SessionDocument>, match: Filter): Promise<StatsDocument[]> =>
    model.aggregate<StatsDocument>([{ $match: match }, ...statsPipeline(stats), { $limit: maxRows }]).exec();
  const liveRows = stats.from === 'archive' ? [] : await rowsOf(live, filter);
  const rest = andFilters(filter, notCounted(liveRows));
  const archivedRows = stats.from === 'live' ? [] : await rowsOf(archived, rest);
  return [...liveRows, ...archivedRows].map(parseStatsRow(stats));
}

/** Matches archived sessions that are not among the sessions counted live. */
function notCounted(rows: readonly StatsDocument[]): Filter {
  const dates = rows.flatMap(({ firstArchivable }) => (firstArchivable ? [firstArchivable.getTime()] : []));
  if (dates.length === 0) return {};
  const first = dates.reduce((earliest, date) => Math.min(earliest, date));
  const counted = new Map<string, Types.ObjectId>();
  for (const { archivable } of rows) for (const id of archivable) if (id) counted.set(id.toHexString(), id);
  // nearly all archived sessions were completed earlier, and need no look at the ids
  const earlier = { dateCompleted: mongoose.trusted({ $lt: new Date(first) }) };
  return { $or: [earlier, { _id: mongoose.trusted({ $nin: [...counted.values()] }) }] };
}
