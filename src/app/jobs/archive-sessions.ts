import type { Log } from '../../common/logging/log.ts';
import type { SessionArchiver } from '../../domain/sessions/archiver.ts';
import { runPeriodically } from './run-periodically.ts';

const hourMs = 3_600_000;

/** Archives at once and then every hour; what fails is logged and tried again. @returns stops it, after the step under way */
export function startArchiveJob(archiver: SessionArchiver, log: Log): () => Promise<void> {
  return runPeriodically({
    everyMs: hourMs,
    failureEvent: 'archive.failed',
    log,
    run: async (isStopped) => {
      const archived = await archiver.run(isStopped);
      if (archived > 0) log.info({ archived }, 'sessions.archived');
    },
  });
}
