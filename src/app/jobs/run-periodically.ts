import type { Log } from '../../common/logging/log.ts';
import type { LogEventAt } from '../../common/logging/log-events.ts';

export interface PeriodicJob {
  /**
   * Runs at once, then again `everyMs` after each run has ended.
   * @param isStopped checked by long-running work, to end early
   */
  readonly run: (isStopped: () => boolean) => Promise<void>;
  readonly everyMs: number;
  /** Log event for a failed run. The next run follows as after a successful one. */
  readonly failureEvent: LogEventAt<'error'>;
  readonly log: Log;
}

/**
 * Runs a job periodically.
 * @returns a function that stops the job after the current step
 */
export function runPeriodically({ run, everyMs, failureEvent, log }: PeriodicJob): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const tick = async (): Promise<void> => {
    try {
      await run(() => stopped);
    } catch (error) {
      log.error({ err: error }, failureEvent);
    }
    if (stopped) return;
    timer = setTimeout(() => {
      inFlight = tick();
    }, everyMs);
    timer.unref();
  };
  let inFlight = tick();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await inFlight;
  };
}
