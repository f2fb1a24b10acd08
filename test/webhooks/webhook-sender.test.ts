import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { maxRetryPeriodMs, nextAttempt } from '../../src/domain/webhooks/backoff.ts';
import { WebhookSender } from '../../src/domain/webhooks/sender.ts';
import { rotated, webhookSignature } from '../../src/domain/webhooks/signature.ts';
import { SsrfGuard } from '../../src/domain/webhooks/ssrf-guard.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

let receiver: WebhookReceiver;
const sender = new WebhookSender({ guard: new SsrfGuard({ allowPrivate: true }), timeoutMs: 300 });
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
beforeEach(() => receiver.behave(receiver.accept));
afterAll(async () => {
  sender.close();
  await receiver.close();
});

const post = (url = receiver.url, by = sender) => by.send({ url, headers: {}, body: '{}' });

it('reports a delivery for 2xx only', async () => {
  expect(await post()).toEqual({ status: 204, failure: null });
  for (const [status, failure] of [
    [200, null],
    [400, 'status 400'],
    [410, 'status 410'],
    [503, 'status 503'],
  ] as const) {
    receiver.behave((_, response) => response.writeHead(status).end());
    expect(await post()).toEqual({ status, failure });
  }
});

it('follows no redirect', async () => {
  const inside = await startWebhookReceiver();
  receiver.behave((_, response) => response.writeHead(307, { location: inside.url }).end());
  expect(await post()).toEqual({ status: 307, failure: 'status 307; redirects are not followed' });
  expect(inside.received).toEqual([]);
  await inside.close();
});

it('applies the timeout to the response and to the end of its body', async () => {
  receiver.behave(() => undefined);
  expect(await post()).toEqual({ status: null, failure: 'no response within 0.3 s' });
  receiver.behave((_, response) => response.writeHead(200).write('slowly'));
  expect(await post()).toEqual({ status: null, failure: 'no response within 0.3 s' });
});

it('stops reading a response body at the limit', async () => {
  let written = 0;
  receiver.behave((_, response) => {
    const chunk = Buffer.alloc(65_536);
    const more = (): void => {
      for (written += chunk.length; response.write(chunk); ) written += chunk.length;
      response.once('drain', more);
    };
    response.writeHead(200);
    more();
  });
  expect(await post()).toEqual({ status: 200, failure: null });
  // the receiver wrote at most what socket buffers held when the sender closed the connection
  expect(written).toBeLessThan(64 * 2 ** 20);
});

it('reports the reason when the connection fails', async () => {
  const { port } = new URL(receiver.url);
  const gone = await startWebhookReceiver();
  await gone.close();
  expect(await post(gone.url)).toEqual({ status: null, failure: 'ECONNREFUSED' });
  expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({ status: null, failure: expect.any(String) });
});

it('connects only to a validated address, even when DNS changes between validation and connect', async () => {
  const answers = ['93.184.216.34', '127.0.0.1'];
  const resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }];
  const strict = new WebhookSender({ guard: new SsrfGuard({ allowPrivate: false, resolve }), timeoutMs: 300 });
  const before = receiver.received.length;
  const { port } = new URL(receiver.url);
  for (const host of ['rebound.test', '127.0.0.1', '[::ffff:127.0.0.1]']) {
    const failure = expect.stringContaining('is not a public address');
    expect(await post(`http://${host}:${port}/`, strict)).toEqual({ status: null, failure });
  }
  expect(receiver.received).toHaveLength(before);
  strict.close();
});

it('retries with exponential backoff for one day', () => {
  const start = new Date('2026-01-01T00:00:00Z');
  const seconds = (attempts: number, random: number) =>
    ((nextAttempt(attempts, start, start, random)?.getTime() ?? 0) - start.getTime()) / 1_000;
  expect([1, 2, 3, 10, 30].map((attempts) => seconds(attempts, 1))).toEqual([5, 10, 20, 2_560, 3_600]);
  expect([1, 2, 30].map((attempts) => seconds(attempts, 0))).toEqual([2.5, 5, 1_800]);
  const end = start.getTime() + maxRetryPeriodMs;
  expect(nextAttempt(30, start, new Date(end - 1_000), 1)).toEqual(new Date(end));
  expect(nextAttempt(31, start, new Date(end), 1)).toBeNull();
});

it('signs with the new secret, and for one day also with the old one', () => {
  const now = new Date('2026-01-01T00:00:00.999Z');
  const secrets = rotated([{ value: 'old', dateExpires: null }], 'new', now);
  const both = webhookSignature(secrets, 'body', now);
  expect(both).toMatch(/^t=1767225600,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
  const onlyNew = webhookSignature([{ value: 'new', dateExpires: null }], 'body', now);
  expect(both.startsWith(onlyNew)).toBe(true);
  expect(webhookSignature(secrets, 'body', new Date(now.getTime() + 86_400_000))).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
});
