import type { Clock } from '../../common/time/clock.ts';
import type { SessionArchive } from './archive.ts';

/** Small, so that nobody waits long behind it. */
const stepSize = 200;
const dayMs = 86_400_000;

/** Keeps the live sessions few: moves those that were completed so many days ago into the archive. */
export class SessionArchiver {
  readonly #archive: SessionArchive;
  readonly #clock: Clock;
  readonly #afterMs: number;

  constructor(dependencies: { archive: SessionArchive; clock: Clock; afterDays: number }) {
    this.#archive = dependencies.archive;
    this.#clock = dependencies.clock;
    this.#afterMs = dependencies.afterDays * dayMs;
  }

  /** Moves all there are now, in steps. @param isStopped asked before each step @returns how many were moved */
  async run(isStopped: () => boolean = () => false): Promise<number> {
    const time = new Date(this.#clock.now().getTime() - this.#afterMs);
    let archived = 0;
    while (!isStopped()) {
      const step = await this.#archive.archiveCompletedBefore(time, stepSize);
      if (step === 0) break;
      archived += step;
    }
    return archived;
  }
}
