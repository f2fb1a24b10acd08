import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectMongoStore, type MongoStore } from '../../src/adapters/mongodb/connect-mongo-store.ts';
import { startArchiveJob } from '../../src/app/jobs/archive-sessions.ts';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { SessionArchiver } from '../../src/domain/sessions/archiver.ts';
import {
  CreateSessionDocument,
  DeleteManySessionsDocument,
  FindSessionsDocument,
  ReadSessionDocument,
} from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { ended, insertSessions, storedSession } from '../support/session-documents.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const dayMs = 86_400_000;
const clock = new FakeClock('2026-03-01T00:00:00Z');
let app: TestApp;
let persistence: MongoStore;
let archiver: SessionArchiver;
beforeAll(async () => {
  app = await startTestApp({}, { clock });
  persistence = await connectMongoStore(app.database.uri);
  archiver = new SessionArchiver({ archive: persistence.sessionArchive, clock, afterDays: 15 });
});
afterAll(async () => {
  await persistence.close();
  await app.close();
});

const find = async (archived: boolean) =>
  (await dataOf(app.url, FindSessionsDocument, { filter: { archived }, first: 100 })).sessions.nodes.map(
    ({ id }) => id,
  );

describe('the archive', () => {
  it('takes the sessions that were completed so many days ago, and keeps their idempotency keys', async () => {
    const input = { channel: 'Voice', callState: 'Disconnected', displayName: 'Over' } as const;
    const create = { input, idempotencyKey: 'archived-1' };
    const { newSession } = await dataOf(app.url, CreateSessionDocument, create);
    const open = (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Chat' } })).newSession;
    const children = { channel: 'Voice', callState: 'Disconnected', parentSessionId: newSession.id } as const;
    await dataOf(app.url, CreateSessionDocument, { input: children });
    await expect.poll(() => persistence.outboxes.findWaiting(1)).toEqual([]);
    clock.advance(15 * dayMs);
    expect(await archiver.run()).toBe(0);
    clock.advance(1);
    expect(await archiver.run()).toBe(2);
    expect(await archiver.run()).toBe(0);

    expect(await find(false)).toEqual([open.id]);
    expect(await find(true)).toContain(newSession.id);
    const read = await dataOf(app.url, ReadSessionDocument, { id: newSession.id });
    expect(read.session).toEqual(newSession);
    const replay = await send(app.url, CreateSessionDocument, create);
    expect(replay.data?.newSession.id).toBe(newSession.id);
    expect(replay.extensions).toMatchObject({ idempotentReplay: true });
    const changed = { input: { ...input, displayName: 'Else' }, idempotencyKey: 'archived-1' };
    expect((await send(app.url, CreateSessionDocument, changed)).errors[0]?.extensions.code).toBe('CONFLICT');
  });

  it('is what REST searches instead, and one session is not found there', async () => {
    const [id] = await find(true);
    const headers = as('user@acme.test');
    expect((await call(app.url, `GET /sessions/${id}`, { headers })).status).toBe(404);
    const one = (query: string) => call(app.url, `GET /sessions?specificIds=${id}${query}`, { headers });
    expect(JSON.parse((await one('')).text).items).toEqual([]);
    const [found] = JSON.parse((await one('&searchArchive=true')).text).items;
    expect(found).toMatchObject({ id, log: [{ message: 'Session created by User Acme' }] });
  });

  it('skips a session whose events are not relayed yet', async () => {
    const waiting = storedSession(0, { ...ended(0, 1), outbox: [] });
    await directly(app.database, (db) => insertSessions(db, [waiting]));
    clock.advance(15 * dayMs);
    expect(await archiver.run()).toBe(0);
    await persistence.outboxes.clear([{ sessionId: waiting._id.toHexString(), revision: 1 }]);
    expect(await archiver.run()).toBe(1);
  });

  it('leaves a session that changed on its way, and takes it as it is then', async () => {
    const moving = storedSession(0, ended(0, 1));
    await directly(app.database, async (db) => {
      // as if the archiver had been cut short after the copy
      await insertSessions(db, [moving], 'archivedSessions');
      await insertSessions(db, [{ ...moving, revision: 2, displayName: 'Changed' }]);
    });
    const id = moving._id.toHexString();
    const before = await dataOf(app.url, ReadSessionDocument, { id });
    expect(before.session?.displayName).toBe('Changed');
    clock.advance(dayMs);
    expect(await archiver.run()).toBe(1);
    const after = await dataOf(app.url, ReadSessionDocument, { id });
    expect(after.session).toMatchObject({ displayName: 'Changed', revision: 2 });
  });

  it('does not keep what was deleted while it was on its way', async () => {
    const [gone, kept] = [storedSession(100, ended(100, 1)), storedSession(200, ended(200, 1))];
    await directly(app.database, (db) => insertSessions(db, [gone]));
    const input = {
      accountId: demoIds.acme,
      startDateTime: gone.dateCreated.toISOString(),
      endDateTime: kept.dateCreated.toISOString(),
    };
    const { deleteSessions } = await dataOf(app.url, DeleteManySessionsDocument, { input }, as('admin@acme.test'));
    expect(deleteSessions).toBe(1);
    // as an archiver does that had read it before, and another session besides
    await directly(app.database, (db) => insertSessions(db, [gone, kept], 'archivedSessions'));
    expect(await archiver.run()).toBe(0);
    const found = await persistence.sessions.findByIds(
      'all',
      [gone, kept].map(({ _id }) => _id.toHexString()),
    );
    expect(found.map(({ id }) => id)).toEqual([kept._id.toHexString()]);
  });

  it('has every session in one place or the other at every moment, with two archivers at work', async () => {
    // so many that one reply still holds them: DocumentDB loses the cursor of a find under way when others write
    const old = Array.from({ length: 100 }, (_, n) => storedSession(n, ended(n, 1)));
    const ids = await directly(app.database, (db) => insertSessions(db, old));
    clock.advance(40 * dayMs);
    let isDone = false;
    const watch = async () => {
      let rounds = 0;
      for (; !isDone; rounds += 1) {
        const found = await persistence.sessions.findByIds('all', ids);
        expect(found).toHaveLength(ids.length);
        expect(new Set(found.map((session) => session.id)).size).toBe(ids.length);
      }
      return rounds;
    };
    const watching = watch();
    const archived = await Promise.all([archiver.run(), archiver.run()]);
    isDone = true;
    expect(await watching).toBeGreaterThan(0);
    expect(archived[0] + archived[1]).toBe(ids.length);
    await directly(app.database, async (db) => {
      expect(await db.collection('sessions').countDocuments({ ended: true })).toBe(0);
    });
  });
});

describe('the timer of the archive', () => {
  it('runs at once, then every hour, whatever goes wrong, and stops', async () => {
    vi.useFakeTimers();
    try {
      const archiveCompletedBefore = vi.fn(async () => 0).mockRejectedValueOnce(new Error('away'));
      const archive = new SessionArchiver({ archive: { archiveCompletedBefore }, clock, afterDays: 1 });
      const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
      const stop = startArchiveJob(archive, log);
      await vi.advanceTimersByTimeAsync(0);
      expect(log.error).toHaveBeenCalledWith({ err: new Error('away') }, 'archive.failed');
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(archiveCompletedBefore).toHaveBeenCalledTimes(2);
      await stop();
      await vi.advanceTimersByTimeAsync(7_200_000);
      expect(archiveCompletedBefore).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
