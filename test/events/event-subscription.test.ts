import { expect, it, vi } from 'vitest';
import { AppError } from '../../src/common/errors/app-error.ts';
import type { SessionEvent } from '../../src/domain/events/session-event.ts';
import { EventSubscription, type EventSubscriptionOptions } from '../../src/domain/events/subscription.ts';
import { someEvent } from '../support/some-event.ts';

const eventsOf = (from: number, to: number): SessionEvent[] =>
  Array.from({ length: to - from + 1 }, (_, at) => someEvent({ sequence: from + at }));

/** A stream of so many events, which can grow while it is read. */
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

async function take(subscription: EventSubscription, count: number): Promise<number[]> {
  const sequences: number[] = [];
  while (sequences.length < count) sequences.push((await subscription.next()).value?.sequence ?? -1);
  return sequences;
}
const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at);

it('has what was missed, page by page, then what is new', async () => {
  const stream = fakeStream(250);
  const subscription = subscriptionTo(stream);
  expect(stream.read).not.toHaveBeenCalled();
  expect(await take(subscription, 250)).toEqual(upTo(250));
  expect(stream.read).toHaveBeenCalledTimes(3);
  const next = subscription.next();
  subscription.push(stream.grow(2));
  expect((await next).value).toMatchObject({ sequence: 251 });
  expect(await take(subscription, 1)).toEqual([252]);
});

it('has each event once, whenever it is offered while the missed ones are read', async () => {
  const stream = fakeStream(150);
  let subscription: EventSubscription | null = null;
  const read = vi.fn(async (after: number, limit: number) => {
    // before the page is read, and after
    subscription?.push(stream.grow(3));
    const page = await stream.read(after, limit);
    subscription?.push(stream.grow(2));
    return page;
  });
  subscription = subscriptionTo({ read });
  expect(await take(subscription, 160)).toEqual(upTo(160));
  expect(read).toHaveBeenCalledTimes(2);
});

it('reads again what came in such numbers that it could not be kept', async () => {
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

it('begins after the cursor, though others have not come so far', async () => {
  const subscription = subscriptionTo(fakeStream(0), { after: 5, isBehind: false });
  subscription.push(eventsOf(4, 7));
  expect(await take(subscription, 2)).toEqual([6, 7]);
});

it('leaves out what does not match', async () => {
  const matches = ({ sequence }: SessionEvent) => sequence % 2 === 0;
  const subscription = subscriptionTo(fakeStream(0), { isBehind: false, matches });
  subscription.push(eventsOf(1, 6));
  expect(await take(subscription, 3)).toEqual([2, 4, 6]);
});

it('ends a slow subscriber with the cursor to continue after', async () => {
  const onEnd = vi.fn();
  const subscription = subscriptionTo(fakeStream(0), { isBehind: false, onEnd });
  subscription.push(eventsOf(1, 1_000));
  expect(await take(subscription, 10)).toEqual(upTo(10));
  subscription.push(eventsOf(1_001, 1_010));
  expect(onEnd).not.toHaveBeenCalled();
  subscription.push(eventsOf(1_011, 1_011));
  expect(onEnd).toHaveBeenCalledOnce();
  const failure = await subscription.next().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AppError);
  const cursor = Buffer.from('event:10').toString('base64url');
  expect(failure).toMatchObject({ code: 'SUBSCRIBER_TOO_SLOW', cursor });
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
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

it('fails when what was missed cannot be read', async () => {
  const subscription = subscriptionTo({ read: () => Promise.reject(new AppError('RESYNC_REQUIRED', 'gone')) });
  await expect(subscription.next()).rejects.toMatchObject({ code: 'RESYNC_REQUIRED' });
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
});
