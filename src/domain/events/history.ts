import { AppError, throwIfInvalid } from '../../common/errors/app-error.ts';
import { checkPage, cutPage, type Page, type PageArguments, rangeOf } from '../../common/pagination/page.ts';
import type { Principal } from '../directory/principal.ts';
import { checkEventCriteria, type EventCriteria } from './criteria.ts';
import { decodeEventCursor, encodeEventCursor } from './cursor.ts';
import type { EventLog } from './event-log.ts';
import type { SessionEvent } from './session-event.ts';

/** What happened to sessions, as far back as events are kept. Needs the role User; events of other accounts do not exist for the caller. */
export class SessionEventHistory {
  readonly #events: EventLog;

  constructor(events: EventLog) {
    this.#events = events;
  }

  /**
   * Oldest first.
   * @throws BAD_USER_INPUT naming each argument that makes no page; RESYNC_REQUIRED when events after the cursor are gone
   */
  async page(principal: Principal, criteria: EventCriteria, args: PageArguments): Promise<Page<SessionEvent>> {
    principal.requireRole('User');
    const { window, issues } = checkPage(args, decodeEventCursor);
    throwIfInvalid([...issues, ...checkEventCriteria(criteria)]);
    const found = await this.#events.findRange({ scope: principal.accounts, criteria, ...rangeOf(window) });
    if (window.after !== null) {
      await Promise.all([requireNotTruncated(this.#events, window.after), requireNotAhead(this.#events, window.after)]);
    }
    return cutPage(found, window);
  }

  /** @returns the cursor of this moment: whatever comes into the stream from now on comes after it */
  async currentCursor(principal: Principal): Promise<string> {
    principal.requireRole('User');
    return encodeEventCursor(await this.#events.head());
  }
}

/** To be called after reading: what is removed meanwhile counts too. @throws RESYNC_REQUIRED when events after this sequence may be gone */
export async function requireNotTruncated(events: Pick<EventLog, 'truncatedUpTo'>, sequence: number): Promise<void> {
  if (sequence < (await events.truncatedUpTo())) throw resyncRequired();
}

/** @throws RESYNC_REQUIRED when the stream never came so far: it is not the one that the cursor was made for */
export async function requireNotAhead(events: Pick<EventLog, 'head'>, sequence: number): Promise<void> {
  if (sequence > (await events.head())) throw resyncRequired();
}

function resyncRequired(): AppError {
  const message = 'Events after this cursor are no longer kept. Read the sessions anew, then go on from a new cursor.';
  return new AppError('RESYNC_REQUIRED', message, {
    errors: [{ fieldName: 'after', errorCode: 'Gone', message }],
  });
}
