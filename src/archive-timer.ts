import type { Log } from './kernel/log.ts';
import { repeat } from './repeat.ts';
import type { SessionArchiver } from './sessions/session-archiver.ts';

const hourMs = 3_600_000;

/** Archives at once and then every hour; what fails is logged and tried again. @returns stops it, after the step under way */
export function startArchiveTimer(archiver: SessionArchiver, log: Log): () => Promise<void> {
  return repeat({
    everyMs: hourMs,
    failed: 'archive.failed',
    log,
    work: async (isStopped) => {
      const moved = await archiver.run(isStopped);
      if (moved > 0) log.info({ moved }, 'sessions.archived');
    },
  });
}
