import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startWebhookDelivery } from '../../src/app/webhook-delivery.ts';
import { currentDeadline, type Deadline, withDeadline } from '../../src/common/time/deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('runs without the deadline of the request that changed a webhook', async () => {
  const deadlines: (Deadline | undefined)[] = [];
  const feedDeadlines: (Deadline | undefined)[] = [];
  let onChange = (): void => expect.fail();
  const dispatcher = {
    run: async () => {
      deadlines.push(currentDeadline());
      return deadlines.length > 1;
    },
    onIdle: async () => undefined,
  };
  const feed = {
    subscribe: async () => {
      feedDeadlines.push(currentDeadline());
      return { position: 0, stop: () => undefined };
    },
  };
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const stop = startWebhookDelivery({
    delivery: { dispatcher, close: async () => undefined },
    feed,
    webhooks: {
      onChange: (listener) => {
        onChange = listener;
      },
    },
    log,
  });
  await vi.advanceTimersByTimeAsync(0);
  const { signal } = new AbortController();
  withDeadline({ expiresAt: 0, timeoutSignal: signal, cancelSignal: signal }, onChange);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(deadlines).toEqual([undefined, undefined, undefined]);
  expect(feedDeadlines).toEqual([undefined]);
  await stop();
});
