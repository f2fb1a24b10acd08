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
  const lines = new Lines();
  return { log: pino({ level }, lines), flush: () => lines.flushSync(), end: () => lines.end() };
}

/** So many lines are written together, or those of so many milliseconds. */
const together = { lines: 256, ms: 20 } as const;

/** Of what a reader that has stopped to read leaves behind, in bytes; what comes then is lost. */
const mostUnread = 16_777_216;

/** How long the end of the process waits for such a reader. */
const endMs = 1_000;

/** Gathers lines: to write takes longer than a line is worth, and SonicBoom alone measures all that waits again with each line. */
class Lines {
  readonly #stdout = pino.destination({
    dest: 1,
    sync: false,
    maxLength: mostUnread,
    retryEAGAIN: () => performance.now() < this.#endsAt,
  });
  #endsAt = Number.POSITIVE_INFINITY;
  #waiting: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  write(line: string): void {
    this.#waiting.push(line);
    if (this.#waiting.length >= together.lines) this.#pass();
    else this.#timer ??= setTimeout(() => this.#pass(), together.ms).unref();
  }

  /** Pino calls it too, before a process ends by what it logs. */
  flushSync(): void {
    this.#pass();
    this.#stdout.flushSync();
  }

  end(): void {
    this.#endsAt = performance.now() + endMs;
    try {
      this.flushSync();
    } catch {
      // else Pino tries for as long as nobody reads it
      this.#stdout.destroy();
    }
  }

  #pass(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0) this.#stdout.write(this.#waiting.join(''));
    this.#waiting = [];
  }
}
