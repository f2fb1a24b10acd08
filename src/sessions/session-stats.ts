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
export interface DurationTally {
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
export function summarise(tallies: readonly DurationTally[], { interval }: StatsQuery): SessionStatsRow[] {
  const groups = new Map<string, { key: string | null; start: Date | null; tallies: DurationTally[] }>();
  for (const tally of tallies) {
    const start = interval === 'Month' && tally.start ? beginOfMonth(tally.start) : tally.start;
    const name = JSON.stringify([start, tally.key]);
    const group = groups.get(name) ?? { key: tally.key, start, tallies: [] };
    group.tallies.push(tally);
    groups.set(name, group);
  }
  return [...groups.values()]
    .map(({ key, start, tallies: own }) => ({ key, start, ...totalsOf(own) }))
    .sort(byTimeAndKey);
}

function totalsOf(tallies: readonly DurationTally[]): Omit<SessionStatsRow, 'key' | 'start'> {
  const completed = tallies.flatMap(({ seconds, ...rest }) => (seconds === null ? [] : { seconds, ...rest }));
  const lasted = sum(completed, 'count');
  return {
    count: sum(tallies, 'count'),
    missed: sum(tallies, 'missed'),
    averageDuration: lasted === 0 ? null : sum(completed, 'totalMs') / lasted / 1_000,
    p95Duration: percentile(completed, Math.ceil(lasted * 0.95)),
  };
}

function sum(
  tallies: readonly Pick<DurationTally, 'count' | 'missed' | 'totalMs'>[],
  name: 'count' | 'missed' | 'totalMs',
) {
  return tallies.reduce((total, tally) => total + tally[name], 0);
}

/** The duration of the session with that rank, the shortest being first. */
function percentile(tallies: readonly { seconds: number; count: number }[], rank: number): number | null {
  let passed = 0;
  for (const { seconds, count } of [...tallies].sort((a, b) => a.seconds - b.seconds)) {
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
