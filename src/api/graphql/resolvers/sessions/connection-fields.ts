import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { type CursorContext, encodeCursor } from '../../../../domain/sessions/cursor.ts';
import type { SessionQuery } from '../../../../domain/sessions/list-repository.ts';
import { positionOf, type SessionPage, type SessionQueries } from '../../../../domain/sessions/queries.ts';
import type { SessionRecord } from '../../../../domain/sessions/record.ts';
import { Cost } from '../../../contract/decorators.ts';
import { totalCountDescription } from '../../../contract/types/connection-of.ts';
import type { PageInfo } from '../../../contract/types/page-info.ts';
import { SessionConnection } from '../../../contract/types/sessions/connection.ts';
import { chargeSearchTo } from '../../../http/charge-search.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { type ConnectionView, type EdgeView, pageInfoOf } from '../connection-view.ts';

/** Source object of a session connection. Edges are created only if selected, because most clients select `nodes`. */
export class SessionConnectionView implements ConnectionView<SessionRecord> {
  readonly #page: SessionPage;
  #edges: readonly EdgeView<SessionRecord>[] | null = null;

  constructor(page: SessionPage) {
    this.#page = page;
  }

  get nodes(): readonly SessionRecord[] {
    return this.#page.rows;
  }

  /** Returns the same objects on each read, because the executor stores results of resolvers by parent object. */
  get edges(): readonly EdgeView<SessionRecord>[] {
    this.#edges ??= this.#edgesOf(this.#page.rows);
    return this.#edges;
  }

  get pageInfo(): PageInfo {
    const { rows } = this.#page;
    const ends = [...rows.slice(0, 1), ...rows.slice(-1)];
    return pageInfoOf({ ...this.#page, rows: this.#edgesOf(ends) });
  }

  /** Query of the page, from which the total is counted if selected. */
  get query(): SessionQuery {
    return this.#page.query;
  }

  /** Number of sessions that a text search reads to count the total. */
  get searched(): number {
    return this.#page.searched;
  }

  #edgesOf(rows: readonly SessionRecord[]): readonly EdgeView<SessionRecord>[] {
    return rows.map((node) => new SessionEdge(node, this.#page.cursors));
  }
}

/** An edge whose cursor is encoded only if selected. */
class SessionEdge implements EdgeView<SessionRecord> {
  readonly node: SessionRecord;
  readonly #cursors: CursorContext;

  constructor(node: SessionRecord, cursors: CursorContext) {
    this.node = node;
    this.#cursors = cursors;
  }

  get cursor(): string {
    return encodeCursor(this.#cursors, positionOf(this.node, this.#cursors.order));
  }
}

@Resolver(() => SessionConnection)
export class SessionConnectionFields {
  readonly #queries: SessionQueries;

  constructor(queries: SessionQueries) {
    this.#queries = queries;
  }

  @Cost({ weight: 10 })
  @FieldResolver(() => Int, { description: totalCountDescription })
  totalCount(@Root() { query, searched }: SessionConnectionView, @Ctx() { budget }: RequestContext): Promise<number> {
    chargeSearchTo(budget)(searched);
    return this.#queries.count(query);
  }
}
