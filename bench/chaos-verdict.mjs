import { ask } from './graphql.mjs';

const page = `query ($after: String) {
  sessionEvents(first: 100, after: $after) {
    nodes { cursor kind accountId sessionId revision index position session { channel } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** @returns all events after a cursor, in order */
export async function readTimeline(url, headers, start) {
  const events = [];
  for (let after = start; after !== null; ) {
    const { nodes, pageInfo } = (await ask(url, headers, page, { after })).sessionEvents;
    events.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  }
  return events;
}

const changeOf = ({ sessionId, id = sessionId, revision }) => `${id} ${revision}`;

/**
 * Whether the timeline, what was acknowledged, and the sessions in the store say the same.
 * @param before sessions that were created before the timeline begins
 * @returns what was found, and how much of it is wrong
 */
export async function compareWithTimeline({ timeline, acknowledged, db, before }) {
  const told = new Set(timeline.map(changeOf));
  const stored = await db
    .collection('sessions')
    .find({}, { projection: { revision: 1 } })
    .toArray();
  const changes = stored.flatMap(({ _id, revision }) => {
    const id = _id.toHexString();
    const first = before.includes(id) ? 2 : 1;
    return Array.from({ length: revision - first + 1 }, (_, n) => changeOf({ id, revision: first + n }));
  });
  const made = new Set(changes);
  return {
    found: { 'of these came true': changes.length - acknowledged.length, events: timeline.length },
    wrong: {
      'acknowledged without event': acknowledged.filter((change) => !told.has(changeOf(change))).length,
      'changes without event': changes.filter((change) => !told.has(change)).length,
      'events without change': [...told].filter((change) => !made.has(change)).length,
      'gaps in positions': gapsIn(timeline),
      'sessions out of order': disorderIn(timeline),
    },
  };
}

/** How often the position in an account is not one more than that of the event before. */
function gapsIn(timeline) {
  const last = new Map();
  return timeline.filter(({ accountId, position }) => {
    const previous = last.get(accountId);
    last.set(accountId, position);
    return previous !== undefined && position !== previous + 1;
  }).length;
}

/** How often an event of a session comes before one of an earlier change, or is there twice. */
function disorderIn(timeline) {
  const last = new Map();
  return timeline.filter(({ sessionId, revision, index }) => {
    const previous = last.get(sessionId) ?? { revision: 0, index: 0 };
    last.set(sessionId, { revision, index });
    return revision === previous.revision ? index !== previous.index + 1 : revision < previous.revision || index !== 0;
  }).length;
}
