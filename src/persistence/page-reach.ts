import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SessionQuery, SessionRange } from '../sessions/session-list-repository.ts';
import type { SessionRecord } from '../sessions/session-record.ts';

/** How far the next page is looked for, measured in the time that the last one took up. */
const slack = 4;

/**
 * How far in time the pages of a list reached, so that the next is looked for only about as far at first. A store that
 * does not read an index in its order has few sessions to sort then, however many the list has. A guess too near costs a
 * second query and is never a wrong answer: all that lies this side of it comes before all that lies beyond.
 */
export class PageReach {
  readonly #reaches = new LRUCache<string, { readonly from: number; readonly to: number }>({ max: 10_000 });

  /** The date by which a page should be full. Null when there is nothing to go by, or the page has an end of its own. */
  guess(query: SessionQuery, range: SessionRange): Date | null {
    const [start, end] = endsOf(range);
    if (end || start?.date === null) return null;
    const first = keyOf(query, range, 'first');
    const reach = (start && this.#reaches.get(keyOf(query, range, 'later'))) ?? this.#reaches.get(first);
    return reach ? new Date((start?.date.getTime() ?? reach.from) + (reach.to - reach.from) * slack) : null;
  }

  /** Takes in a page. @param found its sessions in the order of the list */
  learn(query: SessionQuery, range: SessionRange, found: readonly SessionRecord[]): void {
    const [first, last] = [found.at(0)?.[range.order.field], found.at(-1)?.[range.order.field]];
    if (found.length < range.limit || !first || !last) return;
    const [from, to] = range.fromEnd ? [last, first] : [first, last];
    const [start] = endsOf(range);
    this.#reaches.set(keyOf(query, range, start ? 'later' : 'first'), { from: from.getTime(), to: to.getTime() });
  }
}

/** Where the walk to a page begins and where it has to end, if either is said. */
function endsOf({ after, before, fromEnd }: SessionRange) {
  return fromEnd ? ([before, after] as const) : ([after, before] as const);
}

/** The same for the first page of a list in one direction, however often it is asked for, or for all that come after it. */
function keyOf(query: SessionQuery, { order, fromEnd, limit }: SessionRange, page: 'first' | 'later'): string {
  const list = JSON.stringify([query, order, fromEnd, limit, page]);
  return createHash('sha256').update(list).digest('base64');
}
