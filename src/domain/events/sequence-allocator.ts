import type { EventLog } from './event-log.ts';

/** Where an event stands in the stream, and in that of its account. */
export interface StreamPosition {
  readonly sequence: number;
  readonly position: number;
}

const maxAccounts = 10_000;

/**
 * Numbers for the next events of the stream. They are only a guess, good if nobody else was quicker, which appending finds
 * out: the number of the first event is then taken. As long as it goes well nothing has to be read.
 */
export class SequenceAllocator {
  readonly #events: Pick<EventLog, 'head' | 'positions'>;
  #head: number | null = null;
  readonly #positions = new Map<string, number>();

  constructor(events: Pick<EventLog, 'head' | 'positions'>) {
    this.#events = events;
  }

  /** @param accountIds the account of each event, in order. The numbers count as used until `reset` */
  async next(accountIds: readonly string[]): Promise<StreamPosition[]> {
    if (this.#positions.size > maxAccounts) this.reset();
    // the head first: what is appended between the two readings takes the number that follows it, so no harm is done
    this.#head ??= await this.#events.head();
    const unknown = [...new Set(accountIds)].filter((id) => !this.#positions.has(id));
    if (unknown.length > 0) {
      for (const [id, position] of await this.#events.positions(unknown)) this.#positions.set(id, position);
    }
    let sequence = this.#head;
    const numbers = accountIds.map((id): StreamPosition => {
      sequence += 1;
      const position = (this.#positions.get(id) ?? 0) + 1;
      this.#positions.set(id, position);
      return { sequence, position };
    });
    this.#head = sequence;
    return numbers;
  }

  /** To be called when the numbers could not be used: others go by now. */
  reset(): void {
    this.#head = null;
    this.#positions.clear();
  }
}
