import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Cost } from '../contract/decorators.ts';
import { totalCountDescription } from '../contract/types/connection-of.ts';
import { SessionConnection } from '../contract/types/session-connection.ts';
import { type CursorContext, encodeCursor } from '../sessions/session-cursor.ts';
import { positionOf, type SessionLists, type SessionPage } from '../sessions/session-lists.ts';
import type { SessionRecord } from '../sessions/session-record.ts';
import { type ConnectionView, type EdgeView, toConnection } from './connection-view.ts';

/** A page of sessions, whose total can be counted later. */
export interface SessionConnectionView extends ConnectionView<SessionRecord>, Pick<SessionPage, 'query'> {}

/** Its cursor is written when it is asked for: most lists are read by their nodes. */
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

export function toSessionConnection({ cursors, query, rows, ...around }: SessionPage): SessionConnectionView {
  const edges = rows.map((node) => new SessionEdge(node, cursors));
  return { ...toConnection({ rows: edges, ...around }), query };
}

@Resolver(() => SessionConnection)
export class SessionConnectionFields {
  readonly #lists: SessionLists;

  constructor(lists: SessionLists) {
    this.#lists = lists;
  }

  @Cost({ weight: 10 })
  @FieldResolver(() => Int, { description: totalCountDescription })
  totalCount(@Root() { query }: SessionConnectionView): Promise<number> {
    return this.#lists.count(query);
  }
}
