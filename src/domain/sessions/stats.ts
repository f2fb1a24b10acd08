/** Properties that statistics can be grouped by. */
export const SessionStatsGroup = {
  None: 'None',
  Channel: 'Channel',
  Direction: 'Direction',
  CallState: 'CallState',
  Customer: 'Customer',
  Endpoint: 'Endpoint',
} as const;
export type SessionStatsGroup = keyof typeof SessionStatsGroup;

/** Time intervals that statistics can be grouped by, in UTC; a week begins on Monday. */
export const SessionStatsInterval = { None: 'None', Hour: 'Hour', Day: 'Day', Week: 'Week', Month: 'Month' } as const;
export type SessionStatsInterval = keyof typeof SessionStatsInterval;

export interface StatsQuery {
  readonly groupBy: SessionStatsGroup;
  readonly interval: SessionStatsInterval;
}

/** Number of sessions in one group and interval with the same duration in whole seconds. */
export interface DurationRow {
  /** Value of the group: an enum value or an id; null for sessions without one. */
  readonly key: string | null;
  /** Start of the hour, day or week; for the interval Month, start of the day. Null without an interval. */
  readonly start: Date | null;
  /** Null for sessions that are not completed. */
  readonly seconds: number | null;
  readonly count: number;
  readonly missed: number;
  /** Sum of the durations, in milliseconds. */
  readonly totalMs: number;
}

/** One row of statistics. Durations are seconds from creation to completion, null while no session is completed. */
export interface SessionStatsRow {
  readonly key: string | null;
  readonly start: Date | null;
  readonly count: number;
  readonly missed: number;
  readonly averageDuration: number | null;
  /** 95th percentile of the durations, in whole seconds. */
  readonly p95Duration: number | null;
}

/** Merges duration counts into one row for each group and interval, ordered by time and then by key. */
export function summarizeDurations(durations: readonly DurationRow[], { interval }: StatsQuery): SessionStatsRow[] {
  const groups = new Map<string, { key: string | null; start: Date | null; durations: DurationRow[] }>();
  for (const row of durations) {
    const start = interval === 'Month' && row.start ? beginOfMonth(row.start) : row.start;
    const name = JSON.stringify([start, row.key]);
    const group = groups.get(name) ?? { key: row.key, start, durations: [] };
    group.durations.push(row);
    groups.set(name, group);
  }
  return [...groups.values()]
    .map(({ key, start, durations: own }) => ({ key, start, ...totalsOf(own) }))
    .sort(byTimeAndKey);
}

function totalsOf(durations: readonly DurationRow[]): Omit<SessionStatsRow, 'key' | 'start'> {
  const completed = durations.flatMap(({ seconds, ...rest }) => (seconds === null ? [] : { seconds, ...rest }));
  const lasted = sum(completed, 'count');
  return {
    count: sum(durations, 'count'),
    missed: sum(durations, 'missed'),
    averageDuration: lasted === 0 ? null : sum(completed, 'totalMs') / lasted / 1_000,
    p95Duration: percentile(completed, Math.ceil(lasted * 0.95)),
  };
}

function sum(
  durations: readonly Pick<DurationRow, 'count' | 'missed' | 'totalMs'>[],
  name: 'count' | 'missed' | 'totalMs',
) {
  return durations.reduce((total, row) => total + row[name], 0);
}

/** Returns the duration at this rank, in ascending order. */
function percentile(durations: readonly { seconds: number; count: number }[], rank: number): number | null {
  let passed = 0;
  for (const { seconds, count } of [...durations].sort((a, b) => a.seconds - b.seconds)) {
    passed += count;
    if (passed >= rank) return seconds;
  }
  return null;
}

function beginOfMonth(date: Date): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth()));
}

function byTimeAndKey(a: SessionStatsRow, b: SessionStatsRow): number {
  const time = (a.start?.getTime() ?? 0) - (b.start?.getTime() ?? 0);
  return time || (a.key === b.key ? 0 : (a.key ?? '') < (b.key ?? '') ? -1 : 1);
}
