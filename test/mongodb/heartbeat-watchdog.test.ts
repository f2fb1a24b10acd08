import { EventEmitter } from 'node:events';
import { type mongo, Schema } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection, type StoreConnection } from '../../src/adapters/mongodb/client/connection.ts';
import { reopenWhenHanging } from '../../src/adapters/mongodb/client/heartbeat-watchdog.ts';
import { freshDatabase } from '../support/database.ts';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts';

describe('a heartbeat', () => {
  const started = { connectionId: 'db:27017' };
  let client: EventEmitter & { close: () => Promise<void>; connect: () => Promise<void> };
  let reopened: string[];
  let stop: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    reopened = [];
    client = Object.assign(new EventEmitter(), { close: vi.fn(async () => {}), connect: vi.fn(async () => {}) });
    const onReopen = (address: string) => reopened.push(address);
    stop = reopenWhenHanging(client as unknown as mongo.MongoClient, { limitMs: 5_000, onReopen });
    find({ isWritable: false });
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  const find = (server: { isWritable: boolean }) =>
    client.emit('topologyDescriptionChanged', { newDescription: { servers: new Map([['db:27017', server]]) } });

  it('that does not end in its time reopens the client, until it is connected', async () => {
    vi.mocked(client.connect).mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    client.emit('serverHeartbeatStarted', started);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(reopened).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reopened).toEqual(['db:27017']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reopened).toEqual(['db:27017']);
    expect([vi.mocked(client.close), vi.mocked(client.connect)].map(({ mock }) => mock.calls.length)).toEqual([1, 3]);
  });

  it.each(['serverHeartbeatSucceeded', 'serverHeartbeatFailed'])('that ends with %s is none', async (end) => {
    for (let n = 0; n < 10; n += 1) {
      client.emit('serverHeartbeatStarted', started);
      await vi.advanceTimersByTimeAsync(4_000);
      client.emit(end, started);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reopened).toEqual([]);
  });

  it('of a removed server is none', async () => {
    client.emit('serverHeartbeatStarted', started);
    client.emit('serverClosed', { address: 'db:27017' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reopened).toEqual([]);
  });

  it('that hangs does not disturb requests while a server accepts writes', async () => {
    find({ isWritable: true });
    client.emit('serverHeartbeatStarted', { connectionId: 'secondary:27017' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reopened).toEqual([]);
    find({ isWritable: false });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reopened).toEqual(['secondary:27017']);
  });

  it('is not watched any more after a stop', async () => {
    client.emit('serverHeartbeatStarted', started);
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reopened).toEqual([]);
  });
});

describe('a reopened client', () => {
  const { uri } = freshDatabase();
  let proxy: TcpProxy;
  let store: StoreConnection;
  const reopened: string[] = [];
  beforeAll(async () => {
    proxy = await startProxy(uri);
    const onReopen = (address: string) => reopened.push(address);
    store = createConnection(proxy.uri, { onCommand: null, onReopen, heartbeatLimitMs: 500 });
  });
  afterAll(async () => {
    await store.close();
    await proxy.close();
  });

  it('serves the models that were created before', async () => {
    const model = store.connection.model('Thing', new Schema({ name: String }));
    await store.connect();
    await model.insertMany([{ name: 'kept' }]);
    const client = store.connection.getClient();

    proxy.goAway();
    await expect(model.countDocuments()).rejects.toThrow();
    // a heartbeat that never ends
    client.emit('serverHeartbeatStarted', { connectionId: 'lost:27017', awaited: false } as never);
    await vi.waitFor(() => expect(reopened).toContain('lost:27017'), 10_000);
    proxy.open();
    await vi.waitFor(async () => expect(await model.countDocuments()).toBe(1), 10_000);
    expect(store.connection.getClient()).toBe(client);
    expect(store.pool()).toMatchObject({ used: 0, waiting: 0 });
  });
});
