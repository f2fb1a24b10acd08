import type { AccountScope, Principal } from '../directory/principal.ts';
import { type FieldError, invalidInput } from '../kernel/app-error.ts';
import { decodeCursor, encodeCursor } from './session-cursor.ts';
import type { SessionRecord } from './session-record.ts';
import type { SessionRepository } from './session-repository.ts';

/** Relay's arguments, as given. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** One page, newest first. `scope` lets the total be counted later, if anybody asks for it. */
export interface SessionPage {
  readonly sessions: readonly SessionRecord[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly scope: AccountScope;
}

const defaultPageSize = 25;
const maxPageSize = 100;

/** Reads sessions. Needs the role User; what is not in the caller's accounts does not exist for the caller. */
export class SessionReader {
  readonly #sessions: SessionRepository;

  constructor(sessions: SessionRepository) {
    this.#sessions = sessions;
  }

  /** @returns `null` for an unknown id and for one of another account alike */
  async get(principal: Principal, id: string): Promise<SessionRecord | null> {
    principal.requireRole('User');
    const [session] = await this.#sessions.findByIds(principal.accounts, [id]);
    return session ?? null;
  }

  /** Many at once, for loaders: in any order, missing ones left out. */
  getMany(principal: Principal, ids: readonly string[]): Promise<SessionRecord[]> {
    principal.requireRole('User');
    return this.#sessions.findByIds(principal.accounts, ids);
  }

  /** The children of many sessions at once, newest first. */
  getChildren(principal: Principal, parentIds: readonly string[]): Promise<SessionRecord[]> {
    principal.requireRole('User');
    return this.#sessions.findChildren(principal.accounts, parentIds);
  }

  /** @throws BAD_USER_INPUT naming the argument that makes no page */
  async page(principal: Principal, args: PageArguments): Promise<SessionPage> {
    principal.requireRole('User');
    const scope = principal.accounts;
    const { size, fromEnd, after, before } = checkPage(args);
    // one more than asked for tells whether there is another page
    const rows = await this.#sessions.findRange({ scope, after, before, limit: size + 1, fromEnd });
    const hasMore = rows.length > size;
    const sessions = !hasMore ? rows : fromEnd ? rows.slice(1) : rows.slice(0, size);
    return {
      sessions,
      hasNextPage: fromEnd ? before !== null : hasMore,
      hasPreviousPage: fromEnd ? hasMore : after !== null,
      scope,
    };
  }

  count(scope: AccountScope): Promise<number> {
    return this.#sessions.count(scope);
  }
}

/** Where a session stands in the list, for `after` and `before`. */
export function cursorOf(session: SessionRecord): string {
  return encodeCursor({ dateCreated: session.dateCreated, id: session.id });
}

function checkPage(args: PageArguments) {
  const faults: FieldError[] = [];
  const size = (fieldName: 'first' | 'last'): number | null => {
    const value = args[fieldName] ?? null;
    if (value !== null && (value < 0 || value > maxPageSize)) {
      const message = `${fieldName} must be between 0 and ${maxPageSize}.`;
      faults.push({ fieldName, errorCode: 'InclusiveBetween', message });
    }
    return value;
  };
  const position = (fieldName: 'after' | 'before') => {
    const value = args[fieldName] ?? null;
    const found = value === null ? null : decodeCursor(value);
    if (value !== null && !found) {
      faults.push({ fieldName, errorCode: 'Cursor', message: `${fieldName} is no cursor of this list.` });
    }
    return found;
  };
  const [first, last, after, before] = [size('first'), size('last'), position('after'), position('before')];
  if (first !== null && last !== null) {
    faults.push({ fieldName: 'last', errorCode: 'Predicate', message: 'first and last do not go together.' });
  }
  const [fault, ...rest] = faults;
  if (fault) throw invalidInput([fault, ...rest]);
  return { size: first ?? last ?? defaultPageSize, fromEnd: last !== null, after, before };
}
