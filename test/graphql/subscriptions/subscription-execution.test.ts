import AsyncLock from 'async-lock';
import { expect, it, vi } from 'vitest';
import { SharedResults } from '../../../src/api/graphql/subscriptions/shared-results.ts';
import {
  type StreamValue,
  SubscriptionExecution,
  type SubscriptionExecutionOptions,
} from '../../../src/api/graphql/subscriptions/subscription-execution.ts';
import type { RequestContext } from '../../../src/api/http/request-context.ts';
import { AppError } from '../../../src/common/errors/app-error.ts';

const context = {
  principal: { user: { id: '1' }, accounts: 'all', requireRole: vi.fn() },
  accountId: null,
  budget: { waitMs: () => 0, spend: vi.fn() },
} as unknown as RequestContext;
const source = (next: () => Promise<never>): AsyncIterator<readonly StreamValue[]> => ({ next });

function executionOf(options: Partial<SubscriptionExecutionOptions> = {}): SubscriptionExecution {
  return new SubscriptionExecution({
    events: source(vi.fn()),
    contexts: { create: vi.fn(), refresh: async () => context },
    cost: 1,
    operationKey: 'operation',
    sharedResults: new SharedResults(),
    locks: new AsyncLock(),
    lockKey: 'user:1',
    execute: async ({ sequence }) => ({ data: { sequence } }),
    onBehind: vi.fn(),
    onEnd: vi.fn(),
    ...options,
  });
}
const eventsOf = (count: number): StreamValue[] =>
  Array.from({ length: count }, (_, index) => ({ accountId: '1', sequence: index + 1 }));

it.each([
  [1, 20],
  [50, 20],
  [51, 19],
  [1_000, 1],
  [10_000, 1],
])('an operation of %d points is executed for %d events at a time', async (cost, count) => {
  const { results, ...mapped } = await executionOf({ cost }).map(eventsOf(100));
  expect(mapped).toEqual({ count });
  expect(results).toEqual(Array.from({ length: count }, (_, index) => ({ data: { sequence: index + 1 } })));
});

it('a batch waits for the batches of the same user, not for those of others', async () => {
  const shared = { locks: new AsyncLock() };
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const slow = executionOf({ ...shared, execute: () => finished.then(() => ({ data: {} })) });
  const execute = vi.fn(async () => ({ data: {} }));
  const first = slow.map(eventsOf(1));
  const second = executionOf({ ...shared, execute }).map(eventsOf(1));
  await executionOf({ ...shared, lockKey: 'user:2' }).map(eventsOf(1));
  expect(execute).not.toHaveBeenCalled();
  finish();
  expect(await first).toMatchObject({ count: 1 });
  expect(await second).toMatchObject({ count: 1 });
  expect(execute).toHaveBeenCalledOnce();
});

it('nothing is executed after the end', async () => {
  const execute = vi.fn();
  const onEnd = vi.fn();
  const execution = executionOf({ execute, onEnd });
  const mapped = execution.map(eventsOf(3));
  execution.close();
  expect(await mapped).toEqual({ results: [], count: 3 });
  expect(execute).not.toHaveBeenCalled();
  expect(onEnd).toHaveBeenCalledOnce();
});

it('a subscriber that is too slow gets SUBSCRIBER_TOO_SLOW if its events never waited for points', async () => {
  const error = new AppError('SUBSCRIBER_TOO_SLOW', 'too slow', { cursor: 'x' });
  const onBehind = vi.fn();
  const execution = executionOf({ events: source(() => Promise.reject(error)), onBehind });
  await expect(execution.read()).rejects.toBe(error);
  expect(onBehind).toHaveBeenCalledWith('SUBSCRIBER_TOO_SLOW');
});
