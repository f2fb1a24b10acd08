import type { Clock } from '../../common/time/clock.ts';
import type { SessionArchive } from './archive.ts';

/** Sessions archived per step; small, so that other operations do not wait long behind a step. */
const stepSize = 200;
const dayMs = 86_400_000;

/**
 * Moves sessions that were completed more than `afterDays` days ago into the archive, to keep the live sessions few.
 */
export class SessionArchiver {
  readonly #archive: SessionArchive;
  readonly #clock: Clock;
  readonly #afterMs: number;

  constructor(dependencies: { archive: SessionArchive; clock: Clock; afterDays: number }) {
    this.#archive = dependencies.archive;
    this.#clock = dependencies.clock;
    this.#afterMs = dependencies.afterDays * dayMs;
  }

  /**
   * Archives all sessions that are old enough now, in steps.
   * @param isStopped called before each step; `true` ends the run
   * @returns the number of archived sessions
   */
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
