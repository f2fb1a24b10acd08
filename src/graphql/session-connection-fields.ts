import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { PageInfo } from '../contract/types/page-info.ts';
import { SessionConnection } from '../contract/types/session-connection.ts';
import { cursorOf, type SessionPage, type SessionReader } from '../sessions/session-reader.ts';
import type { SessionRecord } from '../sessions/session-record.ts';

/** A page as the connection's fields read it. */
export interface ConnectionView extends Pick<SessionPage, 'scope'> {
  readonly edges: readonly { readonly cursor: string; readonly node: SessionRecord }[];
  readonly nodes: readonly SessionRecord[];
  readonly pageInfo: PageInfo;
}

export function toConnection({ sessions, hasNextPage, hasPreviousPage, scope }: SessionPage): ConnectionView {
  const edges = sessions.map((node) => ({ cursor: cursorOf(node), node }));
  const startCursor = edges.at(0)?.cursor ?? null;
  const endCursor = edges.at(-1)?.cursor ?? null;
  return { edges, nodes: sessions, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor }, scope };
}

@Resolver(() => SessionConnection)
export class SessionConnectionFields {
  readonly #reader: SessionReader;

  constructor(reader: SessionReader) {
    this.#reader = reader;
  }

  @FieldResolver(() => Int)
  totalCount(@Root() { scope }: ConnectionView): Promise<number> {
    return this.#reader.count(scope);
  }
}
