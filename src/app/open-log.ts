import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export interface OpenLog {
  readonly log: Logger;
  /** Writes at once what is left. */
  readonly flush: () => void;
  /** The same as the last thing that a process does, before anybody else who listens to its exit. */
  readonly end: () => void;
}

/** Opens the log on stdout: JSON lines, or text for whoever looks on from a terminal. */
export function openLog(level: Config['logLevel'], isTerminal: boolean): OpenLog {
  if (isTerminal) {
    const log = pino({ level, transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } });
    return { log, flush: () => log.flush(), end: () => undefined };
  }
  const lines = new BufferedLines();
  return { log: pino({ level }, lines), flush: () => lines.flushSync(), end: () => lines.end() };
}

/** So many lines are written together, or those of so many milliseconds. */
const batch = { lines: 256, ms: 20 } as const;

/** Of what a reader that has stopped to read leaves behind, in bytes; what comes then is lost. */
const maxBufferedBytes = 16_777_216;

/** How long the end of the process waits for such a reader. */
const exitTimeoutMs = 1_000;

/** Gathers lines: to write takes longer than a line is worth, and SonicBoom alone measures all that waits again with each line. */
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

  /** Pino calls it too, before a process ends by what it logs. */
  flushSync(): void {
    this.#flushBatch();
    this.#stdout.flushSync();
  }

  end(): void {
    this.#endsAt = performance.now() + exitTimeoutMs;
    try {
      this.flushSync();
    } catch {
      // else Pino tries for as long as nobody reads it
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
