import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectMongoStore, type MongoStore } from '../../src/adapters/mongodb/connect-mongo-store.ts';
import type { EventLog, OutboxRepository } from '../../src/domain/events/event-log.ts';
import { OutboxRelay } from '../../src/domain/events/outbox-relay.ts';
import { OutboxSweeper } from '../../src/domain/events/outbox-sweeper.ts';
import { EventRetention } from '../../src/domain/events/retention.ts';
import type { SessionEvent } from '../../src/domain/events/session-event.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { insertSessions, storedSession } from '../support/session-documents.ts';

const clock = new FakeClock();
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const accounts = [new ObjectId(), new ObjectId(), new ObjectId()];
let database: TestDatabase;
let servers: [MongoStore, MongoStore];
beforeAll(async () => {
  database = freshDatabase();
  servers = [await connectMongoStore(database.uri), await connectMongoStore(database.uri)];
});
afterAll(() => Promise.all(servers.map((server) => server.close())));
beforeEach(() =>
  directly(database, async (db) => {
    for (const name of ['sessions', 'events', 'streamStates']) await db.collection(name).deleteMany({});
  }),
);

/** Sessions at revision 2, whose two changes left three events. */
async function leaveSessions(count: number): Promise<string[]> {
  const event = (revision: number, index: number) => ({
    revision,
    index,
    date: clock.now(),
    userId: new ObjectId(),
    logMessage: 'Something happened',
    facts: { channel: 'Voice', identities: [] },
    detail: { kind: 'SessionLogAdded' },
  });
  const sessions = Array.from({ length: count }, (_, n) =>
    storedSession(n, { accountId: accounts[n % 3], revision: 2, outbox: [event(1, 0), event(2, 0), event(2, 1)] }),
  );
  return directly(database, (db) => insertSessions(db, sessions));
}

interface Server {
  readonly relay: OutboxRelay;
  readonly sweeper: OutboxSweeper;
  readonly offered: SessionEvent[];
}

function serverOn(persistence: { events: EventLog; outboxes: OutboxRepository }): Server {
  const offered: SessionEvent[] = [];
  const feed = { publish: (events: readonly SessionEvent[]) => offered.push(...events), wake: () => undefined };
  const relay = new OutboxRelay({ ...persistence, feed, clock, log });
  return { relay, sweeper: new OutboxSweeper({ outboxes: persistence.outboxes, relay }), offered };
}

async function sweep(...ones: Server[]): Promise<void> {
  await Promise.all(
    ones.map(async ({ relay, sweeper }) => {
      await sweeper.run();
      await relay.onIdle();
    }),
  );
}

/** The stream must have every event of these sessions once, in their order, numbered without gaps; nothing may wait. */
async function expectAllMoved(sessionIds: readonly string[]): Promise<void> {
  const [{ events, outboxes }] = servers;
  const found: SessionEvent[] = [];
  for (let page = await events.findAfter(0, 100); page.length > 0; ) {
    found.push(...page);
    page = await events.findAfter(found.at(-1)?.sequence ?? 0, 100);
  }
  expect(found.map(({ sequence }) => sequence)).toEqual(found.map((_, at) => at + 1));
  for (const account of accounts) {
    const positions = found.flatMap((one) => (one.accountId === account.toHexString() ? [one.position] : []));
    expect(positions).toEqual(positions.map((_, at) => at + 1));
  }
  for (const id of sessionIds) {
    const own = found.filter(({ sessionId }) => sessionId === id);
    expect(own.map((event) => event.id)).toEqual([`${id}-1-0`, `${id}-2-0`, `${id}-2-1`]);
  }
  expect(found).toHaveLength(3 * sessionIds.length);
  expect(await outboxes.findWaiting(10)).toEqual([]);
}

describe('the outbox relay', () => {
  it('relays each event once, in order and without gaps, from two servers', async () => {
    const ids = await leaveSessions(150);
    const both = [serverOn(servers[0]), serverOn(servers[1])] as const;
    await sweep(...both);
    await sweep(...both);
    await sweep(...both);
    await expectAllMoved(ids);
    expect(both[0].offered.length + both[1].offered.length).toBeLessThanOrEqual(450);
  });

  it('relays once when a server is killed before it clears the outbox', async () => {
    const ids = await leaveSessions(5);
    const outboxes = { ...servers[0].outboxes, clear: () => Promise.reject(new Error('killed')) };
    await sweep(serverOn({ ...servers[0], outboxes }));
    expect(log.warn).toHaveBeenCalledWith(expect.objectContaining({ sessions: 5 }), 'events.relay-failed');
    expect(await servers[0].outboxes.findWaiting(10)).toHaveLength(5);
    await sweep(serverOn(servers[1]));
    await expectAllMoved(ids);
  });

  it.each([0, 1, 7])('without a gap when a server is killed after it wrote %i of them', async (written) => {
    const ids = await leaveSessions(5);
    const { events } = servers[0];
    const append: EventLog['append'] = async (added) => {
      if (written > 0) await events.append(added.slice(0, written));
      throw new Error('killed');
    };
    await sweep(serverOn({ ...servers[0], events: { ...events, append } }));
    await sweep(serverOn(servers[1]));
    await expectAllMoved(ids);
  });

  it('relays events left by earlier changes first, in order', async () => {
    const [id = ''] = await leaveSessions(1);
    const server = serverOn(servers[0]);
    servers[0].onOutboxWritten((entry) => server.relay.enqueue(entry));
    const change = { set: {}, message: 'third', userId: new ObjectId().toHexString(), now: clock.now(), events: [] };
    await servers[0].sessionWriter.update('all', id, 2, change);
    await server.relay.onIdle();
    servers[0].onOutboxWritten(() => undefined);
    await expectAllMoved([id]);
  });

  it('relays in batches under load: none lost, repeated or reordered', async () => {
    const ids = await leaveSessions(30);
    const { events, outboxes } = servers[0];
    const append = vi.fn<EventLog['append']>((added) => events.append(added));
    const { relay } = serverOn({ outboxes, events: { ...events, append } });
    for (const entry of await outboxes.findOf(ids)) {
      relay.enqueue(entry);
      await new Promise(setImmediate);
    }
    await relay.flush(ids.slice(0, 3));
    await relay.onIdle();
    expect(append.mock.calls.length).toBeLessThan(ids.length / 2);
    await expectAllMoved(ids);
  });

  it('keeps events written during a flush for the next one', async () => {
    const [id = '', other = ''] = await leaveSessions(2);
    const { outboxes } = servers[0];
    const [entry] = await outboxes.findOf([id]);
    await outboxes.clear([
      { sessionId: id, revision: 1 },
      { sessionId: other, revision: 2 },
    ]);
    const [later, ...others] = await outboxes.findWaiting(2);
    expect(others).toEqual([]);
    expect(entry?.events.map(({ revision }) => revision)).toEqual([1, 2, 2]);
    expect(later?.events.map(({ revision }) => revision)).toEqual([2, 2]);
    await outboxes.clear([{ sessionId: id, revision: 2 }]);
    expect(await outboxes.findOf([id])).toEqual([]);
  });

  it('sweeps only stranded events, except at the start of a server', async () => {
    await leaveSessions(2);
    const server = serverOn(servers[0]);
    expect(await server.sweeper.run()).toBe(2);
    await server.relay.onIdle();
    const ids = await leaveSessions(2);
    expect(await server.sweeper.run()).toBe(0);
    expect(await server.sweeper.run()).toBe(2);
    await server.relay.onIdle();
    expect(await servers[0].outboxes.findOf(ids)).toEqual([]);
  });
});

describe('old events', () => {
  it('are removed from the oldest on, and the numbers go on where they were', async () => {
    const { events } = servers[0];
    const server = serverOn(servers[0]);
    await leaveSessions(2);
    await sweep(server);
    clock.advance(86_400_000);
    await leaveSessions(1);
    await sweep(server, server);
    clock.advance(6 * 86_400_000);
    const retention = new EventRetention({ events, clock, days: 7 });
    expect(await retention.run()).toBe(0);
    clock.advance(1);
    expect(await retention.run()).toBe(6);
    expect(await events.truncatedUpTo()).toBe(6);
    expect((await events.findAfter(0, 10)).map(({ sequence }) => sequence)).toEqual([7, 8, 9]);
    clock.advance(30 * 86_400_000);
    expect(await retention.run()).toBe(2);
    expect(await events.head()).toBe(9);
    // the first account has its last event still, the second only what is kept of it
    await leaveSessions(2);
    await sweep(server, server);
    const added = await events.findAfter(9, 10);
    expect(added.map(({ sequence, position }) => [sequence, position])).toEqual([
      [10, 7],
      [11, 8],
      [12, 9],
      [13, 4],
      [14, 5],
      [15, 6],
    ]);
  });
});
