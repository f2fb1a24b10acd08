import type { Outboxes } from './event-log.ts';
import type { EventMover } from './event-mover.ts';

const sweepSize = 500;

/** Finds the events that a process left in its sessions when it was killed or lost the store, and has them moved. */
export class EventSweeper {
  readonly #outboxes: Outboxes;
  readonly #mover: Pick<EventMover, 'take'>;
  #seen: ReadonlyMap<string, number> | null = null;

  constructor(parts: { outboxes: Outboxes; mover: Pick<EventMover, 'take'> }) {
    this.#outboxes = parts.outboxes;
    this.#mover = parts.mover;
  }

  /**
   * Those that waited the last time too: the others are most likely on their way. The first time, all of them.
   * @returns how many sessions were left
   */
  async run(): Promise<number> {
    const waiting = await this.#outboxes.findWaiting(sweepSize);
    const left = waiting.filter(({ sessionId, revision }) => !this.#seen || this.#seen.get(sessionId) === revision);
    this.#seen = new Map(waiting.map(({ sessionId, revision }) => [sessionId, revision]));
    for (const entry of left) this.#mover.take(entry);
    return left.length;
  }
}
