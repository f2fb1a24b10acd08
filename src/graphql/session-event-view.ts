import type { PageInfo } from '../contract/types/page-info.ts';
import { encodeEventCursor } from '../events/event-cursor.ts';
import type { SessionEvent } from '../events/session-event.ts';
import type { Page } from '../kernel/page.ts';
import type { SessionEventDetail } from '../sessions/session-event.ts';

/** An event as the fields of its type read it. */
export type EventView = Omit<SessionEvent, 'detail'> & SessionEventDetail & { readonly cursor: string };

/** A page of events as the connection's fields read it. */
export interface EventConnectionView {
  readonly edges: readonly { readonly cursor: string; readonly node: EventView }[];
  readonly nodes: readonly EventView[];
  readonly pageInfo: PageInfo;
}

export function toEventView({ detail, ...event }: SessionEvent): EventView {
  return { ...event, ...detail, cursor: encodeEventCursor(event.sequence) };
}

export function toEventConnection({ rows, hasNextPage, hasPreviousPage }: Page<SessionEvent>): EventConnectionView {
  const nodes = rows.map(toEventView);
  const startCursor = nodes.at(0)?.cursor ?? null;
  const endCursor = nodes.at(-1)?.cursor ?? null;
  return {
    edges: nodes.map((node) => ({ cursor: node.cursor, node })),
    nodes,
    pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor },
  };
}
