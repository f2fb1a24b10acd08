import type { EventLog } from './event-log.ts';

/** The position of an event in the stream, and in the stream of its account. */
export interface StreamPosition {
  readonly sequence: number;
  readonly position: number;
}

const maxAccounts = 10_000;

/**
 * Allocates sequences and positions for the next events of the stream.
 *
 * The numbers are optimistic: they are valid only if no other server appends first. In that case the append finds the
 * first sequence taken. As long as no append fails, nothing has to be read.
 */
export class SequenceAllocator {
  readonly #events: Pick<EventLog, 'head' | 'positions'>;
  #head: number | null = null;
  readonly #positions = new Map<string, number>();

  constructor(events: Pick<EventLog, 'head' | 'positions'>) {
    this.#events = events;
  }

  /**
   * @param accountIds the account of each event, in order
   * @returns numbers that count as used until `reset`
   */
  async next(accountIds: readonly string[]): Promise<StreamPosition[]> {
    if (this.#positions.size > maxAccounts) this.reset();
    // the head is read first: an event appended between the two reads takes the sequence after it, so this append fails
    // instead of reusing a position
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

  /**
   * Discards the cached numbers. Callers call it when the numbers could not be used, because another server has
   * appended events.
   */
  reset(): void {
    this.#head = null;
    this.#positions.clear();
  }
}
