import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type AsyncLock from 'async-lock';
import type { FormattedExecutionResult } from 'graphql';
import { AppError } from '../../../common/errors/app-error.ts';
import { inScope, type Principal } from '../../../domain/directory/principal.ts';
import type { ContextSource, RequestContext } from '../../http/request-context.ts';
import type { BatchSource } from './batch-map-async-iterator.ts';
import { callerKey, type SharedResults } from './shared-results.ts';

/** A value of a subscription's source; each value belongs to an account and has its place in the stream. */
export interface StreamValue {
  readonly accountId: string;
  readonly sequence: number;
}

/** Upper bounds on a batch: its events, and the sum of their costs in points. Its results are held until they are sent. */
const maxBatch = { events: 20, points: 1_000 } as const;
/** Points for the delivery of a result that an equal subscription has executed. */
const deliveryPoints = 1;
/** Upper bound on the time between two attempts to spend points, in milliseconds. */
const maxWaitMs = 1_000;
const minuteMs = 60_000;

type Result = FormattedExecutionResult;

export interface SubscriptionExecutionOptions {
  readonly events: AsyncIterator<readonly StreamValue[]>;
  readonly contexts: ContextSource;
  /** Points for one event. */
  readonly cost: number;
  /** Equal for equal operations, see `operationKey`. */
  readonly operationKey: string;
  readonly sharedResults: SharedResults;
  /** Executes one batch of each user at a time, so that a user with many subscriptions does not delay others. */
  readonly locks: AsyncLock;
  readonly lockKey: string;
  readonly execute: (value: StreamValue, context: RequestContext) => Promise<Result>;
  /** Called when the subscription ends because too many events wait for it. */
  readonly onBehind: (code: string) => void;
  /** Called once, when the subscription has ended. */
  readonly onEnd: () => void;
}

/** Executes a subscription for its events, in batches: related records of a batch are loaded together. */
export class SubscriptionExecution implements BatchSource<StreamValue, Result> {
  readonly #options: SubscriptionExecutionOptions;
  readonly #batchSize: number;
  /** When events last waited for points, and for how many seconds. */
  #waited: { readonly at: number; readonly seconds: number } | null = null;
  #isClosed = false;

  constructor(options: SubscriptionExecutionOptions) {
    this.#options = options;
    this.#batchSize = Math.min(maxBatch.events, Math.max(1, Math.floor(maxBatch.points / options.cost)));
  }

  /**
   * @throws the errors of the source
   * @throws RATE_LIMITED in place of SUBSCRIBER_TOO_SLOW when events have waited for points in the last minute
   */
  async read(): Promise<readonly StreamValue[] | null> {
    try {
      const { done, value } = await this.#options.events.next();
      return done ? null : value;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'SUBSCRIBER_TOO_SLOW') throw error;
      const waited = this.#waited;
      const isLimited = waited !== null && performance.now() < waited.at + minuteMs;
      const reported = isLimited ? rateLimitedError(error, waited.seconds) : error;
      this.#options.onBehind(reported.code);
      throw reported;
    }
  }

  /**
   * Executes the first of the events, as many as fit into a batch and as the budget allows. Waits up to a second if the
   * budget allows none.
   *
   * @returns the results, and the number of events that are done; events of lost accounts have no result
   * @throws UNAUTHENTICATED when the caller is no longer signed in
   * @throws FORBIDDEN when the caller no longer has the role User
   */
  map(events: readonly StreamValue[]): Promise<{ results: Result[]; count: number }> {
    const { locks, lockKey } = this.#options;
    return locks.acquire(lockKey, async () => {
      // other users have their turn between two batches
      await nextTurn();
      return this.#isClosed ? { results: [], count: events.length } : this.#executeBatch(events);
    });
  }

  close(): void {
    this.#isClosed = true;
    void this.#options.events.return?.();
    this.#options.onEnd();
  }

  async #executeBatch(events: readonly StreamValue[]): Promise<{ results: Result[]; count: number }> {
    const context = await this.#options.contexts.refresh();
    context.principal.requireRole('User');
    const caller = callerKey(context);
    const results: Promise<Result>[] = [];
    let count = 0;
    for (const event of events.slice(0, this.#batchSize)) {
      if (canReceive(context.principal, event)) {
        const result = this.#resultOf(event, caller, context);
        if (!result) break;
        results.push(result);
      }
      count += 1;
    }
    if (count === 0) await this.#awaitPoints(context);
    return { results: await Promise.all(results), count };
  }

  /** @returns the result of an event; `null` if there are too few points now */
  #resultOf(event: StreamValue, caller: string, context: RequestContext): Promise<Result> | null {
    const { cost, operationKey, sharedResults, execute } = this.#options;
    const key = `${event.sequence} ${operationKey} ${caller}`;
    const shared = sharedResults.get(key);
    const points = shared ? deliveryPoints : cost;
    if (context.budget.waitMs(points) > 0) return null;
    context.budget.spend(points);
    if (shared) return shared;
    const result = execute(event, context);
    sharedResults.set(key, result);
    return result;
  }

  async #awaitPoints({ budget }: RequestContext): Promise<void> {
    const ms = budget.waitMs(this.#options.cost);
    this.#waited = { at: performance.now(), seconds: Math.ceil(ms / 1_000) };
    await wait(Math.min(ms, maxWaitMs), undefined, { ref: false });
  }
}

function rateLimitedError({ cursor = '' }: AppError, retryAfterSeconds: number): AppError {
  const message = 'There are more events than the rate limit allows. Continue after the cursor.';
  return new AppError('RATE_LIMITED', message, { cursor, retryAfterSeconds });
}

function canReceive({ accounts }: Principal, { accountId }: StreamValue): boolean {
  return inScope(accounts, accountId);
}
