import type { AccountScope } from '../directory/principal.ts';
import type { SessionCriteria } from './criteria.ts';
import type { SessionOrder } from './order.ts';
import type { SessionRecord } from './record.ts';
import type { DurationRow, StatsQuery } from './stats.ts';

/** The sessions of a list, not yet in an order. */
export interface SessionQuery {
  readonly scope: AccountScope;
  /** Checked, and without `customerSubtree`: by then the customers are named. */
  readonly criteria: SessionCriteria;
  /** Those that were moved away long after they ended, instead of all others. */
  readonly archived: boolean;
}

/** A place in a list: that of one session. `date` is null where the session has none in the field of the order. */
export interface SessionPosition {
  readonly date: Date | null;
  readonly id: string;
}

/** What of a session may be large: its log grows with everything that happens to it. */
export type HeavySessionField = 'log' | 'members';

export interface SessionRange {
  readonly order: SessionOrder;
  readonly after: SessionPosition | null;
  readonly before: SessionPosition | null;
  /** How many at most, counted from the begin, or from the end when `fromEnd`; the rows come in order anyway. */
  readonly limit: number;
  readonly fromEnd: boolean;
  /** What nobody looks at, which is empty then: it is not read. */
  readonly omit: readonly HeavySessionField[];
}

/** Where lists of sessions come from. Sessions without a date in the field of the order count as before all dates. */
export interface SessionListRepository {
  findRange(query: SessionQuery, range: SessionRange): Promise<SessionRecord[]>;
  /** By number instead of by place: what is created meanwhile moves it. */
  findByOffset(
    query: SessionQuery,
    order: SessionOrder,
    slice: { skip: number; limit: number },
  ): Promise<SessionRecord[]>;
  count(query: SessionQuery): Promise<number>;
  /** @returns at most `maxRows` rows */
  aggregateDurations(query: SessionQuery, stats: StatsQuery, maxRows: number): Promise<DurationRow[]>;
}
