import { startOfDay, type ZoneOffsets } from '../../common/time/time-zone.ts';

/** Properties that statistics can be grouped by. */
export const SessionStatsGroup = {
  None: 'None',
  Channel: 'Channel',
  Direction: 'Direction',
  CallState: 'CallState',
  Customer: 'Customer',
  Endpoint: 'Endpoint',
  Member: 'Member',
  Outcome: 'Outcome',
} as const;
export type SessionStatsGroup = keyof typeof SessionStatsGroup;

/** Time intervals that statistics can be grouped by, in a time zone; a week begins on Monday. */
export const SessionStatsInterval = { None: 'None', Hour: 'Hour', Day: 'Day', Week: 'Week', Month: 'Month' } as const;
export type SessionStatsInterval = keyof typeof SessionStatsInterval;

export interface StatsQuery {
  readonly groupBy: SessionStatsGroup;
  readonly interval: SessionStatsInterval;
  /** Name of an IANA time zone. */
  readonly timeZone: string;
  /** The periods of interest; the figures of the others may be null. */
  readonly periods: readonly StatsPeriod[];
}

/** What the database needs to compute statistics. */
export interface StatsAggregation extends Pick<StatsQuery, 'groupBy' | 'interval'> {
  /** At least one. */
  readonly periods: readonly [StatsPeriod, ...StatsPeriod[]];
  /** Offsets of the time zone while the sessions were created. */
  readonly offsets: ZoneOffsets;
  /** The collections to include. */
  readonly from: 'live' | 'archive' | 'both';
  /** A later time than that before which completed sessions are being archived now. */
  readonly archivableBefore: Date;
}

/** Periods of a session, each from its creation. */
export type StatsPeriod =
  /** Until completion. */
  | 'duration'
  /** Until the first connection, or until the completion of a session that was never connected. */
  | 'wait'
  /** Until the first connection. */
  | 'timeToAnswer';

/** Number of sessions in one group and interval with a period of the same length in whole seconds. */
export interface PeriodRow {
  /** Value of the group: an enum value, an id or a text; null for sessions without one. */
  readonly key: string | null;
  /**
   * For the interval Hour, the start of the hour. For longer intervals, the local day on which the interval begins, as
   * its midnight in UTC; the interval Month has a row for each day. Null without an interval.
   */
  readonly start: Date | null;
  readonly period: StatsPeriod;
  /** Null for sessions whose period has not ended. */
  readonly seconds: number | null;
  readonly count: number;
  readonly missed: number;
  /** Sum of the lengths, in milliseconds. */
  readonly totalMs: number;
}

/** One row of statistics. Averages and percentiles are in seconds, and null if no session has the period. */
export interface SessionStatsRow {
  readonly key: string | null;
  readonly start: Date | null;
  readonly count: number;
  readonly missed: number;
  readonly averageDuration: number | null;
  /** 95th percentile, in whole seconds. */
  readonly p95Duration: number | null;
  readonly averageWait: number | null;
  /** 95th percentile, in whole seconds. */
  readonly p95Wait: number | null;
  readonly averageTimeToAnswer: number | null;
  /** 95th percentile, in whole seconds. */
  readonly p95TimeToAnswer: number | null;
}

/** Merges counts of periods into one row for each group and interval, ordered by time and then by key. */
export function summarizePeriods(rows: readonly PeriodRow[], query: StatsQuery): SessionStatsRow[] {
  const groups = new Map<string, { key: string | null; start: Date | null; rows: PeriodRow[] }>();
  for (const row of rows) {
    const start = query.interval === 'Month' && row.start ? beginOfMonth(row.start) : row.start;
    const name = JSON.stringify([start, row.key]);
    const group = groups.get(name) ?? { key: row.key, start, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  return [...groups.values()]
    .sort(byTimeAndKey)
    .map(({ key, start, rows: own }) => ({ key, start: instantOf(start, query), ...totalsOf(own) }));
}

function instantOf(start: Date | null, { interval, timeZone }: StatsQuery): Date | null {
  return start === null || interval === 'Hour' ? start : startOfDay(timeZone, start);
}

function totalsOf(rows: readonly PeriodRow[]): Omit<SessionStatsRow, 'key' | 'start'> {
  const of = (period: StatsPeriod) => rows.filter((row) => row.period === period);
  // every session is in the rows of each period once
  const all = rows.filter(({ period }) => period === rows[0]?.period);
  const [duration, wait, answer] = [of('duration'), of('wait'), of('timeToAnswer')].map(averageAndP95);
  return {
    count: sum(all, 'count'),
    missed: sum(all, 'missed'),
    averageDuration: duration?.average ?? null,
    p95Duration: duration?.p95 ?? null,
    averageWait: wait?.average ?? null,
    p95Wait: wait?.p95 ?? null,
    averageTimeToAnswer: answer?.average ?? null,
    p95TimeToAnswer: answer?.p95 ?? null,
  };
}

function averageAndP95(rows: readonly PeriodRow[]): { average: number | null; p95: number | null } {
  const over = rows.flatMap(({ seconds, ...rest }) => (seconds === null ? [] : { seconds, ...rest }));
  const count = sum(over, 'count');
  return {
    average: count === 0 ? null : sum(over, 'totalMs') / count / 1_000,
    p95: percentile(over, Math.ceil(count * 0.95)),
  };
}

type Sums = Pick<PeriodRow, 'count' | 'missed' | 'totalMs'>;

function sum(rows: readonly Sums[], name: keyof Sums): number {
  return rows.reduce((total, row) => total + row[name], 0);
}

/** Returns the length at this rank, in ascending order. */
function percentile(rows: readonly { seconds: number; count: number }[], rank: number): number | null {
  let passed = 0;
  for (const { seconds, count } of [...rows].sort((a, b) => a.seconds - b.seconds)) {
    passed += count;
    if (passed >= rank) return seconds;
  }
  return null;
}

function beginOfMonth(date: Date): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth()));
}

interface Place {
  readonly key: string | null;
  readonly start: Date | null;
}

function byTimeAndKey(a: Place, b: Place): number {
  const time = (a.start?.getTime() ?? 0) - (b.start?.getTime() ?? 0);
  return time || (a.key === b.key ? 0 : (a.key ?? '') < (b.key ?? '') ? -1 : 1);
}
