import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Cost } from '../contract/decorators.ts';
import { totalCountDescription } from '../contract/types/connection-of.ts';
import type { PageInfo } from '../contract/types/page-info.ts';
import { SessionConnection } from '../contract/types/session-connection.ts';
import { encodeCursor } from '../sessions/session-cursor.ts';
import { positionOf, type SessionLists, type SessionPage } from '../sessions/session-lists.ts';
import type { SessionRecord } from '../sessions/session-record.ts';

/** A page as the connection's fields read it. */
export interface ConnectionView extends Pick<SessionPage, 'query'> {
  readonly edges: readonly { readonly cursor: string; readonly node: SessionRecord }[];
  readonly nodes: readonly SessionRecord[];
  readonly pageInfo: PageInfo;
}

export function toConnection({ rows, hasNextPage, hasPreviousPage, cursors, query }: SessionPage): ConnectionView {
  const edges = rows.map((node) => ({ cursor: encodeCursor(cursors, positionOf(node, cursors.order)), node }));
  const startCursor = edges.at(0)?.cursor ?? null;
  const endCursor = edges.at(-1)?.cursor ?? null;
  return { edges, nodes: rows, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor }, query };
}

@Resolver(() => SessionConnection)
export class SessionConnectionFields {
  readonly #lists: SessionLists;

  constructor(lists: SessionLists) {
    this.#lists = lists;
  }

  @Cost({ weight: 10 })
  @FieldResolver(() => Int, { description: totalCountDescription })
  totalCount(@Root() { query }: ConnectionView): Promise<number> {
    return this.#lists.count(query);
  }
}
