import { invalidInput, throwIfInvalid } from '../../common/errors/app-error.ts';
import type { Principal } from '../directory/principal.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { MemberResolver } from '../sessions/member-resolver.ts';
import { checkEventCriteria, type EventCriteria, eventMatcher, withIdentities } from './criteria.ts';
import { decodeEventCursor } from './cursor.ts';
import type { EventLog } from './event-log.ts';
import type { EventFeed } from './feed.ts';
import { requireNotAhead, requireNotTruncated } from './history.ts';
import type { SessionEvent } from './session-event.ts';
import { EventSubscription } from './subscription.ts';

/**
 * Opens subscriptions to session events.
 *
 * Requires the role User. Tenant isolation: events of other accounts are never delivered.
 */
export class EventSubscriptionService {
  readonly #feed: EventFeed;
  readonly #events: EventLog;
  readonly #members: MemberResolver;

  constructor(dependencies: { feed: EventFeed; events: EventLog; directory: DirectoryReader }) {
    this.#feed = dependencies.feed;
    this.#events = dependencies.events;
    this.#members = new MemberResolver(dependencies.directory);
  }

  /**
   * Opens a subscription. The subscription fails with SUBSCRIBER_TOO_SLOW, which carries the cursor to continue from,
   * when the subscriber does not keep up.
   * @param after a cursor: events since then are delivered first; `null`: only new events
   * @throws BAD_USER_INPUT when the criteria or the cursor are invalid
   * @throws RESYNC_REQUIRED when events after the cursor have been removed
   */
  async open(principal: Principal, given: EventCriteria, after: string | null): Promise<EventSubscription> {
    principal.requireRole('User');
    const scope = principal.accounts;
    throwIfInvalid(checkEventCriteria(given));
    const criteria = await withIdentities(this.#members, scope, given);
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
