import { invalidInput, throwIfInvalid } from '../../common/errors/app-error.ts';
import type { Principal } from '../directory/principal.ts';
import { checkEventCriteria, type EventCriteria, eventMatcher } from './criteria.ts';
import { decodeEventCursor } from './cursor.ts';
import type { EventLog } from './event-log.ts';
import type { EventFeed } from './feed.ts';
import { requireNotAhead, requireNotTruncated } from './history.ts';
import type { SessionEvent } from './session-event.ts';
import { EventSubscription } from './subscription.ts';

/** Tells subscribers what happens to sessions. Needs the role User; events of other accounts do not exist for the caller. */
export class EventSubscriptionService {
  readonly #feed: EventFeed;
  readonly #events: EventLog;

  constructor(dependencies: { feed: EventFeed; events: EventLog }) {
    this.#feed = dependencies.feed;
    this.#events = dependencies.events;
  }

  /**
   * @param after a cursor: what came since then is told first; `null`: what comes from now on
   * @returns the events. It fails with SUBSCRIBER_TOO_SLOW and the cursor to go on after when they are not taken
   * @throws BAD_USER_INPUT; RESYNC_REQUIRED when events after the cursor are gone
   */
  async open(principal: Principal, criteria: EventCriteria, after: string | null): Promise<EventSubscription> {
    principal.requireRole('User');
    const scope = principal.accounts;
    throwIfInvalid(checkEventCriteria(criteria));
    const from = after === null ? null : positionOf(after);
    if (from !== null)
      await Promise.all([requireNotTruncated(this.#events, from), requireNotAhead(this.#events, from)]);

    let forward = (events: readonly SessionEvent[]): void => void early.push(...events);
    const early: SessionEvent[] = [];
    const feedSubscription = await this.#feed.subscribe((events) => forward(events));
    const subscription = new EventSubscription({
      after: from ?? feedSubscription.position,
      isBehind: from !== null && from < feedSubscription.position,
      matches: eventMatcher(scope, criteria),
      read: (sequence, limit) => this.#read({ scope, criteria, after: sequence, before: null, limit, fromEnd: false }),
      onEnd: () => feedSubscription.stop(),
    });
    forward = (events) => subscription.push(events);
    forward(early);
    return subscription;
  }

  async #read(range: Parameters<EventLog['findRange']>[0] & { readonly after: number }): Promise<SessionEvent[]> {
    const found = await this.#events.findRange(range);
    await requireNotTruncated(this.#events, range.after);
    return found;
  }
}

function positionOf(cursor: string): number {
  const found = decodeEventCursor(cursor);
  if (typeof found === 'number') return found;
  throw invalidInput([{ fieldName: 'after', errorCode: 'Cursor', message: `after ${found}` }]);
}
