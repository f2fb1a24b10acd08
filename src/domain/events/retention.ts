import type { Clock } from '../../common/time/clock.ts';
import type { EventLog } from './event-log.ts';

/** Small, so that nobody waits long behind it. */
const stepSize = 500;
const dayMs = 86_400_000;

/** Keeps the stream short: removes events that were recorded so many days ago. */
export class EventRetention {
  readonly #events: Pick<EventLog, 'removeRecordedBefore'>;
  readonly #clock: Clock;
  readonly #days: number;

  constructor(dependencies: { events: Pick<EventLog, 'removeRecordedBefore'>; clock: Clock; days: number }) {
    this.#events = dependencies.events;
    this.#clock = dependencies.clock;
    this.#days = dependencies.days;
  }

  /** Removes all there are now, in steps. @param isStopped asked before each step @returns how many were removed */
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
