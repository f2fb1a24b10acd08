/** What statistics can be kept apart by. */
export const SessionStatsGroup = {
  None: 'None',
  Channel: 'Channel',
  Direction: 'Direction',
  CallState: 'CallState',
  Customer: 'Customer',
  Endpoint: 'Endpoint',
} as const;
export type SessionStatsGroup = keyof typeof SessionStatsGroup;

/** The spans of time statistics can be kept apart by; a week begins on Monday, all in UTC. */
export const SessionStatsInterval = { None: 'None', Hour: 'Hour', Day: 'Day', Week: 'Week', Month: 'Month' } as const;
export type SessionStatsInterval = keyof typeof SessionStatsInterval;

export interface StatsQuery {
  readonly groupBy: SessionStatsGroup;
  readonly interval: SessionStatsInterval;
}

/** How many sessions of one group and time lasted so many whole seconds. */
export interface DurationRow {
  /** Value of the group: an enum value or an id; null for sessions without one. */
  readonly key: string | null;
  /** Begin of the hour, day or week; a month comes in its days. Null when not asked for. */
  readonly start: Date | null;
  /** Null for sessions that are not completed. */
  readonly seconds: number | null;
  readonly count: number;
  readonly missed: number;
  /** All of them together, to the millisecond. */
  readonly totalMs: number;
}

/** One line of statistics. Durations are seconds from creation to completion, null while no session is completed. */
export interface SessionStatsRow {
  readonly key: string | null;
  readonly start: Date | null;
  readonly count: number;
  readonly missed: number;
  readonly averageDuration: number | null;
  /** In whole seconds: nineteen of twenty completed sessions were not longer. */
  readonly p95Duration: number | null;
}

/** Adds tallies up to one row for each group and time, by time and then by key. */
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

/** The duration of the session with that rank, the shortest being first. */
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
