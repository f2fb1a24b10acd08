import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { eventDocument } from '../../../src/adapters/mongodb/events/mapping.ts';
import { toSink } from '../../../src/api/graphql/subscriptions/event-stream-sink.ts';
import { SocketWriter } from '../../../src/api/graphql/subscriptions/socket-writer.ts';
import { openSocket } from '../../support/live-client.ts';
import { someEvent } from '../../support/some-event.ts';
import { useDatabase, useTestApp } from '../../support/use-test-app.ts';

const app = useTestApp();
const database = useDatabase(app);

/** Selects so much of the first events that unread ones fill every buffer between the server and the client. */
const large = `subscription { sessionEvents { cursor ${Array.from({ length: 45 }, (_, n) => `m${n}: logMessage`).join(' ')} } }`;
const messageOf = (sequence: number) => 'x'.repeat(sequence <= 100 ? 4_000 : 1);
const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at);
const sequenceOf = (cursor: string): number => Number(Buffer.from(cursor, 'base64url').toString().split(':')[1]);

it('a stalled subscriber delays no other, and receives everything once it reads again', async () => {
  const [reading, stalled] = [await openSocket(app.url), await openSocket(app.url)];
  reading.subscribe('1', 'subscription { sessionEvents { cursor } }');
  stalled.subscribe('1', large);
  await Promise.all([reading.settle(), stalled.settle()]);
  stalled.socket.pause();
  for (const first of [1, 401, 801]) {
    const sequences = upTo(first + 399, first);
    const documents = sequences.map((sequence) =>
      eventDocument(someEvent({ sequence, logMessage: messageOf(sequence) })),
    );
    await database()
      .collection('events')
      .insertMany(documents as never[]);
    expect((await reading.events('1', 400)).map(({ cursor }) => sequenceOf(cursor))).toEqual(sequences);
  }

  stalled.socket.resume();
  const received = await stalled.events('1', 1_200);
  expect(received.map(({ cursor }) => sequenceOf(cursor))).toEqual(upTo(1_200));
  for (const socket of [reading, stalled]) socket.close();
});

describe('ten seconds without a read close the connection', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('of a WebSocket', () => {
    const socket = { readyState: 1, OPEN: 1, send: vi.fn(), close: vi.fn(), terminate: vi.fn() };
    void new SocketWriter(socket as unknown as WebSocket).send('{}');
    vi.advanceTimersByTime(9_999);
    expect(socket.close).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(socket.close).toHaveBeenCalledWith(1013, 'Subscriber too slow: continue after the last cursor');
    vi.advanceTimersByTime(1_000);
    expect(socket.terminate).toHaveBeenCalledOnce();
  });

  it('of an event stream', async () => {
    const body = new PassThrough({ highWaterMark: 1 });
    const written = toSink(body).write('event: next\n\n');
    vi.advanceTimersByTime(9_999);
    expect(body.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await written).toBe(false);
    expect(body.destroyed).toBe(true);
  });
});
