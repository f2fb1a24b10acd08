import type { Page } from '../../../../common/pagination/page.ts';
import { encodeEventCursor } from '../../../../domain/events/cursor.ts';
import type { SessionEvent } from '../../../../domain/events/session-event.ts';
import type { SessionEventDetail } from '../../../../domain/sessions/pending-event.ts';
import { type ConnectionView, toConnection } from '../connection-view.ts';

/** An event as the fields of its type read it. The kind of an event is the name of its type. */
export type EventView = Omit<SessionEvent, 'detail'> &
  SessionEventDetail & { readonly __typename: SessionEventDetail['kind']; readonly cursor: string };

export function toEventView({ detail, ...event }: SessionEvent): EventView {
  return { ...event, ...detail, __typename: detail.kind, cursor: encodeEventCursor(event.sequence) };
}

export function toEventConnection({ rows, ...around }: Page<SessionEvent>): ConnectionView<EventView> {
  const nodes = rows.map(toEventView);
  return toConnection({ rows: nodes.map((node) => ({ cursor: node.cursor, node })), ...around });
}
