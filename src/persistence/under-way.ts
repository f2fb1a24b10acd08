import type { mongo } from 'mongoose';

/** Some values, in no order, each of them once as far as whoever adds them sees to it: what the driver asks of its sets. */
export class Bag<T> implements Pick<Set<T>, 'size' | 'clear' | 'delete'>, Iterable<T> {
  readonly #values: T[] = [];

  get size(): number {
    return this.#values.length;
  }

  add(value: T): this {
    this.#values.push(value);
    return this;
  }

  delete(value: T): boolean {
    // what began last mostly ends first, or soon
    const at = this.#values.lastIndexOf(value);
    if (at < 0) return false;
    const last = this.#values.pop() as T;
    if (at < this.#values.length) this.#values[at] = last;
    return true;
  }

  clear(): void {
    this.#values.length = 0;
  }

  /** Of all that are in it now, whichever are taken out meanwhile: what the driver ends as it goes through them takes itself out. */
  [Symbol.iterator](): Iterator<T> {
    return [...this.#values].values();
  }
}

const kept = ['activeSessions', 'activeCursors'] as const;

/**
 * Has the driver keep the sessions and cursors that are under way in bags of ours. A set whose values come and go is made anew every few
 * of them, and V8 links the old table to the new: once one of them is among the old objects, no young collection lets go of any that
 * followed, nor of what they held, which here is each read with all it found.
 * @param client not connected yet, so that nothing is under way
 */
export function keepUnderWayInBags(client: mongo.MongoClient): void {
  const { s: state } = client as unknown as { s: Record<(typeof kept)[number], Iterable<unknown>> };
  for (const name of kept) state[name] = new Bag<unknown>();
}
