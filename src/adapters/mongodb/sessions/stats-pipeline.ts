import { type PipelineStage, Types } from 'mongoose';
import type {
  DurationRow,
  SessionStatsGroup,
  SessionStatsInterval,
  StatsQuery,
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
};

/** Length of an interval, and how long after the epoch (a Thursday) the first one begins. Months are put together from their days. */
const intervals: Record<SessionStatsInterval, { length: number; offset: number } | null> = {
  None: null,
  Hour: { length: hourMs, offset: 0 },
  Day: { length: dayMs, offset: 0 },
  Week: { length: 7 * dayMs, offset: 4 * dayMs },
  Month: { length: dayMs, offset: 0 },
};

interface StatsRow {
  readonly _id: {
    readonly key?: Types.ObjectId | string | null;
    readonly start?: number | null;
    readonly seconds?: number | null;
  };
  readonly count: number;
  readonly missed: number;
  readonly totalMs: number;
}

/**
 * Counts sessions by how many whole seconds they lasted: from that a percentile is found without all durations in one
 * place. Only arithmetic that every MongoDB has, and the embedded store too: no `$percentile`, no `$dateTrunc`.
 */
export function statsPipeline({ groupBy, interval }: StatsQuery): PipelineStage[] {
  const completed = { $and: [{ $eq: ['$ended', true] }, { $gt: ['$dateCompleted', epoch] }] };
  const ms = { $subtract: ['$dateCompleted', '$dateCreated'] };
  return [
    {
      $project: {
        key: groupPaths[groupBy] ?? { $literal: null },
        start: startOf(interval),
        ms: { $cond: [completed, ms, null] },
        missed: { $cond: ['$wasMissed', 1, 0] },
      },
    },
    {
      $group: {
        _id: { key: '$key', start: '$start', seconds: { $floor: { $divide: ['$ms', 1_000] } } },
        count: { $sum: 1 },
        missed: { $sum: '$missed' },
        totalMs: { $sum: '$ms' },
      },
    },
  ];
}

function startOf(interval: SessionStatsInterval): object {
  const span = intervals[interval];
  if (!span) return { $literal: null };
  const since = { $subtract: ['$dateCreated', new Date(span.offset)] };
  return { $subtract: [since, { $mod: [since, span.length] }] };
}

export function parseStatsRow({ interval }: Pick<StatsQuery, 'interval'>): (row: StatsRow) => DurationRow {
  const offset = intervals[interval]?.offset ?? 0;
  return ({ _id, count, missed, totalMs }) => ({
    key: _id.key instanceof Types.ObjectId ? _id.key.toHexString() : (_id.key ?? null),
    start: typeof _id.start === 'number' ? new Date(_id.start + offset) : null,
    seconds: _id.seconds ?? null,
    count,
    missed,
    totalMs,
  });
}
