import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventNotifier } from '../../src/domain/events/event-log.ts';
import { EventFeed } from '../../src/domain/events/feed.ts';
import type { SessionEvent } from '../../src/domain/events/session-event.ts';
import { someEvent } from '../support/some-event.ts';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
/** A stream in memory, as another server would fill it. */
function fakeStream() {
  let events = [1, 2, 3].map((sequence) => someEvent({ sequence }));
  const reads = { count: 0, failures: 0, floor: 0 };
  return {
    reads,
    add: (...sequences: number[]) => events.push(...sequences.map((sequence) => someEvent({ sequence }))),
    removeUpTo: (sequence: number) => {
      reads.floor = sequence;
      events = events.filter((event) => event.sequence > sequence);
    },
    head: async () => events.at(-1)?.sequence ?? 0,
    truncatedUpTo: async () => reads.floor,
    findAfter: async (sequence: number, limit: number) => {
      reads.count += 1;
      if (reads.failures-- > 0) throw new Error('away');
      return events.filter((event) => event.sequence > sequence).slice(0, limit);
    },
  };
}

function fakeNotifier(watch: EventNotifier['watch'] = async () => null) {
  return { watch: vi.fn(watch) };
}

let stream: ReturnType<typeof fakeStream>;
let received: number[];
const listener = (events: readonly SessionEvent[]) => received.push(...events.map(({ sequence }) => sequence));
beforeEach(() => {
  vi.useFakeTimers();
  stream = fakeStream();
  received = [];
  log.warn.mockClear();
});
afterEach(() => vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('without a change stream', () => {
  const feedOf = () => new EventFeed({ events: stream, notifier: fakeNotifier(), log });

  it('publishes events of other servers within 250 ms, once each, with one read for all listeners', async () => {
    const feed = feedOf();
    expect((await feed.subscribe(listener)).position).toBe(3);
    const others: number[] = [];
    await feed.subscribe((events) => others.push(...events.map(({ sequence }) => sequence)));
    await pass(250);
    expect(received).toEqual([]);
    stream.add(4, 5);
    const before = stream.reads.count;
    await pass(250);
    expect(received).toEqual([4, 5]);
    expect(others).toEqual([4, 5]);
    expect(stream.reads.count - before).toBeLessThanOrEqual(2);
    feed.close();
  });

  it('publishes its own events at once, without a read', async () => {
    const feed = feedOf();
    await feed.subscribe(listener);
    await pass(0);
    const before = stream.reads.count;
    stream.add(4);
    feed.publish([someEvent({ sequence: 4 })]);
    expect(received).toEqual([4]);
    expect(stream.reads.count).toBe(before);
    // another server was quicker
    stream.add(5, 6);
    feed.publish([someEvent({ sequence: 6 })]);
    await pass(0);
    expect(received).toEqual([4, 5, 6]);
    feed.close();
  });

  it('publishes nothing after a gap until it is filled or truncated', async () => {
    const feed = feedOf();
    await feed.subscribe(listener);
    stream.add(5);
    await pass(250);
    expect(received).toEqual([]);
    stream.removeUpTo(4);
    await pass(250);
    expect(received).toEqual([5]);
    feed.close();
  });

  it('continues when the database is available again', async () => {
    const feed = feedOf();
    await feed.subscribe(listener);
    await pass(0);
    stream.reads.failures = 2;
    stream.add(4);
    await pass(1_000);
    expect(received).toEqual([4]);
    expect(log.warn).toHaveBeenCalledWith(expect.anything(), 'events.read-failed');
    feed.close();
  });

  it('reads nothing without listeners', async () => {
    const feed = feedOf();
    feed.wake();
    feed.publish([someEvent({ sequence: 4 })]);
    await pass(1_000);
    expect(stream.reads.count).toBe(0);
    const listening = await feed.subscribe(listener);
    await pass(1_000);
    listening.stop();
    const before = stream.reads.count;
    stream.add(4, 5);
    await pass(1_000);
    expect(stream.reads.count).toBe(before);
    // whoever comes later begins with what comes later
    expect((await feed.subscribe(listener)).position).toBe(5);
    stream.add(6);
    await pass(250);
    expect(received).toEqual([6]);
    feed.close();
  });
});

describe('with a change stream', () => {
  it('reads on notification, and otherwise rarely', async () => {
    let signal = (): void => undefined;
    const end = vi.fn(async () => undefined);
    const notifier = fakeNotifier(async (onEvents) => {
      signal = onEvents;
      return end;
    });
    const feed = new EventFeed({ events: stream, notifier, log });
    const listening = await feed.subscribe(listener);
    await pass(0);
    const before = stream.reads.count;
    await pass(4_900);
    expect(stream.reads.count).toBe(before);
    stream.add(4);
    signal();
    await pass(0);
    expect(received).toEqual([4]);
    stream.add(5);
    await pass(5_000);
    expect(received).toEqual([4, 5]);
    listening.stop();
    expect(end).toHaveBeenCalledOnce();
  });

  it('polls from the end of the change stream until it is available again', async () => {
    let stop = (_error: unknown): void => undefined;
    const notifier = fakeNotifier(async (_onEvents, onEnd) => {
      stop = onEnd;
      return async () => undefined;
    });
    const feed = new EventFeed({ events: stream, notifier, log });
    await feed.subscribe(listener);
    await pass(0);
    stop(new Error('history lost'));
    stream.add(4);
    await pass(250);
    expect(received).toEqual([4]);
    expect(notifier.watch).toHaveBeenCalledTimes(1);
    await pass(31_000);
    expect(notifier.watch).toHaveBeenCalledTimes(2);
    feed.close();
  });

  it('polls while the change stream is unavailable', async () => {
    const notifier = fakeNotifier(() => Promise.reject(new Error('away')));
    const feed = new EventFeed({ events: stream, notifier, log });
    await feed.subscribe(listener);
    await pass(0);
    stream.add(4);
    await pass(250);
    expect(received).toEqual([4]);
    feed.close();
  });
});
