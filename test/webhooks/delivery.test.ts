import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectMongoStore, type MongoStore } from '../../src/adapters/mongodb/connect-mongo-store.ts';
import { createTelemetry, type Telemetry } from '../../src/app/telemetry.ts';
import { createWebhookDelivery, type WebhookDelivery } from '../../src/app/webhook-delivery.ts';
import { newId } from '../../src/common/ids.ts';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { healthy, type WebhookRecord } from '../../src/domain/webhooks/record.ts';
import { SsrfGuard } from '../../src/domain/webhooks/ssrf-guard.ts';
import type { FanOutProgress } from '../../src/domain/webhooks/store.ts';
import { AddOneLogEntryDocument, CreateSessionDocument } from '../operations/operations.generated.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { dataOf } from '../support/graphql-client.ts';
import { startTestApp } from '../support/start-test-app.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const clock = new FakeClock();
const hourMs = 3_600_000;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
let persistence: MongoStore;
/** Event ids of two sessions with three events each, in stream order. */
let ids: string[];
let receiver: WebhookReceiver;
let webhook: WebhookRecord;
let delivery: WebhookDelivery;
const running: WebhookDelivery[] = [];
/** Fan-out progress that all workers of a test share. */
let handedOut = 0;
const progress: FanOutProgress = {
  load: async () => handedOut,
  save: async (sequence) => {
    handedOut = sequence;
  },
};

let telemetry: Telemetry;

beforeAll(async () => {
  telemetry = await createTelemetry({ traces: null }, log);
  const app = await startTestApp({}, { clock });
  const sessions = [];
  for (const displayName of ['A', 'B']) {
    const { newSession } = await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice', displayName } });
    sessions.push(newSession.id);
  }
  for (const id of [...sessions, ...sessions]) {
    await dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message: 'Noted' } });
  }
  const { uri } = app.database;
  // closes the application, so that only workers of the tests send webhooks
  await app.close();
  persistence = await connectMongoStore(uri);
  ids = (await persistence.events.findAfter(0, 100)).map(({ id }) => id);
  expect(ids).toHaveLength(6);
});
afterAll(() => persistence.close());

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  const [date, by] = [clock.now(), demoIds.user];
  const stamp = { dateCreated: date, dateLastModified: date, createdBy: by, lastModifiedBy: by, revision: 1 };
  const secrets = [{ value: 'secret', dateExpires: null }];
  const rest = { description: null, kinds: [], enabled: true, secrets, startSequence: 0 };
  webhook = { id: newId(), ...stamp, ...healthy, state: 'Active', accountId: demoIds.acme, url: receiver.url, ...rest };
  await persistence.webhooks.webhooks.insert(webhook);
  handedOut = 0;
  delivery = start();
  return async () => {
    await persistence.webhooks.webhooks.remove(webhook.id);
    await persistence.webhooks.deliveries.removeOf(webhook.id);
    for (const one of running.splice(0)) await one.close();
    await receiver.close();
  };
});

function start(): WebhookDelivery {
  const made = createWebhookDelivery({
    persistence: { ...persistence, webhooks: { ...persistence.webhooks, progress } },
    guard: new SsrfGuard({ allowPrivate: true }),
    renderPayloads: async (events) => events.map(({ id, sessionId }) => JSON.stringify({ id, sessionId })),
    telemetry,
    limits: { total: 64, account: 16 },
    clock,
    log,
    timeoutMs: 200,
  });
  running.push(made);
  return made;
}

/**
 * Sends all due deliveries.
 * @returns whether this worker holds the lease
 */
async function run(by = delivery): Promise<boolean> {
  const isOurs = await by.dispatcher.run();
  await by.dispatcher.onIdle();
  return isOurs;
}
const stored = async () => {
  const found = await persistence.webhooks.deliveries.range({ webhookId: webhook.id, status: null, limit: 100 });
  return found.reverse();
};
const sentIds = () => receiver.received.map(({ event }) => event.id);

it('delivers each event once, and the events of a session in order', async () => {
  expect(await run()).toBe(true);
  expect([...receiver.accepted].sort()).toEqual([...ids].sort());
  for (const session of [ids[0], ids[1]]) {
    const own = (id: string) => id.startsWith(session?.slice(0, 24) ?? '');
    expect(receiver.accepted.filter(own)).toEqual(ids.filter(own));
  }
  await run();
  expect(receiver.received).toHaveLength(6);
  expect((await stored()).map(({ status, attempts }) => [status, attempts])).toEqual(ids.map(() => ['Delivered', 1]));
});

it('retries in order after an error, a timeout, a redirect and a reset, without delaying other sessions', async () => {
  const inside = await startWebhookReceiver();
  const [first = '', other = ''] = ids;
  const troubled = (id: string) => id.startsWith(first.slice(0, 24));
  const whenTroubled = (behaviour: Parameters<WebhookReceiver['behave']>[0]) =>
    receiver.behave((one, response) => {
      if (troubled(one.event.id)) behaviour(one, response);
      else receiver.accept(one, response);
    });
  const steps: [Parameters<WebhookReceiver['behave']>[0], number, string][] = [
    [(_, response) => response.writeHead(500).end(), 5_000, 'status 500'],
    [() => undefined, 10_000, 'no response within 0.2 s'],
    [
      (_, response) => response.writeHead(302, { location: inside.url }).end(),
      20_000,
      'status 302; redirects are not followed',
    ],
    [(_, response) => response.destroy(), 40_000, 'ECONNRESET'],
  ];
  for (const [index, [behaviour, waitMs, failure]] of steps.entries()) {
    whenTroubled(behaviour);
    await run();
    // only the first event of the session was sent, once in each step
    expect(sentIds().filter(troubled)).toEqual(Array.from({ length: index + 1 }, () => first));
    const [head = expect.fail()] = await stored();
    expect(head).toMatchObject({ status: 'Pending', attempts: index + 1, failure });
    // no retry before the backoff expires
    clock.advance(waitMs * 0.49);
    await run();
    expect(sentIds().filter(troubled)).toHaveLength(index + 1);
    clock.advance(waitMs * 0.52);
  }
  // the events of the other session were not delayed
  expect(receiver.accepted).toEqual(ids.filter((id) => id.startsWith(other.slice(0, 24))));
  receiver.behave(receiver.accept);
  await run();
  expect(receiver.accepted.filter(troubled)).toEqual(ids.filter(troubled));
  // all attempts are identical except for the signature
  const tries = receiver.received.filter(({ event }) => event.id === first);
  expect(new Set(tries.map(({ body, headers }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
  expect(new Set(tries.map(({ headers }) => headers['webhook-signature'])).size).toBe(tries.length);
  expect(inside.received).toEqual([]);
  expect(await stored()).toMatchObject(ids.map(() => ({ status: 'Delivered', failure: null })));
  await inside.close();
});

it('marks deliveries dead after one day and redelivers one on request', async () => {
  receiver.behave((_, response) => response.writeHead(503).end());
  const deaths = async () => (await stored()).filter(({ status }) => status === 'Dead').length;
  for (let hours = 0; hours < 24; hours += 1) {
    await run();
    expect(await deaths()).toBe(0);
    clock.advance(hourMs);
  }
  await run();
  const dead = await stored();
  expect(dead.map(({ status }) => status)).toEqual(ids.map(() => 'Dead'));
  // each delivery was attempted, including those queued behind another of their session
  expect(Math.min(...dead.map(({ attempts }) => attempts))).toBe(1);
  expect(dead[0]?.attempts).toBeGreaterThan(20);

  receiver.behave(receiver.accept);
  clock.advance(hourMs);
  await run();
  expect(receiver.accepted).toEqual([]);
  const { deliveries } = persistence.webhooks;
  expect(await deliveries.redeliver([demoIds.globex], dead[2]?.id ?? '', clock.now())).toBeNull();
  expect(await deliveries.redeliver('all', dead[2]?.id ?? '', clock.now())).toMatchObject({ status: 'Pending' });
  await run();
  expect(receiver.accepted).toEqual([ids[2]]);
  expect((await stored())[2]).toMatchObject({ status: 'Delivered', responseStatus: 204 });
});

describe('several servers', () => {
  it('send with one worker at a time', async () => {
    const other = start();
    const ours = await Promise.all([run(), run(other)]);
    expect(ours.filter(Boolean)).toHaveLength(1);
    expect([...receiver.accepted].sort()).toEqual([...ids].sort());
  });

  it('continue with another worker when the lease of a killed one expires', async () => {
    receiver.behave((_, response) => response.writeHead(500).end());
    await run();
    const other = start();
    expect(await run(other)).toBe(false);
    // the killed worker released nothing; its lease expires after 30 s
    clock.advance(31_000);
    receiver.behave(receiver.accept);
    expect(await run(other)).toBe(true);
    expect([...receiver.accepted].sort()).toEqual([...ids].sort());
    expect(await run()).toBe(false);
  });

  it('continue with another worker at once when one stops', async () => {
    await run();
    await delivery.close();
    expect(await run(start())).toBe(true);
  });
});

it('pauses deliveries of a disabled webhook and resumes them when it is enabled', async () => {
  receiver.behave((_, response) => response.writeHead(500).end());
  await run();
  const tried = receiver.received.length;
  await persistence.webhooks.webhooks.update(webhook, { enabled: false });
  receiver.behave(receiver.accept);
  clock.advance(hourMs);
  await run();
  expect(receiver.received).toHaveLength(tried);
  await persistence.webhooks.webhooks.update({ ...webhook, revision: 2 }, { enabled: true });
  await run();
  expect(receiver.accepted).toHaveLength(6);
});

it('delivers only events of the kinds of the webhook', async () => {
  await persistence.webhooks.webhooks.update(webhook, { kinds: ['SessionCreated'] });
  await run();
  expect(receiver.accepted).toHaveLength(2);
});
