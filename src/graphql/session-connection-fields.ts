import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Cost } from '../contract/decorators.ts';
import { totalCountDescription } from '../contract/types/connection-of.ts';
import { SessionConnection } from '../contract/types/session-connection.ts';
import { encodeCursor } from '../sessions/session-cursor.ts';
import { positionOf, type SessionLists, type SessionPage } from '../sessions/session-lists.ts';
import type { SessionRecord } from '../sessions/session-record.ts';
import { type ConnectionView, toConnection } from './connection-view.ts';

/** A page of sessions, whose total can be counted later. */
export interface SessionConnectionView extends ConnectionView<SessionRecord>, Pick<SessionPage, 'query'> {}

export function toSessionConnection({ cursors, query, rows, ...around }: SessionPage): SessionConnectionView {
  const edges = rows.map((node) => ({ cursor: encodeCursor(cursors, positionOf(node, cursors.order)), node }));
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
