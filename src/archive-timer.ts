import type { Log } from './kernel/log.ts';
import type { SessionArchiver } from './sessions/session-archiver.ts';

const hourMs = 3_600_000;

/** Archives at once and then every hour; what fails is logged and tried again. @returns stops it, after the step under way */
export function startArchiveTimer(archiver: SessionArchiver, log: Log): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    try {
      const moved = await archiver.run(() => stopped);
      if (moved > 0) log.info({ moved }, 'sessions.archived');
    } catch (error) {
      log.error({ err: error }, 'archive.failed');
    }
    if (stopped) return;
    timer = setTimeout(() => {
      underWay = run();
    }, hourMs);
    timer.unref();
  };
  let underWay = run();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await underWay;
  };
}
