import type { AccountScope } from '../directory/principal.ts';
import type { SessionCriteria } from './criteria.ts';
import type { SessionOrder } from './order.ts';
import type { SessionRecord } from './record.ts';
import type { PeriodRow, StatsAggregation } from './stats.ts';

/** A selection of sessions, without an order. */
export interface SessionQuery {
  readonly scope: AccountScope;
  /** Validated criteria, with `customerSubtree` already expanded into `customerIds`. */
  readonly criteria: SessionCriteria;
  /** Selects archived sessions instead of live ones. */
  readonly archived: boolean;
}

/** Keyset position of a session in a list. `value` is null if the session has no value in the order field. */
export interface SessionPosition {
  readonly value: Date | string | boolean | null;
  readonly id: string;
}

/** Session fields that may be large: the log grows with every change. */
export type HeavySessionField = 'log' | 'members';

export interface SessionRange {
  readonly order: SessionOrder;
  readonly after: SessionPosition | null;
  readonly before: SessionPosition | null;
  /** Maximum number of rows, from the start, or from the end if `fromEnd`. Rows are in list order either way. */
  readonly limit: number;
  readonly fromEnd: boolean;
  /** Fields that the caller does not need: they are not read from the database and come back empty. */
  readonly omit: readonly HeavySessionField[];
}

/** Reads lists of sessions. Sessions without a value in the order field sort before all values. */
export interface SessionListRepository {
  findRange(query: SessionQuery, range: SessionRange): Promise<SessionRecord[]>;
  /** Pages by offset instead of keyset, so that sessions created meanwhile shift the rows. */
  findByOffset(
    query: SessionQuery,
    order: SessionOrder,
    slice: { skip: number; limit: number },
  ): Promise<SessionRecord[]>;
  /** @param limit the number at which counting ends */
  count(query: SessionQuery, limit?: number): Promise<number>;
  /** @returns at most `maxRows` rows of each collection */
  aggregateStats(query: Omit<SessionQuery, 'archived'>, stats: StatsAggregation, maxRows: number): Promise<PeriodRow[]>;
}
