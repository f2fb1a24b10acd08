import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectMongoStore, type MongoStore } from '../../src/adapters/mongodb/connect-mongo-store.ts';
import { createTelemetry, type Telemetry } from '../../src/app/telemetry.ts';
import { createWebhookDelivery, type WebhookDelivery } from '../../src/app/webhook-delivery.ts';
import { newId } from '../../src/common/ids.ts';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { healthy, type WebhookRecord } from '../../src/domain/webhooks/record.ts';
import { SsrfGuard } from '../../src/domain/webhooks/ssrf-guard.ts';
import { freshDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { someEvent } from '../support/some-event.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const database = freshDatabase();
const logged: [string, object][] = [];
const write = (fields: object, message: string) => logged.push([message, fields]);
const log = { debug: () => undefined, info: write, warn: write, error: write };
const secondMs = 1_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let clock: FakeClock;
let persistence: MongoStore;
let telemetry: Telemetry;
let receiver: WebhookReceiver;
let delivery: WebhookDelivery;
let webhook: WebhookRecord;
let sequence = 0;

beforeAll(async () => {
  telemetry = await createTelemetry({ traces: null }, log);
  persistence = await connectMongoStore(database.uri);
});
afterAll(() => persistence.close());

beforeEach(async () => {
  clock = new FakeClock();
  logged.length = 0;
  receiver = await startWebhookReceiver();
  webhook = await addWebhook();
  delivery = start();
  return async () => {
    await delivery.close();
    for (const { id } of await persistence.webhooks.webhooks.enabled('all')) {
      await persistence.webhooks.webhooks.remove(id);
      await persistence.webhooks.deliveries.removeOf(id);
    }
    await receiver.close();
  };
});

function start(): WebhookDelivery {
  return createWebhookDelivery({
    persistence,
    guard: new SsrfGuard({ allowPrivate: true }),
    renderPayloads: async (events) => events.map(({ id, accountId }) => JSON.stringify({ id, accountId })),
    telemetry,
    limits: { total: 6, account: 4 },
    clock,
    log,
  });
}

async function addWebhook(accountId: string = demoIds.acme): Promise<WebhookRecord> {
  const [date, by] = [clock.now(), demoIds.user];
  const stamp = { dateCreated: date, dateLastModified: date, createdBy: by, lastModifiedBy: by, revision: 1 };
  const rest = { description: null, kinds: [], enabled: true, secrets: [{ value: 'secret', dateExpires: null }] };
  const state = { ...healthy, state: 'Active' as const, startSequence: sequence };
  const one: WebhookRecord = { id: newId(), ...stamp, ...rest, ...state, accountId, url: receiver.url };
  await persistence.webhooks.webhooks.insert(one);
  return one;
}

/** Appends one event for each of `count` new sessions. @returns the ids of the events */
async function publish(count: number, accountId: string = demoIds.acme): Promise<string[]> {
  const events = Array.from({ length: count }, () => {
    const sessionId = newId();
    sequence += 1;
    return someEvent({ id: `${sessionId}-1-0`, sessionId, accountId, sequence, revision: 1 });
  });
  await persistence.events.append(events);
  return events.map(({ id }) => id);
}

async function run({ dispatcher } = delivery): Promise<void> {
  await dispatcher.run();
  await dispatcher.onIdle();
}

const stored = async () => (await persistence.webhooks.webhooks.byIds('all', [webhook.id]))[0] ?? expect.fail();
const statuses = async () => {
  const found = await persistence.webhooks.deliveries.range({ webhookId: webhook.id, status: null, limit: 100 });
  return found.map(({ status }) => status);
};
const secondsToNext = async () =>
  ((await stored()).dateNext?.getTime() ?? 0) / secondMs - clock.now().getTime() / secondMs;
const refuse: Parameters<WebhookReceiver['behave']>[0] = (_, response) => response.writeHead(500).end();

describe('a receiver that fails', () => {
  it('gets one attempt at growing intervals, and everything when it has recovered', async () => {
    const ids = await publish(30);
    receiver.behave(refuse);
    const began = clock.now();
    await run();
    // five failed, and up to three more were in flight
    const first = receiver.received.length;
    expect(first).toBeGreaterThanOrEqual(5);
    expect(first).toBeLessThanOrEqual(8);
    expect(await stored()).toMatchObject({ state: 'Paused', failingSince: began, lastError: 'status 500', pauses: 1 });
    await run();
    expect(receiver.received).toHaveLength(first);

    for (const [index, seconds] of [10, 20, 40, 80, 160, 300, 300].entries()) {
      expect(await secondsToNext()).toBeGreaterThanOrEqual(seconds / 2);
      expect(await secondsToNext()).toBeLessThanOrEqual(seconds);
      clock.advance(seconds * secondMs);
      await run();
      expect(receiver.received).toHaveLength(first + index + 1);
    }
    expect(await stored()).toMatchObject({ state: 'Paused', failingSince: began, pauses: 8 });

    receiver.behave(receiver.accept);
    clock.advance(300 * secondMs);
    await run();
    expect(await stored()).toMatchObject({ state: 'Active', failingSince: null, lastError: null, dateNext: null });
    clock.advance(hourMs);
    await run();
    expect([...receiver.accepted].sort()).toEqual([...ids].sort());
    expect(new Set(await statuses())).toEqual(new Set(['Delivered']));
    expect(logged.map(([message]) => message)).toEqual([...Array(8).fill('webhooks.paused'), 'webhooks.resumed']);
  });

  it('is shown as failing after the first failure, and as active after a success', async () => {
    await publish(1);
    receiver.behave(refuse);
    await run();
    expect(await stored()).toMatchObject({ state: 'Failing', failingSince: clock.now(), lastError: 'status 500' });
    receiver.behave(receiver.accept);
    clock.advance(5 * secondMs);
    await run();
    expect(await stored()).toMatchObject({ state: 'Active', failingSince: null, lastError: null });
  });

  it('does not delay other sessions by one event that it never accepts', async () => {
    const [poison] = await publish(1);
    receiver.behave((one, response) => (one.event.id === poison ? refuse : receiver.accept)(one, response));
    for (let retry = 0; retry < 10; retry += 1) {
      await run();
      clock.advance(hourMs);
    }
    expect((await stored()).state).toBe('Failing');
    const others = await publish(3);
    await run();
    expect([...receiver.accepted].sort()).toEqual([...others].sort());
  });

  it('gets no event that waited a day without an attempt', async () => {
    await publish(30);
    receiver.behave(refuse);
    await run();
    clock.advance(dayMs + 1);
    await run();
    const dead = (await statuses()).filter((status) => status === 'Dead').length;
    // the others were attempted before the pause
    expect(dead).toBeGreaterThanOrEqual(22);
    receiver.behave(receiver.accept);
    const [id] = await publish(1);
    clock.advance(hourMs);
    await run();
    expect(receiver.accepted).toContain(id);
    expect((await stored()).state).toBe('Active');
  });

  it('is paused for a server that takes over, too', async () => {
    await publish(10);
    receiver.behave(refuse);
    await run();
    const before = receiver.received.length;
    await delivery.close();
    const other = start();
    await run(other);
    expect(receiver.received).toHaveLength(before);
    clock.advance(10 * secondMs);
    await run(other);
    expect(receiver.received).toHaveLength(before + 1);
    expect((await stored()).pauses).toBe(2);
    await other.close();
  });

  it('is tried at once when its owner ends the pause', async () => {
    await publish(10);
    receiver.behave(refuse);
    await run();
    await persistence.webhooks.webhooks.endPause(webhook.id, clock.now());
    const before = receiver.received.length;
    await run();
    expect(receiver.received).toHaveLength(before + 1);
    expect(await stored()).toMatchObject({ state: 'Paused', pauses: 2 });
  });

  it('is not shown as paused while the webhook is disabled', async () => {
    await publish(10);
    receiver.behave(refuse);
    await run();
    await persistence.webhooks.webhooks.update(await stored(), { enabled: false });
    expect(await stored()).toMatchObject({ state: 'Disabled', failingSince: null, lastError: null, dateNext: null });
  });

  it('does not delay a webhook of another account on the same host', async () => {
    const other = await addWebhook(demoIds.globex);
    await publish(30);
    receiver.behave((one, response) => (one.body.includes(demoIds.globex) ? receiver.accept : refuse)(one, response));
    await run();
    const ids = await publish(3, demoIds.globex);
    await run();
    expect([...receiver.accepted].sort()).toEqual([...ids].sort());
    expect((await persistence.webhooks.webhooks.byIds('all', [other.id]))[0]?.state).toBe('Active');
  });
});

it.each([
  ['of an account, over its webhooks', [demoIds.acme], 4],
  ['of all accounts together', [demoIds.acme, demoIds.globex], 6],
])('limits the attempts in flight %s', async (_, accounts, limit) => {
  for (const account of accounts) {
    await addWebhook(account);
    await addWebhook(account);
    await publish(8, account);
  }
  const held: (() => void)[] = [];
  receiver.behave((one, response) => held.push(() => receiver.accept(one, response)));
  const running = run();
  await receiver.count(limit);
  // further attempts would arrive meanwhile
  await wait(100);
  expect(receiver.received).toHaveLength(limit);
  receiver.behave(receiver.accept);
  for (const respond of held) respond();
  await running;
  // `beforeEach` adds one more webhook of the first account
  expect(receiver.accepted).toHaveLength(accounts.length * 16 + 8);
});

it('finishes only the attempts in flight when the server stops', async () => {
  await publish(20);
  const held: (() => void)[] = [];
  receiver.behave((one, response) => held.push(() => receiver.accept(one, response)));
  const running = run();
  await receiver.count(4);
  const closing = delivery.close();
  for (const respond of held) respond();
  await Promise.all([running, closing]);
  expect(receiver.received).toHaveLength(4);
});
