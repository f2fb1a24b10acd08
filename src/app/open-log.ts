import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export interface OpenLog {
  readonly log: Logger;
  /** Writes buffered lines synchronously. */
  readonly flush: () => void;
  /** Flushes as the last action of the process. Must run before all other exit listeners. */
  readonly end: () => void;
}

/** Opens the log on stdout: JSON lines, or readable text if stdout is a terminal. */
export function openLog(level: Config['logLevel'], isTerminal: boolean): OpenLog {
  if (isTerminal) {
    const log = pino({ level, transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } });
    return { log, flush: () => log.flush(), end: () => undefined };
  }
  const lines = new BufferedLines();
  return { log: pino({ level }, lines), flush: () => lines.flushSync(), end: () => lines.end() };
}

/** Buffered lines are written when there are `lines` of them or after `ms` milliseconds, whichever comes first. */
const batch = { lines: 256, ms: 20 } as const;

/** Upper bound on buffered output while nobody reads stdout, in bytes. Lines beyond it are lost. */
const maxBufferedBytes = 16_777_216;

/** Time limit for the final flush while nobody reads stdout, in milliseconds. */
const exitTimeoutMs = 1_000;

/**
 * Buffers log lines and writes them in batches.
 * A write costs more than a line, and SonicBoom alone measures its whole backlog again for each line.
 */
class BufferedLines {
  readonly #stdout = pino.destination({
    dest: 1,
    sync: false,
    maxLength: maxBufferedBytes,
    retryEAGAIN: () => performance.now() < this.#endsAt,
  });
  #endsAt = Number.POSITIVE_INFINITY;
  #buffered: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  write(line: string): void {
    this.#buffered.push(line);
    if (this.#buffered.length >= batch.lines) this.#flushBatch();
    else this.#timer ??= setTimeout(() => this.#flushBatch(), batch.ms).unref();
  }

  /** Pino also calls this before the process ends because of a logged error. */
  flushSync(): void {
    this.#flushBatch();
    this.#stdout.flushSync();
  }

  end(): void {
    this.#endsAt = performance.now() + exitTimeoutMs;
    try {
      this.flushSync();
    } catch {
      // otherwise Pino retries for as long as nobody reads stdout
      this.#stdout.destroy();
    }
  }

  #flushBatch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#buffered.length > 0) this.#stdout.write(this.#buffered.join(''));
    this.#buffered = [];
  }
}
