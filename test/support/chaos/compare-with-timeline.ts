import type { Db } from 'mongodb';
import type { SessionRevision } from './change-sessions.ts';
import { type Headers, requestData } from './graphql-request.ts';

export interface TimelineEvent {
  readonly cursor: string;
  readonly kind: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly revision: number;
  readonly index: number;
  readonly position: number;
  readonly session: { readonly channel: string };
}

export type Counts = Readonly<Record<string, number>>;

interface EventPage {
  readonly sessionEvents: {
    readonly nodes: readonly TimelineEvent[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const page = `query ($after: String) {
  sessionEvents(first: 100, after: $after) {
    nodes { cursor kind accountId sessionId revision index position session { channel } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** @returns all events after a cursor, in order */
export async function readTimeline(url: string, headers: Headers, start: string): Promise<TimelineEvent[]> {
  const events: TimelineEvent[] = [];
  for (let after: string | null = start; after !== null; ) {
    const { sessionEvents }: EventPage = await requestData(url, headers, page, { after });
    events.push(...sessionEvents.nodes);
    after = sessionEvents.pageInfo.hasNextPage ? sessionEvents.pageInfo.endCursor : null;
  }
  return events;
}

const keyOf = (id: string, revision: number): string => `${id} ${revision}`;

/** @returns the keys of all changes of stored sessions. @param before sessions that existed before the timeline begins */
async function storedChanges(db: Db, before: readonly string[]): Promise<string[]> {
  const stored = await db
    .collection<{ revision: number }>('sessions')
    .find({}, { projection: { revision: 1 } })
    .toArray();
  return stored.flatMap(({ _id, revision }) => {
    const id = _id.toHexString();
    const first = before.includes(id) ? 2 : 1;
    return Array.from({ length: revision - first + 1 }, (_, n) => keyOf(id, first + n));
  });
}

/**
 * Compares the timeline with the acknowledged changes and with the stored sessions.
 * @param before sessions that existed before the timeline begins
 * @returns counts of what was found, and of what is wrong
 */
export async function compareWithTimeline({
  timeline,
  acknowledged,
  db,
  before,
}: {
  readonly timeline: readonly TimelineEvent[];
  readonly acknowledged: readonly SessionRevision[];
  readonly db: Db;
  readonly before: readonly string[];
}): Promise<{ readonly found: Counts; readonly wrong: Counts }> {
  const published = new Set(timeline.map(({ sessionId, revision }) => keyOf(sessionId, revision)));
  const changes = await storedChanges(db, before);
  const made = new Set(changes);
  return {
    found: { 'changes in doubt that were made': changes.length - acknowledged.length, events: timeline.length },
    wrong: {
      'acknowledged without event': acknowledged.filter(({ id, revision }) => !published.has(keyOf(id, revision)))
        .length,
      'changes without event': changes.filter((change) => !published.has(change)).length,
      'events without change': [...published].filter((change) => !made.has(change)).length,
      'gaps in positions': gapsIn(timeline),
      'sessions out of order': disorderIn(timeline),
    },
  };
}

/** Events whose position in their account is not one more than that of the event before. */
function gapsIn(timeline: readonly TimelineEvent[]): number {
  const last = new Map<string, number>();
  return timeline.filter(({ accountId, position }) => {
    const previous = last.get(accountId);
    last.set(accountId, position);
    return previous !== undefined && position !== previous + 1;
  }).length;
}

/** Events that come before one of an earlier change of the session, or twice. */
function disorderIn(timeline: readonly TimelineEvent[]): number {
  const last = new Map<string, Pick<TimelineEvent, 'revision' | 'index'>>();
  return timeline.filter(({ sessionId, revision, index }) => {
    const previous = last.get(sessionId) ?? { revision: 0, index: 0 };
    last.set(sessionId, { revision, index });
    return revision === previous.revision ? index !== previous.index + 1 : revision < previous.revision || index !== 0;
  }).length;
}
