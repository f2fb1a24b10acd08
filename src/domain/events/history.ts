import { AppError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { checkPage, cutPage, type Page, type PageArguments, rangeOf } from '../../common/pagination/page.ts';
import type { Principal } from '../directory/principal.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { MemberResolver } from '../sessions/member-resolver.ts';
import { checkEventCriteria, type EventCriteria, withIdentities } from './criteria.ts';
import { decodeEventCursor, encodeEventCursor } from './cursor.ts';
import type { EventLog } from './event-log.ts';
import type { SessionEvent } from './session-event.ts';

/**
 * Pages through past session events, as far back as they are retained.
 *
 * Requires the role User. Tenant isolation: events of other accounts are never returned.
 */
export class SessionEventHistory {
  readonly #events: EventLog;
  readonly #members: MemberResolver;

  constructor(dependencies: { events: EventLog; directory: DirectoryReader }) {
    this.#events = dependencies.events;
    this.#members = new MemberResolver(dependencies.directory);
  }

  /**
   * Returns a page of events, oldest first.
   * @throws BAD_USER_INPUT listing every invalid argument
   * @throws RESYNC_REQUIRED when events after the cursor have been removed
   */
  async page(principal: Principal, given: EventCriteria, args: PageArguments): Promise<Page<SessionEvent>> {
    principal.requireRole('User');
    const { window, issues } = checkPage(args, decodeEventCursor);
    throwIfInvalid([...issues, ...checkEventCriteria(given)]);
    const criteria = await withIdentities(this.#members, principal.accounts, given);
    const found = await this.#events.findRange({ scope: principal.accounts, criteria, ...rangeOf(window) });
    if (window.after !== null) {
      await Promise.all([requireNotTruncated(this.#events, window.after), requireNotAhead(this.#events, window.after)]);
    }
    return cutPage(found, window);
  }

  /** @returns the cursor of the end of the stream: every later event comes after it */
  async currentCursor(principal: Principal): Promise<string> {
    principal.requireRole('User');
    return encodeEventCursor(await this.#events.head());
  }
}

/**
 * Checks that no event after the sequence has been removed. Callers check after they have read, because retention may
 * remove events during the read.
 * @throws RESYNC_REQUIRED when events after the sequence may have been removed
 */
export async function requireNotTruncated(events: Pick<EventLog, 'truncatedUpTo'>, sequence: number): Promise<void> {
  if (sequence < (await events.truncatedUpTo())) throw resyncRequired();
}

/**
 * Checks that the stream has reached the sequence.
 * @throws RESYNC_REQUIRED when it has not: the cursor belongs to another stream
 */
export async function requireNotAhead(events: Pick<EventLog, 'head'>, sequence: number): Promise<void> {
  if (sequence > (await events.head())) throw resyncRequired();
}

function resyncRequired(): AppError {
  const message = 'Events after this cursor have been deleted. Read the sessions again and continue from a new cursor.';
  return new AppError('RESYNC_REQUIRED', message, {
    errors: [{ fieldName: 'after', errorCode: 'Gone', message }],
  });
}
