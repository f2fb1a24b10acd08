import { expect, it, vi } from 'vitest';
import { AppError } from '../../src/common/errors/app-error.ts';
import type { SessionEvent } from '../../src/domain/events/session-event.ts';
import { EventSubscription, type EventSubscriptionOptions } from '../../src/domain/events/subscription.ts';
import { someEvent } from '../support/some-event.ts';

const eventsOf = (from: number, to: number): SessionEvent[] =>
  Array.from({ length: to - from + 1 }, (_, at) => someEvent({ sequence: from + at }));

/** Creates a stream of the given number of events, which can grow while it is read. */
function fakeStream(length: number) {
  let events = eventsOf(1, length);
  return {
    read: vi.fn(async (after: number, limit: number) =>
      events.filter(({ sequence }) => sequence > after).slice(0, limit),
    ),
    grow: (by: number): SessionEvent[] => {
      const added = eventsOf(events.length + 1, events.length + by);
      events = [...events, ...added];
      return added;
    },
  };
}

const subscriptionTo = (
  stream: Pick<EventSubscriptionOptions, 'read'>,
  parts: Partial<EventSubscriptionOptions> = {},
) =>
  new EventSubscription({ after: 0, isBehind: true, matches: () => true, read: stream.read, onEnd: vi.fn(), ...parts });

/** Takes batches until they have so many events. */
async function take(subscription: EventSubscription, count: number): Promise<number[]> {
  const sequences: number[] = [];
  while (sequences.length < count) {
    const { value = [] } = await subscription.next();
    sequences.push(...(value.length > 0 ? value.map(({ sequence }) => sequence) : [-1]));
  }
  return sequences;
}
const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at);

it('delivers missed events page by page, then new ones', async () => {
  const stream = fakeStream(250);
  const subscription = subscriptionTo(stream);
  expect(stream.read).not.toHaveBeenCalled();
  expect(await take(subscription, 250)).toEqual(upTo(250));
  expect(stream.read).toHaveBeenCalledTimes(3);
  const next = subscription.next();
  subscription.push(stream.grow(2));
  expect((await next).value).toMatchObject([{ sequence: 251 }, { sequence: 252 }]);
});

it('delivers all queued events together, at most 100', async () => {
  const subscription = subscriptionTo(fakeStream(0), { isBehind: false });
  subscription.push(eventsOf(1, 3));
  subscription.push(eventsOf(4, 120));
  expect((await subscription.next()).value).toMatchObject(upTo(100).map((sequence) => ({ sequence })));
  expect((await subscription.next()).value).toMatchObject(upTo(120, 101).map((sequence) => ({ sequence })));
});

it('delivers each event once when new events arrive while missed ones are read', async () => {
  const stream = fakeStream(150);
  let subscription: EventSubscription | null = null;
  const read = vi.fn(async (after: number, limit: number) => {
    // new events arrive before and after the page is read
    subscription?.push(stream.grow(3));
    const page = await stream.read(after, limit);
    subscription?.push(stream.grow(2));
    return page;
  });
  subscription = subscriptionTo({ read });
  expect(await take(subscription, 160)).toEqual(upTo(160));
  expect(read).toHaveBeenCalledTimes(2);
});

it('reads again the events that exceeded the buffer while missed ones were read', async () => {
  const stream = fakeStream(5);
  let subscription: EventSubscription | null = null;
  let isFirst = true;
  const read = async (after: number, limit: number) => {
    const page = await stream.read(after, limit);
    if (isFirst) subscription?.push(stream.grow(1_200));
    isFirst = false;
    return page;
  };
  subscription = subscriptionTo({ read });
  expect(await take(subscription, 1_205)).toEqual(upTo(1_205));
});

it('starts after its cursor when older events are pushed', async () => {
  const subscription = subscriptionTo(fakeStream(0), { after: 5, isBehind: false });
  subscription.push(eventsOf(4, 7));
  expect(await take(subscription, 2)).toEqual([6, 7]);
});

it('skips events that do not match', async () => {
  const matches = ({ sequence }: SessionEvent) => sequence % 2 === 0;
  const subscription = subscriptionTo(fakeStream(0), { isBehind: false, matches });
  subscription.push(eventsOf(1, 6));
  expect(await take(subscription, 3)).toEqual([2, 4, 6]);
});

it('reads the new events from the stream that exceeded its queue, then delivers pushed ones again', async () => {
  const stream = fakeStream(0);
  const subscription = subscriptionTo(stream, { isBehind: false });
  subscription.push(stream.grow(900));
  subscription.push(stream.grow(200));
  subscription.push(stream.grow(200));
  expect(await take(subscription, 1_300)).toEqual(upTo(1_300));
  expect(stream.read).toHaveBeenCalledTimes(4);
  const next = subscription.next();
  await vi.waitFor(() => expect(stream.read).toHaveBeenCalledTimes(5));
  subscription.push(stream.grow(1));
  expect((await next).value).toMatchObject([{ sequence: 1_301 }]);
});

it('reads the stream when more events arrive at once than its queue can hold', async () => {
  const stream = fakeStream(0);
  const subscription = subscriptionTo(stream, { isBehind: false });
  const next = subscription.next();
  subscription.push(stream.grow(1_001));
  expect((await next).value).toHaveLength(100);
  expect(await take(subscription, 901)).toEqual(upTo(1_001, 101));
});

it('ends a slow subscriber with the cursor to continue after', async () => {
  const onEnd = vi.fn();
  const stream = fakeStream(0);
  const subscription = subscriptionTo(stream, { isBehind: false, onEnd });
  subscription.push(stream.grow(1_000));
  expect(await take(subscription, 100)).toEqual(upTo(100));
  subscription.push(stream.grow(100));
  for (let page = 0; page < 20; page += 1) subscription.push(stream.grow(500));
  expect(onEnd).not.toHaveBeenCalled();
  subscription.push(stream.grow(1));
  expect(onEnd).toHaveBeenCalledOnce();
  const failure = await subscription.next().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AppError);
  const cursor = Buffer.from('event:100').toString('base64url');
  expect(failure).toMatchObject({ code: 'SUBSCRIBER_TOO_SLOW', cursor });
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
});

it('does not end a subscriber that reads as many events from the stream as arrive', async () => {
  const onEnd = vi.fn();
  const stream = fakeStream(0);
  const subscription = subscriptionTo(stream, { isBehind: false, onEnd });
  subscription.push(stream.grow(1_000));
  subscription.push(stream.grow(100));
  for (let taken = 0; taken < 20_000; taken += 100) {
    expect(await take(subscription, 100)).toEqual(upTo(taken + 100, taken + 1));
    subscription.push(stream.grow(100));
  }
  expect(onEnd).not.toHaveBeenCalled();
});

it('ends while a read is pending, and reports it once', async () => {
  const onEnd = vi.fn();
  const subscription = subscriptionTo(fakeStream(0), { isBehind: false, onEnd });
  const next = subscription.next();
  await subscription.return();
  expect(await next).toEqual({ done: true, value: undefined });
  await subscription.return();
  subscription.push(eventsOf(1, 1));
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
  expect(onEnd).toHaveBeenCalledOnce();
});

it('fails when missed events cannot be read', async () => {
  const subscription = subscriptionTo({ read: () => Promise.reject(new AppError('RESYNC_REQUIRED', 'gone')) });
  await expect(subscription.next()).rejects.toMatchObject({ code: 'RESYNC_REQUIRED' });
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
});
