import { createHash } from 'node:crypto';
import { latestUsed } from '../kernel/latest-used.ts';
import type { SessionQuery, SessionRange } from '../sessions/session-list-repository.ts';
import type { SessionRecord } from '../sessions/session-record.ts';

/** How far the next page is looked for, measured in the time that the last one took up. */
const slack = 4;

/** How far a page is looked for in a list that nothing is known of: ten minutes, a day, sixty days. */
const firstLooks = [600_000, 86_400_000, 5_184_000_000];

/** Where a page was found; `short`: the list had too few for it. */
type Reach = { readonly from: number; readonly to: number } | 'short';

/**
 * How far in time the pages of a list reached, so that the next is looked for only about as far at first. A store that
 * does not read an index in its order has few sessions to sort then, however many the list has. A guess too near costs
 * another query and is never a wrong answer: all that lies this side of it comes before all that lies beyond.
 */
export class PageReach {
  readonly #reaches = latestUsed<Reach>(10_000);

  /** The dates by which a page may be full, the nearest first. None when there is nothing to go by, or the page has an end of its own. */
  guesses(query: SessionQuery, range: SessionRange): Date[] {
    const [start, end] = endsOf(range);
    if (end || start?.date === null) return [];
    const first = this.#reaches.get(keyOf(query, range, 'first'));
    const reach = (start && this.#reaches.get(keyOf(query, range, 'later'))) ?? first;
    if (reach === 'short') return [];
    if (reach) return [new Date((start?.date.getTime() ?? reach.from) + (reach.to - reach.from) * slack)];
    const isBackInTime = (range.order.direction === 'Descend') !== range.fromEnd;
    if (!start && !isBackInTime) return [];
    const from = start?.date.getTime() ?? Date.now();
    return firstLooks.map((span) => new Date(from + (isBackInTime ? -span : span)));
  }

  /** Takes in a page. @param found its sessions in the order of the list @returns them */
  learn(query: SessionQuery, range: SessionRange, found: SessionRecord[]): SessionRecord[] {
    const [first, last] = [found.at(0)?.[range.order.field], found.at(-1)?.[range.order.field]];
    const [start, end] = endsOf(range);
    const isFull = found.length === range.limit;
    const [from, to] = range.fromEnd ? [last, first] : [first, last];
    const reach = isFull && from && to ? { from: from.getTime(), to: to.getTime() } : 'short';
    // that the last page of a walk is short says nothing of those before it
    if (!end && (isFull || !start)) this.#reaches.set(keyOf(query, range, start ? 'later' : 'first'), reach);
    return found;
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
