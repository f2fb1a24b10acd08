import { type PipelineStage, Types } from 'mongoose';
import type { OffsetChange, ZoneOffsets } from '../../../common/time/time-zone.ts';
import type {
  PeriodRow,
  SessionStatsGroup,
  SessionStatsInterval,
  StatsAggregation,
  StatsPeriod,
} from '../../../domain/sessions/stats.ts';

const epoch = new Date(0);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const groupPaths: Record<SessionStatsGroup, string | null> = {
  None: null,
  Channel: '$channel',
  Direction: '$direction',
  CallState: '$callState',
  Customer: '$customerId',
  Endpoint: '$endpointId',
  Member: '$members.identity',
  Outcome: '$outcome',
};

/**
 * Length of an interval, and the offset of the first one from the epoch (a Thursday), in milliseconds. Months are
 * summed up from days.
 */
const intervals: Record<SessionStatsInterval, { length: number; offset: number } | null> = {
  None: null,
  Hour: { length: hourMs, offset: 0 },
  Day: { length: dayMs, offset: 0 },
  Week: { length: 7 * dayMs, offset: 4 * dayMs },
  Month: { length: dayMs, offset: 0 },
};

/** A group of sessions with equal values in `_id`. */
export interface StatsDocument {
  readonly _id: {
    readonly key?: Types.ObjectId | string | null;
    readonly start?: number | null;
    readonly period: StatsPeriod;
    readonly seconds?: number | null;
  };
  readonly count: number;
  readonly missed: number;
  readonly totalMs: number;
  /** Ids of the sessions that may be archived meanwhile, and nulls. */
  readonly archivable: readonly (Types.ObjectId | null)[];
  /** Date of completion of the first of them. */
  readonly firstArchivable?: Date | null;
}

/**
 * Counts sessions by the lengths of their periods in whole seconds, so that percentiles can be computed without
 * collecting all lengths.
 *
 * The pipeline uses only stages and arithmetic that every MongoDB version and the embedded database support: no
 * `$percentile`, no `$dateTrunc`, no `$facet`.
 */
export function statsPipeline(stats: StatsAggregation): PipelineStage[] {
  const { groupBy, interval, offsets, archivableBefore } = stats;
  const completed = { $and: [{ $eq: ['$ended', true] }, { $gt: ['$dateCompleted', epoch] }] };
  const connected = { $gt: ['$dateConnected', epoch] };
  const until = (path: string) => ({ $subtract: [path, '$dateCreated'] });
  const duration = { $cond: [completed, until('$dateCompleted'), null] };
  const lengths: Record<StatsPeriod, object> = {
    duration,
    wait: { $cond: [connected, until('$dateConnected'), duration] },
    timeToAnswer: { $cond: [connected, until('$dateConnected'), null] },
  };
  const archivable = { $and: [completed, { $lt: ['$dateCompleted', archivableBefore] }] };
  return [
    {
      $project: {
        key: groupPaths[groupBy] ?? { $literal: null },
        start: startOf(interval, offsets),
        periods: stats.periods.map((name) => ({ name: { $literal: name }, ms: lengths[name] })),
        missed: { $cond: ['$wasMissed', 1, 0] },
        archivable: { $cond: [archivable, '$_id', null] },
        archivableDate: { $cond: [archivable, '$dateCompleted', null] },
      },
    },
    ...(groupBy === 'Member' ? [{ $unwind: { path: '$key', preserveNullAndEmptyArrays: true } }] : []),
    { $unwind: '$periods' },
    {
      $group: {
        _id: {
          key: '$key',
          start: '$start',
          period: '$periods.name',
          seconds: { $floor: { $divide: ['$periods.ms', 1_000] } },
        },
        count: { $sum: 1 },
        missed: { $sum: '$missed' },
        totalMs: { $sum: '$periods.ms' },
        archivable: { $addToSet: '$archivable' },
        firstArchivable: { $min: '$archivableDate' },
      },
    },
  ];
}

/**
 * Returns the start of the interval in milliseconds since its offset from the epoch. Hours start at an instant, because
 * the hour before clocks go back is not the one after it; longer intervals start at a local midnight.
 */
function startOf(interval: SessionStatsInterval, { first, changes }: ZoneOffsets): object {
  const span = intervals[interval];
  if (!span) return { $literal: null };
  const since = { $subtract: ['$dateCreated', new Date(span.offset)] };
  const local = { $add: [since, offsetOf(first, changes)] };
  return { $subtract: [interval === 'Hour' ? since : local, { $mod: [local, span.length] }] };
}

/** Returns the offset at the creation of a session, by binary search, so that expressions do not nest deeply. */
function offsetOf(first: number, changes: readonly OffsetChange[]): number | object {
  const middle = changes[Math.floor(changes.length / 2)];
  if (!middle) return first;
  const at = changes.indexOf(middle);
  const earlier = offsetOf(first, changes.slice(0, at));
  const later = offsetOf(middle.offset, changes.slice(at + 1));
  return { $cond: [{ $lt: ['$dateCreated', middle.at] }, earlier, later] };
}

export function parseStatsRow({ interval }: Pick<StatsAggregation, 'interval'>): (row: StatsDocument) => PeriodRow {
  const offset = intervals[interval]?.offset ?? 0;
  return ({ _id, count, missed, totalMs }) => ({
    key: _id.key instanceof Types.ObjectId ? _id.key.toHexString() : (_id.key ?? null),
    start: typeof _id.start === 'number' ? new Date(_id.start + offset) : null,
    period: _id.period,
    seconds: _id.seconds ?? null,
    count,
    missed,
    totalMs,
  });
}
