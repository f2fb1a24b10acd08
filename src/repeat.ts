import type { Log } from './kernel/log.ts';
import type { LogEventAt } from './kernel/log-events.ts';

export interface RepeatedWork {
  /** Done at once, then again so long after its end. @param isStopped to be asked now and then by work that takes long */
  readonly work: (isStopped: () => boolean) => Promise<void>;
  readonly everyMs: number;
  /** The name under which a failure is logged; it is tried again then as if it had gone well. */
  readonly failed: LogEventAt<'error'>;
  readonly log: Log;
}

/** Does something again and again. @returns stops it, after the step under way */
export function repeat({ work, everyMs, failed, log }: RepeatedWork): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    try {
      await work(() => stopped);
    } catch (error) {
      log.error({ err: error }, failed);
    }
    if (stopped) return;
    timer = setTimeout(() => {
      underWay = run();
    }, everyMs);
    timer.unref();
  };
  let underWay = run();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await underWay;
  };
}
