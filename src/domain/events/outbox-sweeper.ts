import type { OutboxRepository } from './event-log.ts';
import type { OutboxRelay } from './outbox-relay.ts';

const sweepSize = 500;

/** Finds the events that a process left in its sessions when it was killed or lost the store, and has them moved. */
export class OutboxSweeper {
  readonly #outboxes: OutboxRepository;
  readonly #relay: Pick<OutboxRelay, 'enqueue'>;
  #seen: ReadonlyMap<string, number> | null = null;

  constructor(dependencies: { outboxes: OutboxRepository; relay: Pick<OutboxRelay, 'enqueue'> }) {
    this.#outboxes = dependencies.outboxes;
    this.#relay = dependencies.relay;
  }

  /**
   * Those that waited the last time too: the others are most likely on their way. The first time, all of them.
   * @returns how many sessions were left
   */
  async run(): Promise<number> {
    const waiting = await this.#outboxes.findWaiting(sweepSize);
    const stranded = waiting.filter(({ sessionId, revision }) => !this.#seen || this.#seen.get(sessionId) === revision);
    this.#seen = new Map(waiting.map(({ sessionId, revision }) => [sessionId, revision]));
    for (const entry of stranded) this.#relay.enqueue(entry);
    return stranded.length;
  }
}
