import type { OutboxRepository } from './event-log.ts';
import type { OutboxRelay } from './outbox-relay.ts';

const sweepSize = 500;

/**
 * Finds events left in session outboxes by a process that was killed or lost the database, and enqueues them in the
 * relay.
 */
export class OutboxSweeper {
  readonly #outboxes: OutboxRepository;
  readonly #relay: Pick<OutboxRelay, 'enqueue'>;
  #seen: ReadonlyMap<string, number> | null = null;

  constructor(dependencies: { outboxes: OutboxRepository; relay: Pick<OutboxRelay, 'enqueue'> }) {
    this.#outboxes = dependencies.outboxes;
    this.#relay = dependencies.relay;
  }

  /**
   * Enqueues the sessions that were waiting at the previous run with the same revision; the relay most likely has the
   * others already. The first run enqueues all.
   * @returns how many sessions were enqueued
   */
  async run(): Promise<number> {
    const waiting = await this.#outboxes.findWaiting(sweepSize);
    const stranded = waiting.filter(({ sessionId, revision }) => !this.#seen || this.#seen.get(sessionId) === revision);
    this.#seen = new Map(waiting.map(({ sessionId, revision }) => [sessionId, revision]));
    for (const entry of stranded) this.#relay.enqueue(entry);
    return stranded.length;
  }
}
