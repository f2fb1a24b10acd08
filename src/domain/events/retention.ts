import type { Clock } from '../../common/time/clock.ts';
import type { EventLog } from './event-log.ts';

/** Events removed per step; small, so that other database operations do not wait long. */
const stepSize = 500;
const dayMs = 86_400_000;

/** Removes events that were recorded longer ago than the retention period. */
export class EventRetention {
  readonly #events: Pick<EventLog, 'removeRecordedBefore'>;
  readonly #clock: Clock;
  readonly #days: number;

  constructor(dependencies: { events: Pick<EventLog, 'removeRecordedBefore'>; clock: Clock; days: number }) {
    this.#events = dependencies.events;
    this.#clock = dependencies.clock;
    this.#days = dependencies.days;
  }

  /**
   * Removes all expired events, in steps.
   * @param isStopped checked before each step
   * @returns how many events were removed
   */
  async run(isStopped: () => boolean = () => false): Promise<number> {
    const time = new Date(this.#clock.now().getTime() - this.#days * dayMs);
    let removed = 0;
    while (!isStopped()) {
      const step = await this.#events.removeRecordedBefore(time, stepSize);
      if (step === 0) break;
      removed += step;
    }
    return removed;
  }
}
