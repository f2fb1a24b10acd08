import { type FieldError, invalidInput, throwIfInvalid } from '../../common/errors/app-error.ts';
import {
  type OffsetPage,
  type OffsetWindow,
  readInChunks,
  readOffsetPage,
} from '../../common/pagination/offset-page.ts';
import { checkPage, cutPage, type Page, type PageArguments, rangeOf } from '../../common/pagination/page.ts';
import type { CustomerTree } from '../directory/customer-tree.ts';
import type { AccountScope, Principal } from '../directory/principal.ts';
import type { UserRecord } from '../directory/records.ts';
import { checkSessionCriteria } from './check-criteria.ts';
import type { SessionCriteria, SessionSelection } from './criteria.ts';
import { type CursorContext, decodeCursor, type SessionListName } from './cursor.ts';
import type { HeavySessionField, SessionListRepository, SessionPosition, SessionQuery } from './list-repository.ts';
import { newestFirst, type SessionOrder } from './order.ts';
import type { SessionRecord } from './record.ts';
import { type SessionStatsRow, type StatsQuery, summarizeDurations } from './stats.ts';

/** Which sessions a caller asks for. */
export interface ListRequest {
  readonly list: SessionListName;
  readonly selection?: SessionSelection | null;
  /** Newest first if not said. */
  readonly order?: SessionOrder | null;
  /** What faults of the selection are reported under; the empty text if its fields are the caller's own. */
  readonly selectionName: string;
  /** What nobody is going to look at; `page` leaves it empty. */
  readonly omit?: readonly HeavySessionField[];
}

/** One page between cursors. `query` lets the total be counted later, if anybody asks for it. */
export interface SessionPage extends Page<SessionRecord> {
  readonly cursors: CursorContext;
  readonly query: SessionQuery;
}

const maxStatsRows = 100_000;

/** Lists of sessions and what can be said of them. Needs the role User; sessions of other accounts do not exist for the caller. */
export class SessionQueries {
  readonly #repository: SessionListRepository;
  readonly #customers: CustomerTree;

  constructor(dependencies: { repository: SessionListRepository; customers: CustomerTree }) {
    this.#repository = dependencies.repository;
    this.#customers = dependencies.customers;
  }

  /** @throws BAD_USER_INPUT naming each argument that makes no page */
  async page(principal: Principal, request: ListRequest, args: PageArguments): Promise<SessionPage> {
    const order = request.order ?? newestFirst;
    const cursors = { list: request.list, order };
    const user = principal.requireRole('User');
    const { window, issues } = checkPage(args, (cursor) => decodeCursor(cursor, cursors));
    const query = await this.#query(principal, user, request, issues);
    const found = await this.#repository.findRange(query, { order, omit: request.omit ?? [], ...rangeOf(window) });
    const { rows, hasNextPage, hasPreviousPage } = cutPage(found, window);
    return { rows, hasNextPage, hasPreviousPage, cursors, query };
  }

  /** @throws BAD_USER_INPUT naming what is wrong with the selection */
  async offsetPage(
    principal: Principal,
    request: ListRequest,
    window: OffsetWindow,
  ): Promise<OffsetPage<SessionRecord>> {
    const user = principal.requireRole('User');
    const query = await this.#query(principal, user, request, []);
    const order = request.order ?? newestFirst;
    return readOffsetPage(window, {
      read: (range) => this.#repository.findByOffset(query, order, range),
      count: () => this.#repository.count(query),
    });
  }

  /** Every session, in chunks. @throws as `offsetPage`, at once */
  async stream(principal: Principal, request: ListRequest): Promise<AsyncIterable<readonly SessionRecord[]>> {
    const user = principal.requireRole('User');
    const query = await this.#query(principal, user, request, []);
    const order = request.order ?? newestFirst;
    return readInChunks(
      (after: SessionPosition | null, limit) =>
        this.#repository.findRange(query, { order, after, before: null, limit, fromEnd: false, omit: [] }),
      (session) => positionOf(session, order),
    );
  }

  /** How many a list has, the caller having been let in to it. */
  count(query: SessionQuery): Promise<number> {
    return this.#repository.count(query);
  }

  /** @throws BAD_USER_INPUT also when it would take more lines than anybody can read */
  async stats(principal: Principal, request: ListRequest, stats: StatsQuery): Promise<SessionStatsRow[]> {
    const user = principal.requireRole('User');
    const query = await this.#query(principal, user, request, []);
    const durations = await this.#repository.aggregateDurations(query, stats, maxStatsRows + 1);
    if (durations.length <= maxStatsRows) return summarizeDurations(durations, stats);
    const message = 'The result has too many rows. Choose a longer interval or fewer sessions.';
    throw invalidInput([{ fieldName: 'interval', errorCode: 'Predicate', message }]);
  }

  async #query(
    { accounts }: Principal,
    user: UserRecord,
    { list, selection, selectionName }: ListRequest,
    issues: readonly FieldError[],
  ): Promise<SessionQuery> {
    const { archived, ...criteria } = selection ?? {};
    throwIfInvalid(selection ? [...issues, ...checkSessionCriteria(criteria, selectionName)] : issues);
    // who may see every account is a member of few
    const scope = list === 'sessions' ? accounts : user.accountIds;
    const resolved = await this.#withSubtrees(scope, criteria);
    return { scope, criteria: withCaller(list, user, resolved), archived: archived ?? false };
  }

  /** The same criteria, with every customer named that `customerSubtree` brings in. */
  async #withSubtrees(scope: AccountScope, criteria: SessionCriteria): Promise<SessionCriteria> {
    const { customerSubtree, customerIds, and, or, not, ...rest } = criteria;
    const stream = (parts: readonly SessionCriteria[]) =>
      Promise.all(parts.map((part) => this.#withSubtrees(scope, part)));
    return {
      ...rest,
      customerIds:
        (customerSubtree && customerIds && (await this.#customers.subtreeIds(scope, customerIds))) ||
        customerIds ||
        null,
      and: and ? await stream(and) : null,
      or: or ? await stream(or) : null,
      not: not ? await this.#withSubtrees(scope, not) : null,
    };
  }
}

/** Where a session stands in an order. */
export function positionOf(session: SessionRecord, { field }: SessionOrder): SessionPosition {
  return { date: session[field], id: session.id };
}

/** A caller takes part in a session as `user:ID`, or by its address in accounts that it is no user of. */
function withCaller(list: SessionListName, user: UserRecord, criteria: SessionCriteria): SessionCriteria {
  if (list === 'sessions') return criteria;
  const taking: SessionCriteria = { members: [`user:${user.id}`, user.emailAddress] };
  return { and: [criteria, list === 'activeSessions' ? { ...taking, ended: false } : taking] };
}
