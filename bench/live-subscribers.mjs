// Subscribers that keep what they are told, over either transport, and whose connections can be cut.
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'graphql';
import { WebSocket } from 'ws';
import { readEvents } from './event-stream.mjs';
import { ask } from './graphql.mjs';

const query = `subscription ($filter: SessionEventFilter, $after: String) {
  sessionEvents(filter: $filter, after: $after) { cursor }
}`;
const document = parse(query);

/**
 * Begins to follow with a client over WebSocket, such as the one of the documentation.
 * @param urlOf where to connect, asked anew each time
 * @param after the cursor to go on after; without one it begins now
 * @param follow the client
 */
export function overWebSocket({ urlOf, headers, filter, after, follow }) {
  const open = new Set();
  const subscriber = subscriberOf(() => {
    for (const socket of open) socket.terminate();
  });
  class Wire extends WebSocket {
    constructor(...args) {
      super(...args);
      subscriber.connections += 1;
      open.add(this);
      this.once('close', () => open.delete(this));
    }
  }
  subscriber.begun = new Promise((resolve, reject) => {
    if (after) resolve();
    subscriber.over = follow({
      url: () => `${urlOf().replace('http', 'ws')}/graphql`,
      webSocketImpl: Wire,
      credentials: headers,
      document,
      filter,
      after,
      onBegin: resolve,
      onEvent: subscriber.take,
      signal: subscriber.ending.signal,
    }).catch((error) => {
      subscriber.failure = error;
      reject(error);
    });
  });
  return subscriber;
}

/** The same over server-sent events, going on after the last id as browsers do. */
export function overEventStream({ urlOf, headers, filter }) {
  let connection = new AbortController();
  const subscriber = subscriberOf(() => connection.abort());
  let lastId = null;
  const read = async () => {
    connection = new AbortController();
    subscriber.connections += 1;
    const params = new URLSearchParams({ query, variables: JSON.stringify({ filter }) });
    const response = await fetch(`${urlOf()}/graphql?${params}`, {
      headers: { accept: 'text/event-stream', 'last-event-id': lastId, ...headers },
      signal: connection.signal,
    });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    for await (const { event, id, data } of readEvents(response)) {
      if (event !== 'next') break;
      if (data.errors) throw new Error(JSON.stringify(data.errors));
      lastId = id;
      subscriber.take(data.data.sessionEvents);
    }
  };
  const run = async () => {
    while (!subscriber.ending.signal.aborted) {
      await read().catch((error) => {
        subscriber.failure = error;
      });
      await wait(50 + Math.random() * 200);
    }
  };
  subscriber.begun = ask(urlOf(), headers, '{ sessionEventCursor }').then(({ sessionEventCursor }) => {
    lastId = sessionEventCursor;
    subscriber.over = run();
  });
  return subscriber;
}

/** What is known of a subscriber: the cursors it was told, in that order. @param cut breaks its connection */
function subscriberOf(cut) {
  const ending = new AbortController();
  const told = [];
  return {
    told,
    cut,
    ending,
    connections: 0,
    failure: null,
    take: ({ cursor }) => told.push(cursor),
    async end() {
      ending.abort();
      cut();
      await this.over;
    },
  };
}
