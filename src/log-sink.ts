import { destination } from 'pino';

/** What Linux writes into a pipe in one piece, so that lines of several processes do not mix. */
const pipeBytes = 4_096;
const waitMs = 100;

/**
 * Standard output, several lines in one write: a write for each takes as long as much of what a request does. A line waits
 * at most a tenth of a second; whoever ends the process has to call `flushSync`.
 */
export function createLogSink() {
  return destination({ fd: 1, sync: true, minLength: pipeBytes / 2, maxWrite: pipeBytes, periodicFlush: waitMs });
}
