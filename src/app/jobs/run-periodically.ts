import type { Log } from '../../common/logging/log.ts';
import type { LogEventAt } from '../../common/logging/log-events.ts';

export interface PeriodicJob {
  /** Done at once, then again so long after its end. @param isStopped to be asked now and then by work that takes long */
  readonly run: (isStopped: () => boolean) => Promise<void>;
  readonly everyMs: number;
  /** The name under which a failure is logged; it is tried again then as if it had gone well. */
  readonly failureEvent: LogEventAt<'error'>;
  readonly log: Log;
}

/** Does something again and again. @returns stops it, after the step under way */
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
