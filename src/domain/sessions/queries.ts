import { type FieldError, invalidInput, throwIfInvalid } from '../../common/errors/app-error.ts';
import {
  type OffsetPage,
  type OffsetWindow,
  readInChunks,
  readOffsetPage,
} from '../../common/pagination/offset-page.ts';
import { checkPage, cutPage, type Page, type PageArguments, rangeOf } from '../../common/pagination/page.ts';
import type { Clock } from '../../common/time/clock.ts';
import { offsetsBetween } from '../../common/time/time-zone.ts';
import { timeZoneErrors } from '../../common/validation/time-zone.ts';
import type { CustomerTree } from '../directory/customer-tree.ts';
import type { AccountScope, Principal } from '../directory/principal.ts';
import type { UserRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { checkSessionCriteria } from './check-criteria.ts';
import type { SessionCriteria, SessionSelection } from './criteria.ts';
import { type CursorContext, decodeCursor, type SessionListName } from './cursor.ts';
import type { HeavySessionField, SessionListRepository, SessionPosition, SessionQuery } from './list-repository.ts';
import { MemberResolver } from './member-resolver.ts';
import { newestFirst, type SessionOrder } from './order.ts';
import type { SessionRecord } from './record.ts';
import { type SessionStatsRow, type StatsAggregation, type StatsQuery, summarizePeriods } from './stats.ts';
import { type ChargeSearch, chargeTextSearch, isTextSearch } from './text-search.ts';

/** A request for a list of sessions. */
export interface ListRequest {
  readonly list: SessionListName;
  readonly selection?: SessionSelection | null;
  /** Newest first by default. */
  readonly order?: SessionOrder | null;
  /** Path prefix of validation errors in the selection; empty if its fields are the arguments of the request. */
  readonly selectionName: string;
  readonly chargeSearch: ChargeSearch;
  /** Fields that the caller does not need; `page` leaves them empty. */
  readonly omit?: readonly HeavySessionField[];
}

/** One page between cursors. `query` allows the total to be counted later, if the client requests it. */
export interface SessionPage extends Page<SessionRecord> {
  readonly cursors: CursorContext;
  readonly query: SessionQuery;
  /** Number of sessions that a text search reads for the page, and again for the total; 0 for other queries. */
  readonly searched: number;
}

const maxStatsRows = 100_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Time range of the offsets of time zones; sessions created earlier count with the first offset. */
const earliestOffset = new Date('2000-01-01T00:00:00Z');

/**
 * Lists sessions and computes statistics of them. The list `sessions` requires only a sign-in, all else the role User;
 * sessions of other accounts are never included.
 */
export class SessionQueries {
  readonly #repository: SessionListRepository;
  readonly #customers: CustomerTree;
  readonly #clock: Clock;
  readonly #archiveAfterDays: number;
  readonly #members: MemberResolver;

  constructor(dependencies: {
    repository: SessionListRepository;
    customers: CustomerTree;
    directory: DirectoryReader;
    clock: Clock;
    archiveAfterDays: number;
  }) {
    this.#repository = dependencies.repository;
    this.#customers = dependencies.customers;
    this.#clock = dependencies.clock;
    this.#archiveAfterDays = dependencies.archiveAfterDays;
    this.#members = new MemberResolver(dependencies.directory);
  }

  /**
   * Reads a page by keyset cursor.
   * @throws BAD_USER_INPUT with an error for each invalid argument
   */
  async page(principal: Principal, request: ListRequest, args: PageArguments): Promise<SessionPage> {
    const order = request.order ?? newestFirst;
    const cursors = { list: request.list, order };
    const user = readerOf(principal, request);
    const { window, issues } = checkPage(args, (cursor) => decodeCursor(cursor, cursors));
    const query = await this.#query(principal, user, request, issues);
    const searched = isTextSearch(query.criteria) ? await this.#charge([query], request) : 0;
    const found = await this.#repository.findRange(query, { order, omit: request.omit ?? [], ...rangeOf(window) });
    const { rows, hasNextPage, hasPreviousPage } = cutPage(found, window);
    return { rows, hasNextPage, hasPreviousPage, cursors, query, searched };
  }

  /**
   * Reads a page by offset.
   * @throws BAD_USER_INPUT with an error for each invalid field of the selection
   */
  async offsetPage(
    principal: Principal,
    request: ListRequest,
    window: OffsetWindow,
  ): Promise<OffsetPage<SessionRecord>> {
    const user = readerOf(principal, request);
    const query = await this.#query(principal, user, request, []);
    const searched = isTextSearch(query.criteria) ? await this.#charge([query], request) : 0;
    if (window.isCounted) request.chargeSearch(searched);
    const order = request.order ?? newestFirst;
    return readOffsetPage(window, {
      read: (range) => this.#repository.findByOffset(query, order, range),
      count: () => this.#repository.count(query),
    });
  }

  /**
   * Streams every session, in chunks.
   * @throws BAD_USER_INPUT as `offsetPage` does, before the stream starts
   */
  async stream(principal: Principal, request: ListRequest): Promise<AsyncIterable<readonly SessionRecord[]>> {
    const user = readerOf(principal, request);
    const query = await this.#query(principal, user, request, []);
    if (isTextSearch(query.criteria)) await this.#charge([query], request);
    const order = request.order ?? newestFirst;
    return readInChunks(
      (after: SessionPosition | null, limit) =>
        this.#repository.findRange(query, { order, after, before: null, limit, fromEnd: false, omit: [] }),
      (session) => positionOf(session, order),
    );
  }

  /** Counts the sessions of a query from {@link page}, which has already checked permissions. */
  count(query: SessionQuery): Promise<number> {
    return this.#repository.count(query);
  }

  /**
   * Computes statistics of live and archived sessions; of one of them if the selection has `archived`.
   * @throws BAD_USER_INPUT also when the time zone is unknown or the database returns more than 100,000 rows
   */
  async stats(principal: Principal, request: ListRequest, stats: StatsQuery): Promise<SessionStatsRow[]> {
    const user = principal.requireRole('User');
    const query = await this.#query(principal, user, request, timeZoneErrors('timeZone', stats.timeZone));
    const aggregation = this.#aggregation(request.selection ?? {}, stats);
    if (isTextSearch(query.criteria)) {
      const { from } = aggregation;
      const collections = from === 'both' ? [false, true] : [from === 'archive'];
      await this.#charge(
        collections.map((archived) => ({ ...query, archived })),
        request,
      );
    }
    const rows = await this.#repository.aggregateStats(query, aggregation, maxStatsRows + 1);
    if (rows.length <= maxStatsRows) return summarizePeriods(rows, stats);
    const message = 'The result has too many rows. Choose a longer interval or fewer sessions.';
    throw invalidInput([{ fieldName: 'interval', errorCode: 'Predicate', message }]);
  }

  #aggregation({ archived, dateCreated }: SessionSelection, stats: StatsQuery): StatsAggregation {
    const now = this.#clock.now().getTime();
    const from = Math.max(dateCreated?.from?.getTime() ?? 0, earliestOffset.getTime());
    const to = Math.min(dateCreated?.to?.getTime() ?? Number.POSITIVE_INFINITY, now + dayMs);
    const [first = 'duration', ...others] = stats.periods;
    return {
      ...stats,
      periods: [first, ...others],
      offsets: offsetsBetween(stats.timeZone, new Date(from), new Date(to)),
      from: typeof archived === 'boolean' ? (archived ? 'archive' : 'live') : 'both',
      // an hour ahead, for requests that take long and clocks that differ
      archivableBefore: new Date(now - this.#archiveAfterDays * dayMs + hourMs),
    };
  }

  #charge(queries: readonly SessionQuery[], { chargeSearch }: ListRequest): Promise<number> {
    return chargeTextSearch(this.#repository, queries, chargeSearch);
  }

  async #query(
    { accounts }: Principal,
    user: UserRecord,
    { list, selection, selectionName }: ListRequest,
    issues: readonly FieldError[],
  ): Promise<SessionQuery> {
    const { archived, ...criteria } = selection ?? {};
    throwIfInvalid(selection ? [...issues, ...checkSessionCriteria(criteria, selectionName)] : issues);
    // a SystemAdministrator may see all accounts, but personal lists cover only accounts of the user
    const scope = list === 'sessions' ? accounts : user.accountIds;
    const resolved = await this.#resolve(scope, criteria);
    return { scope, criteria: withCaller(list, user, resolved), archived: archived ?? false };
  }

  /** Expands `customerSubtree` into the ids of all customers that it includes, and `members` into their identities. */
  async #resolve(scope: AccountScope, criteria: SessionCriteria): Promise<SessionCriteria> {
    const { customerSubtree, customerIds, members, and, or, not, ...rest } = criteria;
    const stream = (parts: readonly SessionCriteria[]) => Promise.all(parts.map((part) => this.#resolve(scope, part)));
    return {
      ...rest,
      members: members ? await this.#members.identitiesOf(scope, members) : null,
      customerIds:
        (customerSubtree && customerIds && (await this.#customers.subtreeIds(scope, customerIds))) ||
        customerIds ||
        null,
      and: and ? await stream(and) : null,
      or: or ? await stream(or) : null,
      not: not ? await this.#resolve(scope, not) : null,
    };
  }
}

/** Returns the caller, if it may read the list. */
function readerOf(principal: Principal, { list }: ListRequest): UserRecord {
  return list === 'sessions' ? principal.requireUser() : principal.requireRole('User');
}

/** Returns the keyset position of a session in an order. */
export function positionOf(session: SessionRecord, { field }: SessionOrder): SessionPosition {
  return { value: session[field], id: session.id };
}

/**
 * Restricts personal lists to sessions of the caller, who is a member as `user:ID`, or by e-mail address in accounts
 * without that user.
 */
function withCaller(list: SessionListName, user: UserRecord, criteria: SessionCriteria): SessionCriteria {
  if (list === 'sessions') return criteria;
  const taking: SessionCriteria = { members: [`user:${user.id}`, user.emailAddress] };
  return { and: [criteria, list === 'activeSessions' ? { ...taking, ended: false } : taking] };
}
